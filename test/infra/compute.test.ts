import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { compute } from "./fleet";
import { valueOf } from "./record";

const groupType = "aws:autoscaling/group:Group";
const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
const ruleTypes = {
  in: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  out: "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
};

describe("B3 compute", () => {
  it("takes requests from the load balancer's security group, and nothing else", async () => {
    const rules = (await compute())
      .ofType(ruleTypes.in)
      .filter(({ inputs }) => inputs.securityGroupId === "web-id");
    assert.deepEqual(
      rules.map(({ inputs }) => [inputs.referencedSecurityGroupId, inputs.fromPort, inputs.cidrIpv4]),
      [["lb-id", 8080, undefined]],
    );
  });

  it("lets the load balancer reach the instances", async () => {
    const rules = (await compute())
      .ofType(ruleTypes.out)
      .filter(({ inputs }) => inputs.securityGroupId === "lb-id");
    assert.deepEqual(
      rules.map(({ inputs }) => [inputs.referencedSecurityGroupId, inputs.fromPort]),
      [["web-id", 8080]],
    );
  });

  it("B5, B6: opens a backend's port to the instances, and the way out to it, by security group", async () => {
    const stack = await compute();
    const peers = (type: string, group: string) =>
      stack
        .ofType(type)
        .filter(({ inputs }) => inputs.securityGroupId === group)
        .map(({ inputs }) => [inputs.referencedSecurityGroupId ?? inputs.cidrIpv4, inputs.fromPort]);
    assert.deepEqual(peers(ruleTypes.in, "sg-database"), [["web-id", 5432]]);
    assert.deepEqual(peers(ruleTypes.out, "web-id"), [
      ["sg-database", 5432],
      ["0.0.0.0/0", 443],
    ]);
  });

  it("may do in AWS what the application needs", async () => {
    const { inputs } = (await compute()).only("aws:iam/rolePolicy:RolePolicy");
    assert.match(String(inputs.policy), /"s3:GetObject"/);
  });

  it("replaces what the load balancer finds unhealthy, and never sets the capacity itself", async () => {
    const { inputs } = (await compute()).only(groupType);
    assert.equal(inputs.healthCheckType, "ELB");
    assert.equal(inputs.desiredCapacity, undefined);
  });

  it("boots no instance before its parameters, its role's permissions and the listener are there", async () => {
    const stack = await compute();
    const waitsFor = async (type: string) => {
      const { dependsOn } = stack.only(type).options;
      const urns = await Promise.all(
        ([dependsOn].flat() as pulumi.Resource[]).map((resource) => valueOf(resource.urn)),
      );
      return urns.map((urn) => urn.split("::").slice(2).join(" ").split("$").at(-1)).sort();
    };
    assert.deepEqual(await waitsFor(groupType), [
      "aws:lb/listener:Listener lb-80",
      "aws:ssm/parameter:Parameter endpoint",
    ]);
    // The launch template names the profile, and the group the template.
    assert.deepEqual(await waitsFor("aws:iam/instanceProfile:InstanceProfile"), [
      "aws:iam/rolePolicy:RolePolicy web-policy",
      ...["AWSXRayDaemonWriteAccess", "AmazonSSMManagedInstanceCore", "CloudWatchAgentServerPolicy"].map(
        (policy) => `aws:iam/rolePolicyAttachment:RolePolicyAttachment web-${policy}`,
      ),
    ]);
    assert.deepEqual(stack.only(templateType).inputs.iamInstanceProfile, { arn: "arn:web" });
  });

  it("carries the stack's tags, by which docs/operations.md finds what a stack has made", async () => {
    const { inputs } = (await compute()).only(groupType);
    assert.deepEqual(inputs.tags, [
      { key: "Name", value: "web", propagateAtLaunch: true },
      { key: "Team", value: "web", propagateAtLaunch: true },
    ]);
  });

  it("starts an instance refresh with each version of the template, and rolls back a bad one", async () => {
    const { inputs } = (await compute()).only(groupType);
    assert.deepEqual(inputs.launchTemplate, { id: "web-id", version: "7" });
    const { preferences } = inputs.instanceRefresh as { preferences: Record<string, unknown> };
    assert.equal(preferences.autoRollback, true);
  });

  it("encrypts volumes, requires IMDSv2 and tags instances and volumes", async () => {
    const { inputs } = (await compute()).only(templateType);
    assert.deepEqual(inputs.metadataOptions, {
      httpEndpoint: "enabled",
      httpTokens: "required",
      httpPutResponseHopLimit: 1,
    });
    const [root] = inputs.blockDeviceMappings as { ebs: Record<string, unknown> }[];
    assert.deepEqual(
      [root?.ebs.encrypted, root?.ebs.kmsKeyId, root?.ebs.volumeType],
      ["true", "arn:key", "gp3"],
    );
    const tagged = inputs.tagSpecifications as { resourceType: string; tags: Record<string, string> }[];
    assert.deepEqual(
      tagged.map(({ resourceType, tags }) => [resourceType, tags.Team]),
      [
        ["instance", "web"],
        ["volume", "web"],
        ["network-interface", "web"],
      ],
    );
  });

  it("takes the newest image once, and another only when it is named", async () => {
    const unnamed = (await compute()).only(templateType);
    assert.deepEqual([unnamed.inputs.imageId, unnamed.options.ignoreChanges], ["ami-1", ["imageId"]]);
    const named = (await compute({ imageId: "ami-2" })).only(templateType);
    assert.deepEqual([named.inputs.imageId, named.options.ignoreChanges], ["ami-2", []]);
  });

  it("opens no SSH: instances are reached by Session Manager", async () => {
    const stack = await compute();
    assert.equal(stack.only(templateType).inputs.keyName, undefined);
    const policies = stack
      .ofType("aws:iam/rolePolicyAttachment:RolePolicyAttachment")
      .map(({ inputs }) => inputs.policyArn);
    assert.ok(policies.includes("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"));
  });
});
