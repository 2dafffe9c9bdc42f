import assert from "node:assert/strict";
import { platform } from "./declared-platform";

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
