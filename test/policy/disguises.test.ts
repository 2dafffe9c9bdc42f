import assert from "node:assert/strict";
import type { Declared } from "../../policy/examples/example";
import { instanceNotPublic } from "../../policy/security/exposure/public-address";
import { resourcePolicyNotPublic } from "../../policy/security/exposure/resource-policy";
import { securityGroupClosed } from "../../policy/security/exposure/security-group";
import { iamWildcards } from "../../policy/security/identity/iam";
import { judge } from "./declare";

const allowing = (statement: object) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Resource: "*", ...statement }] });

describe("D5 what is open and does not look it", () => {
  it("is the internet in ranges, of a condition", () => {
    const queue = (...addresses: string[]): Declared => ({
      type: "aws:sqs/queue:Queue",
      name: "queue",
      props: {
        policy: allowing({
          Principal: "*",
          Action: "sqs:SendMessage",
          Condition: { IpAddress: { "aws:SourceIp": addresses } },
        }),
      },
    });
    assert.deepEqual(judge(resourcePolicyNotPublic, queue("0.0.0.0/1", "128.0.0.0/1")), { queue: false });
    assert.deepEqual(judge(resourcePolicyNotPublic, queue("2000::/3")), { queue: false });
    assert.deepEqual(judge(resourcePolicyNotPublic, queue("198.51.100.0/24", "2001:db8::/32")), {
      queue: true,
    });
    assert.deepEqual(judge(resourcePolicyNotPublic, queue("10.0.0.0/8")), { queue: true });
  });

  it("is the internet in ranges, of a security group", () => {
    const group = (...cidrBlocks: string[]): Declared => ({
      type: "aws:ec2/securityGroup:SecurityGroup",
      name: "group",
      props: { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks }] },
    });
    const eighths = Array.from({ length: 200 }, (_, at) => `${at + 1}.0.0.0/8`);
    assert.deepEqual(judge(securityGroupClosed, group(...eighths)), { group: false });
    assert.deepEqual(judge(securityGroupClosed, group("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")), {});
    assert.deepEqual(judge(securityGroupClosed, group("198.51.100.0/24", "203.0.113.0/24")), {});
  });

  it("is a public address of another interface than the first in the list", () => {
    const template = (...networkInterfaces: object[]): Declared => ({
      type: "aws:ec2/launchTemplate:LaunchTemplate",
      name: "template",
      props: { networkInterfaces },
    });
    const [none, some] = [{ deviceIndex: 1 }, { deviceIndex: 0, associatePublicIpAddress: "true" }];
    assert.deepEqual(judge(instanceNotPublic, template(none, some)), { template: false });
    assert.deepEqual(judge(instanceNotPublic, template(none)), { template: true });
  });

  it("is everything of a service, in a policy of IoT", () => {
    const policy = (action: string): Declared => ({
      type: "aws:iot/policy:Policy",
      name: "device",
      props: { policy: allowing({ Action: action }) },
    });
    assert.deepEqual(judge(iamWildcards, policy("iot:*")), { device: false });
    assert.deepEqual(judge(iamWildcards, policy("iot:Connect")), { device: true });
  });
});
