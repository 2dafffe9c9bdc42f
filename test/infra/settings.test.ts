import assert from "node:assert/strict";
import { Settings } from "../../infra/settings";
import { record, valueOf } from "./record";

describe("B5-B7 what instances are told", () => {
  const values = { "database/endpoint": "db.example", "cache/endpoint": "cache.example" };
  let made: Settings | undefined;
  const settings = () =>
    record((parent) => {
      made = new Settings("web", { region: "us-east-1", path: "/platform/prod", values }, { parent });
    });

  it("is in parameters under the stack's path", async () => {
    const parameters = (await settings()).ofType("aws:ssm/parameter:Parameter");
    assert.deepEqual(
      parameters.map(({ inputs }) => [inputs.name, inputs.insecureValue, inputs.type]),
      [
        ["/platform/prod/cache/endpoint", "cache.example", "String"],
        ["/platform/prod/database/endpoint", "db.example", "String"],
      ],
    );
  });

  it("is theirs to read, and no other stack's", async () => {
    await settings();
    const path = "arn:aws:ssm:us-east-1:123456789012:parameter/platform/prod";
    const [statement] = (await valueOf(made?.accessStatements)) ?? [];
    assert.deepEqual(statement?.Resource, [path, `${path}/*`]);
    assert.deepEqual(statement.Action, ["ssm:GetParameter", "ssm:GetParameters", "ssm:GetParametersByPath"]);
  });
});
