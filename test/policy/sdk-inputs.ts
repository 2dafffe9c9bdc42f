import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const sdk = dirname(createRequire(__filename).resolve("@pulumi/aws/package.json"));

/** The inputs of each resource of the installed @pulumi/aws, by type token. */
const sdkInputs: ReadonlyMap<string, readonly string[]> = new Map(
  readdirSync(sdk, { recursive: true, encoding: "utf8" })
    .filter((file) => /^[a-z0-9]+\/\w+\.js$/.test(file) && !file.startsWith("types/"))
    .flatMap((file) => {
      const source = readFileSync(join(sdk, file), "utf8");
      const type = /__pulumiType = '([^']+)'/.exec(source)?.[1];
      const inputs = [...source.matchAll(/resourceInputs\["(\w+)"\] = \(?args/g)].map(
        ([, name = ""]) => name,
      );
      return type === undefined ? [] : [[type, [...new Set(inputs)]] as const];
    }),
);

/** The types that have an input whose name matches, with those inputs, as `type.input`. */
export function inputsNamed(name: RegExp): string[] {
  return [...sdkInputs].flatMap(([type, inputs]) =>
    inputs.filter((input) => name.test(input)).map((input) => `${type}.${input}`),
  );
}
