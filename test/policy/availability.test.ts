import assert from "node:assert/strict";
import { type Declared, notYetKnown, subnetsIn } from "../../policy/examples/example";
import { unknown } from "../../policy/model/value";
import {
  groupHealthCheck,
  groupMinimum,
  groupMultiAz,
  groupNotifications,
} from "../../policy/reliability/availability/group";
import { failoverRecords } from "../../policy/reliability/availability/load-balancer";
import { natPerZone } from "../../policy/reliability/availability/nat";
import { stackOf, verdicts } from "./declare";

const group = (props: object, refersTo: Record<string, string[]> = {}): Declared => ({
  type: "aws:autoscaling/group:Group",
  name: "web",
  props: { name: "web-1", ...props },
  refersTo,
});

describe("D1 an Auto Scaling group in a default VPC, which names zones and no subnets", () => {
  const zoned = (minSize: number, ...availabilityZones: string[]) =>
    stackOf(group({ minSize, availabilityZones }));

  it("is in two zones, or is refused", () => {
    assert.equal(verdicts(groupMultiAz, zoned(2, "us-east-1a", "us-east-1b")).web, true);
    assert.equal(verdicts(groupMultiAz, zoned(2, "us-east-1a")).web, false);
  });

  it("has an instance in each", () => {
    assert.equal(verdicts(groupMinimum, zoned(1, "us-east-1a", "us-east-1b")).web, false);
    assert.equal(verdicts(groupMinimum, zoned(2, "us-east-1a", "us-east-1b")).web, true);
  });
});

describe("D1 auto-scaling-group-elb-health-check: a group that is attached by a resource of its own", () => {
  for (const type of [
    "aws:autoscaling/attachment:Attachment",
    "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment",
  ]) {
    const attachment = (refersTo: Record<string, string[]>, name: unknown): Declared => ({
      type,
      name: "attachment",
      props: { autoscalingGroupName: name },
      refersTo,
    });
    it(`is behind a load balancer by ${type.split(":")[2]}`, () => {
      const judge = (props: object) =>
        verdicts(
          groupHealthCheck,
          stackOf(group(props), attachment({ autoscalingGroupName: ["web"] }, notYetKnown)),
        ).web;
      assert.equal(judge({}), false);
      assert.equal(judge({ healthCheckType: "EC2" }), false);
      assert.equal(judge({ healthCheckType: "ELB" }), true);
      assert.equal(judge({ healthCheckType: "EC2,ELB" }), true);
      const others = stackOf(group({}), attachment({}, "batch-1"));
      assert.equal(verdicts(groupHealthCheck, others).web, undefined);
    });
  }
});

describe("D1 auto-scaling-group-notifications", () => {
  const event = (props: object): Declared => ({
    type: "aws:cloudwatch/eventRule:EventRule",
    name: "failed",
    props: { name: "failed-1", eventPattern: JSON.stringify({ source: ["aws.autoscaling"] }), ...props },
  });
  const target: Declared = {
    type: "aws:cloudwatch/eventTarget:EventTarget",
    name: "page",
    props: { rule: "failed-1" },
  };
  const judge = (...resources: Declared[]) =>
    verdicts(groupNotifications, stackOf(group({}), ...resources)).web;

  it("is told by an event rule that has a target and is not disabled", () => {
    assert.equal(judge(event({}), target), true);
    assert.equal(judge(event({})), false);
    assert.equal(judge(event({ state: "DISABLED" }), target), false);
    assert.equal(judge(event({ isEnabled: false }), target), false);
  });

  it("is told of failures, and of this group's", () => {
    const on = (pattern: object) =>
      judge(event({ eventPattern: JSON.stringify({ source: ["aws.autoscaling"], ...pattern }) }), target);
    assert.equal(on({ "detail-type": ["EC2 Instance Launch Unsuccessful"] }), true);
    assert.equal(on({ "detail-type": ["EC2 Instance-terminate Lifecycle Action"] }), false);
    assert.equal(on({ detail: { AutoScalingGroupName: ["web-1"] } }), true);
    assert.equal(on({ detail: { AutoScalingGroupName: ["batch"] } }), false);
  });

  it("is told by a notification of errors, and not by one of launches", () => {
    const notified = (kind: string) =>
      judge({
        type: "aws:autoscaling/notification:Notification",
        name: "notification",
        props: { groupNames: ["web-1"], notifications: [`autoscaling:${kind}`] },
      });
    assert.equal(notified("EC2_INSTANCE_LAUNCH_ERROR"), true);
    assert.equal(notified("EC2_INSTANCE_LAUNCH"), false);
  });
});

describe("D1 nat-gateway-per-zone", () => {
  const way = (subnetZone: string, nat: object = {}): Declared[] => [
    ...subnetsIn("us-east-1a", subnetZone),
    {
      type: "aws:ec2/natGateway:NatGateway",
      name: "nat",
      props: { id: "nat-1", subnetId: notYetKnown, ...nat },
      refersTo: { subnetId: ["subnet-0"] },
    },
    {
      type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
      name: "association",
      props: { subnetId: notYetKnown, routeTableId: notYetKnown },
      refersTo: { subnetId: ["subnet-1"], routeTableId: ["table"] },
    },
  ];
  const table = (routes: unknown): Declared => ({
    type: "aws:ec2/routeTable:RouteTable",
    name: "table",
    props: { routes },
    refersTo: { routes: ["nat"] },
  });

  for (const [when, routes] of [
    ["known", [{ cidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" }]],
    ["unknown in part", [{ cidrBlock: "0.0.0.0/0", natGatewayId: notYetKnown }]],
    ["unknown", notYetKnown],
  ] as const) {
    it(`follows the routes inside of a table, ${when}`, () => {
      assert.equal(verdicts(natPerZone, stackOf(...way("us-east-1b"), table(routes))).table, false);
      assert.equal(verdicts(natPerZone, stackOf(...way("us-east-1a"), table(routes))).table, true);
    });
  }

  it("takes a regional NAT gateway, which is in each zone", () => {
    const regional = { availabilityMode: "regional" };
    const stack = stackOf(...way("us-east-1b", regional), table([{ natGatewayId: "nat-1" }]));
    assert.equal(verdicts(natPerZone, stack).table, true);
  });

  it("does not take a subnet for all that a value may mean", () => {
    const stack = stackOf(
      ...way("us-east-1b").map((it) =>
        it.name === "association"
          ? { ...it, refersTo: { ...it.refersTo, subnetId: ["subnet-0", "subnet-1"] } }
          : it,
      ),
      table([{ natGatewayId: "nat-1" }]),
    );
    assert.equal(verdicts(natPerZone, stack).table, unknown);
  });

  it("does not choose among NAT gateways that a value may mean", () => {
    const second: Declared = {
      type: "aws:ec2/natGateway:NatGateway",
      name: "second",
      props: { id: "nat-2", subnetId: notYetKnown },
      refersTo: { subnetId: ["subnet-1"] },
    };
    const stack = stackOf(...way("us-east-1b"), second, {
      ...table(notYetKnown),
      refersTo: { routes: ["nat", "second"] },
    });
    assert.equal(verdicts(natPerZone, stack).table, unknown);
  });
});

describe("D1 auto-scaling-group-minimum", () => {
  it("looks at what scheduled actions leave of it; without a minSize the provider makes it 0", () => {
    const night = (props: Record<string, unknown>): Declared => ({
      type: "aws:autoscaling/schedule:Schedule",
      name: "night",
      props: { autoscalingGroupName: "web-1", ...props },
    });
    const zones = { minSize: 2, availabilityZones: ["us-east-1a", "us-east-1b"] };
    const judge = (props: Record<string, unknown>) =>
      verdicts(groupMinimum, stackOf(group(zones), night(props))).web;
    assert.equal(judge({ minSize: 2 }), true);
    assert.equal(judge({ minSize: -1 }), true);
    assert.equal(judge({ minSize: 0 }), false);
    assert.equal(judge({}), false);
  });
});

describe("D1 a default VPC", () => {
  const subnets: Declared[] = ["us-east-1a", "us-east-1b"].map((availabilityZone, at) => ({
    type: "aws:ec2/defaultSubnet:DefaultSubnet",
    name: `subnet-${at}`,
    props: { availabilityZone, id: `subnet-${at}` },
  }));

  it("has subnets too", () => {
    const stack = stackOf(group({ vpcZoneIdentifiers: ["subnet-0", "subnet-1"] }), ...subnets);
    assert.equal(verdicts(groupMultiAz, stack).web, true);
  });

  it("is not known to have none while it is asked for them", () => {
    const vpc = { type: "aws:ec2/defaultVpc:DefaultVpc", name: "vpc", props: { id: notYetKnown } };
    const spread = group({ vpcZoneIdentifiers: notYetKnown }, { vpcZoneIdentifiers: ["vpc"] });
    assert.equal(verdicts(groupMultiAz, stackOf(spread, vpc)).web, unknown);
  });
});

describe("B9 dns-failover-health", () => {
  it("is about failover records only, whatever AWS gives for the others", () => {
    for (const failoverRoutingPolicies of [undefined, null, []]) {
      const record = { type: "aws:route53/record:Record", name: "www", props: { failoverRoutingPolicies } };
      assert.equal(verdicts(failoverRecords, stackOf(record)).www, undefined);
    }
  });
});
