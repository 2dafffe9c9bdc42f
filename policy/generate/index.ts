import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { metricsSource } from "./metrics";
import { statefulTypesSource } from "./stateful-types";

const root = join(__dirname, "..", "..");

/** What `policy/model/` has from AWS's specification: generated, so that a pack need not load it (half a second). */
export const generated: Readonly<Record<string, () => string>> = {
  "policy/model/stateful-types.ts": statefulTypesSource,
  "policy/model/metrics.ts": metricsSource,
};

/** The text of a generated file, as Prettier has it. */
export async function textOf(file: string, source: () => string): Promise<string> {
  const path = join(root, file);
  return format(source(), { ...(await resolveConfig(path)), filepath: path });
}

/** Writes the generated files: `npm run policy:generate`. */
async function main() {
  for (const [file, source] of Object.entries(generated)) {
    writeFileSync(join(root, file), await textOf(file, source));
  }
}

if (require.main === module) void main();
