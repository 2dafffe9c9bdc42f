import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { unknown } from "../../policy/model/value";
import { dataSubnetsPrivate } from "../../policy/security/exposure/data";
import { groupPrivate, instanceNotPublic } from "../../policy/security/exposure/public-address";
import { judge } from "./declare";

type Props = Record<string, unknown>;
type RefersTo = Record<string, string[]>;

const of = (type: string, name: string, props: Props = {}, refersTo: RefersTo = {}): Declared => ({
  type,
  name,
  props: { ...Object.fromEntries(Object.keys(refersTo).map((it) => [it, notYetKnown])), ...props },
  refersTo,
});

const subnet = (props: Props = {}, refersTo: RefersTo = {}) =>
  of("aws:ec2/subnet:Subnet", "subnet", props, refersTo);
const defaultSubnet = (props: Props = {}) =>
  of("aws:ec2/defaultSubnet:DefaultSubnet", "subnet", { availabilityZone: "us-east-1a", ...props });
const defaultVpc = of("aws:ec2/defaultVpc:DefaultVpc", "vpc");
const closedMainTable = of(
  "aws:ec2/defaultRouteTable:DefaultRouteTable",
  "main",
  { routes: [] },
  { defaultRouteTableId: ["vpc"] },
);

describe("data-in-private-subnets: default VPCs and other stacks", () => {
  const group = (subnetIds: unknown = notYetKnown, refersTo: string[] = ["subnet"]) =>
    of("aws:rds/subnetGroup:SubnetGroup", "group", { subnetIds }, { subnetIds: refersTo });
  const privately = (...more: Declared[]) => judge(dataSubnetsPrivate, group(), ...more).group;

  it("takes a subnet of the default VPC for public, unless its main table has no way out", () => {
    assert.equal(privately(subnet({}, { vpcId: ["vpc"] }), defaultVpc), false);
    assert.equal(privately(subnet({}, { vpcId: ["vpc"] }), defaultVpc, closedMainTable), true);
    assert.equal(privately(defaultSubnet(), defaultVpc), false);
    assert.equal(privately(defaultSubnet(), defaultVpc, closedMainTable), true);
  });

  it("cannot tell of a subnet in a VPC that was looked up, or with another stack's route table", () => {
    assert.equal(privately(subnet({ vpcId: "vpc-of-a-look-up" })), unknown);
    const association = of(
      "aws:ec2/routeTableAssociation:RouteTableAssociation",
      "association",
      { routeTableId: "rtb-of-another-stack" },
      { subnetId: ["subnet"] },
    );
    const vpc = of("aws:ec2/vpc:Vpc", "vpc");
    assert.equal(privately(subnet({}, { vpcId: ["vpc"] }), vpc, association), unknown);
  });

  it("does not let another stack's subnet excuse a public one of this stack", () => {
    const ids = (...subnetIds: string[]) =>
      judge(
        dataSubnetsPrivate,
        of("aws:rds/subnetGroup:SubnetGroup", "group", { subnetIds }),
        defaultSubnet({ id: "subnet-1" }),
      ).group;
    assert.equal(ids("subnet-1", "subnet-of-another-stack"), false);
    assert.equal(ids("subnet-of-another-stack"), unknown);
  });

  const stores = [
    ["aws:rds/instance:Instance", "dbSubnetGroupName", "aws:rds/subnetGroup:SubnetGroup"],
    ["aws:rds/cluster:Cluster", "dbSubnetGroupName", "aws:rds/subnetGroup:SubnetGroup"],
    ["aws:docdb/cluster:Cluster", "dbSubnetGroupName", "aws:docdb/subnetGroup:SubnetGroup"],
    ["aws:neptune/cluster:Cluster", "neptuneSubnetGroupName", "aws:neptune/subnetGroup:SubnetGroup"],
    [
      "aws:elasticache/replicationGroup:ReplicationGroup",
      "subnetGroupName",
      "aws:elasticache/subnetGroup:SubnetGroup",
    ],
    ["aws:elasticache/cluster:Cluster", "subnetGroupName", "aws:elasticache/subnetGroup:SubnetGroup"],
    ["aws:redshift/cluster:Cluster", "clusterSubnetGroupName", "aws:redshift/subnetGroup:SubnetGroup"],
  ] as const;

  it("refuses a store without a subnet group, which AWS puts into the default VPC", () => {
    for (const [type, property] of stores) {
      assert.equal(judge(dataSubnetsPrivate, of(type, "it")).it, false, type);
      assert.equal(judge(dataSubnetsPrivate, of(type, "it", { [property]: "default" })).it, false, type);
    }
  });

  it("leaves a store to its group, and cannot tell of another stack's group", () => {
    for (const [type, property, groupType] of stores) {
      const own = judge(
        dataSubnetsPrivate,
        of(type, "it", {}, { [property]: ["its"] }),
        of(groupType, "its"),
      );
      assert.deepEqual(own, { its: true }, type);
      assert.equal(judge(dataSubnetsPrivate, of(type, "it", { [property]: "theirs" })).it, unknown, type);
    }
  });

  it("asks no group of what takes over its source's", () => {
    const replica = of("aws:rds/instance:Instance", "it", { replicateSourceDb: notYetKnown });
    const node = of("aws:elasticache/cluster:Cluster", "it", { replicationGroupId: "cache" });
    assert.deepEqual(judge(dataSubnetsPrivate, replica), {});
    assert.deepEqual(judge(dataSubnetsPrivate, node), {});
  });
});

describe("instance-without-public-ip: addresses that a subnet gives", () => {
  const instance = (props: Props = {}, refersTo: RefersTo = {}) =>
    of("aws:ec2/instance:Instance", "it", props, refersTo);
  const inSubnet = (...more: Declared[]) =>
    judge(instanceNotPublic, instance({}, { subnetId: ["subnet"] }), ...more).it;

  it("refuses an instance in a default subnet, or another that gives addresses", () => {
    assert.equal(inSubnet(defaultSubnet()), false);
    assert.equal(inSubnet(defaultSubnet({ mapPublicIpOnLaunch: false })), true);
    assert.equal(inSubnet(subnet({ mapPublicIpOnLaunch: true })), false);
    assert.equal(inSubnet(subnet()), true);
  });

  it("believes the instance before its subnet", () => {
    const own = instance({ associatePublicIpAddress: false }, { subnetId: ["subnet"] });
    assert.equal(judge(instanceNotPublic, own, defaultSubnet()).it, true);
    const deployed = {
      ...instance({}, { subnetId: ["subnet"] }),
      filledIn: { associatePublicIpAddress: true },
    };
    assert.equal(judge(instanceNotPublic, deployed, subnet()).it, false);
  });

  it("cannot tell where the subnet is not of the stack, or none is named", () => {
    assert.equal(judge(instanceNotPublic, instance({ subnetId: "subnet-of-another-stack" })).it, unknown);
    assert.equal(judge(instanceNotPublic, instance()).it, unknown);
    assert.equal(judge(instanceNotPublic, instance({ associatePublicIpAddress: notYetKnown })).it, unknown);
    assert.equal(judge(instanceNotPublic, instance({ networkInterfaces: [{ deviceIndex: 0 }] })).it, true);
  });
});

describe("instance-without-public-ip: tasks", () => {
  const tasks: [string, (assignPublicIp: unknown) => Props][] = [
    ["aws:ecs/service:Service", (it) => ({ networkConfiguration: { assignPublicIp: it } })],
    ["aws:ecs/taskSet:TaskSet", (it) => ({ networkConfiguration: { assignPublicIp: it } })],
    [
      "aws:cloudwatch/eventTarget:EventTarget",
      (it) => ({ ecsTarget: { networkConfiguration: { assignPublicIp: it } } }),
    ],
    [
      "aws:scheduler/schedule:Schedule",
      (it) => ({ target: { ecsParameters: { networkConfiguration: { assignPublicIp: it } } } }),
    ],
  ];

  it("refuses a public address of theirs, whatever starts them", () => {
    for (const [type, props] of tasks) {
      const verdict = (value: unknown) => judge(instanceNotPublic, of(type, "it", props(value))).it;
      assert.equal(verdict(true), false, type);
      assert.equal(verdict(undefined), true, type);
      assert.equal(verdict(notYetKnown), unknown, type);
    }
    const pipe = (awsVpcConfiguration: object) =>
      judge(
        instanceNotPublic,
        of("aws:pipes/pipe:Pipe", "it", {
          targetParameters: { ecsTaskParameters: { networkConfiguration: { awsVpcConfiguration } } },
        }),
      ).it;
    assert.equal(pipe({ assignPublicIp: "ENABLED" }), false);
    assert.equal(pipe({ assignPublicIp: "DISABLED" }), true);
  });
});

describe("auto-scaling-group-in-private-subnets: default subnets", () => {
  const group = (props: Props, refersTo: RefersTo = {}) =>
    of("aws:autoscaling/group:Group", "group", props, refersTo);

  it("give public addresses unless they are told not to", () => {
    const inSubnet = group({}, { vpcZoneIdentifiers: ["subnet"] });
    assert.equal(judge(groupPrivate, inSubnet, defaultSubnet()).group, false);
    assert.equal(judge(groupPrivate, inSubnet, defaultSubnet({ mapPublicIpOnLaunch: false })).group, true);
  });

  it("are what a group means that names zones alone", () => {
    const inZones = group({ availabilityZones: ["us-east-1a"] });
    assert.equal(judge(groupPrivate, inZones).group, false);
    assert.equal(judge(groupPrivate, inZones, defaultSubnet({ mapPublicIpOnLaunch: false })).group, unknown);
  });
});
