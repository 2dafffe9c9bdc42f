import assert from "node:assert/strict";
import { unknown } from "../../policy/model/value";
import { groupHealthCheck, groupMultiAz } from "../../policy/reliability/availability/group";
import { loadBalancerMultiAz } from "../../policy/reliability/availability/load-balancer";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { stackOf, verdicts } from "./declare";

const subnet = (name: string, availabilityZone: unknown, id: unknown = notYetKnown): Declared => ({
  type: "aws:ec2/subnet:Subnet",
  name,
  props: { availabilityZone, id },
});
const group = (props: Record<string, unknown>, subnets?: string[]): Declared => ({
  type: "aws:autoscaling/group:Group",
  name: "web",
  props,
  ...(subnets && { refersTo: { vpcZoneIdentifiers: subnets } }),
});

for (const { rule, type, property } of [
  { rule: groupMultiAz, type: "aws:autoscaling/group:Group", property: "vpcZoneIdentifiers" },
  { rule: loadBalancerMultiAz, type: "aws:lb/loadBalancer:LoadBalancer", property: "subnets" },
]) {
  describe(`D1 ${rule.name}`, () => {
    const judge = (ids: unknown, refersTo: string[], ...subnets: Declared[]) =>
      verdicts(
        rule,
        stackOf(
          { type, name: "it", props: { [property]: ids }, refersTo: { [property]: refersTo } },
          ...subnets,
        ),
      ).it;

    it("passes where its subnets are in two zones, by their ids", () => {
      const subnets = [subnet("a", "us-east-1a", "subnet-1"), subnet("b", "us-east-1b", "subnet-2")];
      assert.equal(judge(["subnet-1", "subnet-2"], [], ...subnets), true);
    });

    it("is not decided where only the dependencies are known, which are candidates", () => {
      const subnets = [subnet("a", "us-east-1a"), subnet("b", "us-east-1b")];
      assert.equal(judge(notYetKnown, ["a", "b"], ...subnets), unknown);
      assert.equal(judge([notYetKnown, notYetKnown], ["a", "b"], ...subnets), unknown);
    });

    it("refuses two subnets of one zone, in a preview and in an update", () => {
      assert.equal(
        judge(notYetKnown, ["a", "b"], subnet("a", "us-east-1a"), subnet("b", "us-east-1a")),
        false,
      );
      const known = [subnet("a", "us-east-1a", "subnet-1"), subnet("b", "us-east-1a", "subnet-2")];
      assert.equal(judge(["subnet-1", "subnet-2"], [], ...known), false);
    });

    it("is not decided while a zone is unknown, or for subnets of another stack", () => {
      assert.equal(
        judge(notYetKnown, ["a", "b"], subnet("a", "us-east-1a"), subnet("b", notYetKnown)),
        unknown,
      );
      assert.equal(judge(["subnet-7", "subnet-8"], []), unknown);
    });
  });
}

describe("D1 auto-scaling-group-elb-health-check", () => {
  const judge = (props: Record<string, unknown>) => verdicts(groupHealthCheck, stackOf(group(props))).web;

  it("passes with ELB, refuses EC2 and the default", () => {
    assert.equal(judge({ targetGroupArns: ["arn"], healthCheckType: "ELB" }), true);
    assert.equal(judge({ targetGroupArns: [notYetKnown], healthCheckType: "EC2" }), false);
    assert.equal(judge({ targetGroupArns: notYetKnown }), false);
  });

  it("is not decided while the type is unknown", () => {
    assert.equal(judge({ targetGroupArns: ["arn"], healthCheckType: notYetKnown }), unknown);
  });

  it("does not concern a group without a load balancer", () => {
    assert.equal(judge({ targetGroupArns: [] }), undefined);
  });
});
