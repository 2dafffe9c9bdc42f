import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { createRequire } from "node:module";
import { readStackFile } from "../../config/stack-file";

/** The program's own start, with settings as Pulumi's language host hands them over. */
function started(change: object, secretKeys: string[]): unknown {
  const values = { ...readStackFile(".", "prod").values, ...change };
  const settings = Object.entries(values).map(([key, value]): [string, string] => [
    key,
    typeof value === "string" ? value : JSON.stringify(value),
  ]);
  pulumi.runtime.setAllConfig(Object.fromEntries(settings), secretKeys);
  try {
    // Another test of this process may have loaded the program.
    const load = createRequire(__filename);
    const program = load.resolve("../../infra");
    Reflect.deleteProperty(load.cache, program);
    return load(program);
  } catch (error) {
    return error;
  } finally {
    pulumi.runtime.setAllConfig({});
  }
}

describe("C4 secret settings of the program", () => {
  const notifications = { emails: ["ops@example.com"], https: ["http://hooks.example/hunter2"] };

  it("are in no message where they are wrong, a secret inside of a section included", () => {
    const error = started({ "platform:notifications": notifications }, ["platform:notifications"]);
    assert.ok(error instanceof pulumi.RunError, String(error));
    assert.match(error.message, /platform:notifications\.https\[0\] +found a secret +allowed: an https/);
    assert.doesNotMatch(error.message, /hunter2/);
  });
});
