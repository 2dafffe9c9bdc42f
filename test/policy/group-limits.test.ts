import assert from "node:assert/strict";
import { declaredData } from "../../policy/reliability/capacity/examples/data";
import type { Declared } from "../../policy/examples/example";
import { subnetsHoldGroup } from "../../policy/reliability/capacity/addresses";
import { groupScales } from "../../policy/reliability/capacity/scaling-policy";
import { judge } from "./declare";

type Props = Record<string, unknown>;

const group = (props: Props, name = "web"): Declared => ({
  type: "aws:autoscaling/group:Group",
  name,
  props: { name: `${name}-1`, ...props },
});

describe("D4 subnets-hold-group", () => {
  const subnet = (name: string, availabilityZone: string, mask: number): Declared => ({
    type: "aws:ec2/subnet:Subnet",
    name,
    props: { id: name, availabilityZone, cidrBlock: `10.0.0.0/${mask}` },
  });
  const inSubnets = (name: string, maxSize: number, ...vpcZoneIdentifiers: string[]) =>
    group({ maxSize, vpcZoneIdentifiers }, name);

  it("adds up the groups that share a subnet", () => {
    const subnets = [
      subnet("a", "us-east-1a", 24),
      subnet("b", "us-east-1b", 24),
      subnet("c", "us-east-1c", 24),
    ];
    const names = ["a", "b", "c"];
    assert.equal(judge(subnetsHoldGroup, ...subnets, inSubnets("one", 240, ...names)).a, true);
    const both = [inSubnets("one", 240, ...names), inSubnets("two", 240, ...names)];
    assert.equal(judge(subnetsHoldGroup, ...subnets, ...both).a, false);
  });

  it("counts the subnets that a zone takes with it", () => {
    const zones = ["a", "b", "c"].flatMap((zone) => [
      subnet(`${zone}-0`, `us-east-1${zone}`, 26),
      subnet(`${zone}-1`, `us-east-1${zone}`, 26),
    ]);
    const names = zones.map(({ name }) => name);
    // 4 of 6 are left: 216 / 4 instances, a tenth more in a refresh, and 15 of AWS's are 75 of 64 addresses.
    assert.equal(judge(subnetsHoldGroup, ...zones, inSubnets("web", 216, ...names))["a-0"], false);
    assert.equal(judge(subnetsHoldGroup, ...zones, inSubnets("web", 160, ...names))["a-0"], true);
  });
});

describe("B4, D4 auto-scaling-group-scales", () => {
  const policy = (props: Props): Declared => ({
    type: "aws:autoscaling/policy:Policy",
    name: "policy",
    props: { autoscalingGroupName: "web-1", ...props },
  });
  const scales = (sizes: Props, ...policies: Declared[]) =>
    judge(groupScales, declaredData, group(sizes), ...policies).web;
  const growing = { minSize: 2, maxSize: 10 };

  it("refuses a group that may grow and has nothing that makes it grow", () => {
    assert.equal(scales(growing), false);
    assert.equal(scales(growing, policy({ policyType: "SimpleScaling", scalingAdjustment: -1 })), false);
    assert.equal(
      scales(growing, policy({ policyType: "StepScaling", stepAdjustments: [{ scalingAdjustment: -1 }] })),
      false,
    );
  });

  it("takes a policy that adds instances", () => {
    assert.equal(scales(growing, policy({ policyType: "SimpleScaling", scalingAdjustment: 1 })), true);
    assert.equal(
      scales(growing, policy({ policyType: "StepScaling", stepAdjustments: [{ scalingAdjustment: 2 }] })),
      true,
    );
    assert.equal(scales(growing, policy({ policyType: "TargetTrackingScaling" })), true);
  });

  it("is not about a program that declares no workload, whose groups something else may grow", () => {
    assert.equal(judge(groupScales, group(growing)).web, undefined);
  });

  it("is not about a group of one size", () => {
    assert.equal(scales({ minSize: 3, maxSize: 3 }), undefined);
  });
});
