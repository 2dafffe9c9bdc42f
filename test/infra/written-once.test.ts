import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { stackConfiguration } from "../../config/schema";
import { componentTypes } from "../../infra/component-types";
import { planType } from "../../policy/reliability/capacity/declared";

const root = join(__dirname, "..", "..");

/** The code below a folder, by path. */
function codeIn(folder: string): [string, string][] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.(ts|mjs|sh|json)$/.test(file))
    .map((file) => [join(folder, file), readFileSync(join(root, folder, file), "utf8")]);
}

const program = [...codeIn("infra"), ...codeIn("bootstrap")];
const filesWith = (pattern: RegExp) => program.filter(([, text]) => pattern.test(text)).map(([file]) => file);

describe("the partition of ARNs", () => {
  it("is written in one file", () => {
    assert.deepEqual(filesWith(/arn:(aws|\$)/), ["infra/arn.ts"]);
  });

  it("is that of every region which the configuration takes", () => {
    const region = stackConfiguration.shape["aws:region"];
    const accepts = (name: string) => region.safeParse(name).success;
    assert.ok(accepts("us-east-1"));
    assert.deepEqual(["cn-north-1", "us-gov-west-1", "us-iso-east-1", "eusc-de-east-1"].filter(accepts), []);
  });
});

describe("the type of a component", () => {
  it("is written in one file", () => {
    assert.deepEqual(filesWith(/"platform:\w+:[A-Z]/), ["infra/component-types.ts"]);
  });

  it("is named after its class, of which there is one", () => {
    const classes = program.flatMap(([, text]) =>
      [...text.matchAll(/class (\w+) extends pulumi\.ComponentResource/g)].map(([, name = ""]) => name),
    );
    assert.deepEqual([...classes, "Account"].sort(), Object.keys(componentTypes).sort());
    for (const [name, type] of Object.entries(componentTypes)) assert.ok(type.endsWith(`:${name}`), type);
    assert.equal(new Set(Object.values(componentTypes)).size, Object.keys(componentTypes).length);
  });

  it("has the area of the folder that the class lies in", () => {
    for (const [file, text] of program) {
      const [, folder] = /^infra\/(\w+)\/.*\.ts$/.exec(file) ?? [];
      const [, name = ""] = /class (\w+) extends pulumi\.ComponentResource/.exec(text) ?? [];
      if (folder === undefined || name === "") continue;
      assert.equal(
        new Map<string, string>(Object.entries(componentTypes)).get(name),
        `platform:${folder}:${name}`,
      );
    }
  });

  it("is for the capacity plan the one that policies read", () => {
    assert.equal(planType, componentTypes.CapacityPlan);
  });
});
