import * as pulumi from "@pulumi/pulumi";
import { writeFileSync } from "node:fs";
import { expected } from "./expected";

// All programs in one stack, to start the engine once. Which resources are whose goes to the file that FOREIGN_PROGRAMS names.
const made: Record<string, string> = {};
let program = "";
pulumi.runtime.registerStackTransformation(({ type, name, props, opts }) => {
  made[`${type}::${name}`] = program;
  return { props, opts };
});

// What one of them finds outside of its stack is made first, in a stack of its own.
let outputs: unknown;
for (program of pulumi.getStack() === "prod" ? Object.keys(expected) : ["network"]) {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- each makes its resources as it is loaded
  outputs = require(`./${program}`);
}
writeFileSync(process.env.FOREIGN_PROGRAMS ?? "", JSON.stringify(made));
export = outputs;
