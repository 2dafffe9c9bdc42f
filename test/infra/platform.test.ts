import assert from "node:assert/strict";
import { join } from "node:path";
import { planCapacity } from "../../capacity";
import { type Environment, loadEnvironment, sizingOf } from "../../config";
import { readStackFile } from "../../config/stack-file";
import { Platform } from "../../infra/platform";
import { record } from "./record";

/** The platform of prod, with sections of its configuration changed. */
const platform = (changes: Record<string, object> = {}) =>
  record((parent) => {
    const file = readStackFile(join(__dirname, "..", ".."), "prod");
    const environment: Environment = loadEnvironment({ ...file, values: { ...file.values, ...changes } });
    const plan = planCapacity(environment.workload, sizingOf(environment));
    return new Platform(
      "web",
      {
        environment,
        plan,
        zones: ["us-east-1a", "us-east-1b", "us-east-1c"].slice(0, environment.availabilityZones),
        now: new Date(),
        tags: {},
      },
      { parent },
    );
  });

describe("B1 endpoints", () => {
  const interfaces = async (changes?: Record<string, object>) =>
    (await platform(changes))
      .ofType("aws:ec2/vpcEndpoint:VpcEndpoint")
      .filter(({ inputs }) => inputs.vpcEndpointType === "Interface")
      .map(({ inputs }) => String(inputs.serviceName).split(".").at(-1));

  it("are those that the agents of instances talk to, and that every region has", async () => {
    assert.deepEqual(await interfaces(), ["logs", "monitoring", "ssm", "ssmmessages", "xray"]);
  });

  it("are none where the stack asks for none", async () => {
    assert.deepEqual(
      await interfaces({ "platform:network": { cidrBlock: "10.0.0.0/16", interfaceEndpoints: false } }),
      [],
    );
  });
});

describe("B3 the first boot of the platform", () => {
  it("waits for every parameter and for the log group that instances write to", async () => {
    const stack = await platform();
    const { dependsOn } = stack.only("aws:autoscaling/group:Group").options;
    const needed = [dependsOn].flat().map((resource) => resource?.constructor.name);
    assert.deepEqual(needed.sort(), ["Application", "Listener", "Listener", "LogGroup", "Settings"]);
  });
});
