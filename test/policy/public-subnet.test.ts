import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { unknown } from "../../policy/model/value";
import { dataNotPublic, dataSubnetsPrivate } from "../../policy/security/exposure/data";
import { instanceNotPublic } from "../../policy/security/exposure/public-address";
import { securityGroupClosed } from "../../policy/security/exposure/security-group";
import { judge } from "./declare";

type Props = Record<string, unknown>;
type RefersTo = Record<string, string[]>;

const of = (type: string, name: string, props: Props = {}, refersTo: RefersTo = {}): Declared => ({
  type,
  name,
  props,
  refersTo,
});
/** A resource whose properties are other resources' outputs, which a preview does not know. */
const made = (type: string, name: string, refersTo: RefersTo, props: Props = {}): Declared =>
  of(
    type,
    name,
    { ...Object.fromEntries(Object.keys(refersTo).map((it) => [it, notYetKnown])), ...props },
    refersTo,
  );

const gateway = made("aws:ec2/internetGateway:InternetGateway", "gateway", { vpcId: ["vpc"] });
const outThrough = (gatewayId: unknown) => [{ cidrBlock: "0.0.0.0/0", gatewayId }];
const routes = outThrough(notYetKnown);
const route = (refersTo: RefersTo) => made("aws:ec2/route:Route", "route", refersTo);
const association = made("aws:ec2/routeTableAssociation:RouteTableAssociation", "association", {
  subnetId: ["subnet"],
  routeTableId: ["table"],
});

describe("data-in-private-subnets: the main route table of the VPC, in a preview", () => {
  const vpc = of("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" });
  const table = (refersTo: RefersTo = {}, props: Props = {}) =>
    made("aws:ec2/routeTable:RouteTable", "table", { vpcId: ["vpc"], ...refersTo }, props);
  const privately = (...more: Declared[]) =>
    judge(
      dataSubnetsPrivate,
      made("aws:rds/subnetGroup:SubnetGroup", "group", { subnetIds: ["subnet"] }),
      made("aws:ec2/subnet:Subnet", "subnet", { vpcId: ["vpc"] }),
      vpc,
      gateway,
      ...more,
    ).group;
  const defaultTable = (refersTo: RefersTo, props: Props) =>
    made(
      "aws:ec2/defaultRouteTable:DefaultRouteTable",
      "default",
      { defaultRouteTableId: ["vpc"], ...refersTo },
      props,
    );
  const mainTable = made("aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation", "main", {
    vpcId: ["vpc"],
    routeTableId: ["table"],
  });
  const outOfTable = route({ routeTableId: ["table"], gatewayId: ["gateway"] });

  it("leads nowhere without a route", () => {
    assert.equal(privately(), true);
    assert.equal(privately(defaultTable({}, { routes: [] })), true);
  });

  it("leads out by the routes inside of the default table, or that name it", () => {
    assert.equal(privately(defaultTable({ routes: ["gateway"] }, { routes })), false);
    assert.equal(
      privately(defaultTable({}, {}), route({ routeTableId: ["default"], gatewayId: ["gateway"] })),
      false,
    );
  });

  it("leads out by a route that names it by the VPC", () => {
    assert.equal(privately(route({ routeTableId: ["vpc"], gatewayId: ["gateway"] })), false);
    assert.equal(privately(table(), outOfTable), true);
  });

  it("is the one that is made the main one, and not the default one then", () => {
    assert.equal(privately(mainTable, table(), outOfTable), false);
    assert.equal(privately(mainTable, table(), defaultTable({ routes: ["gateway"] }, { routes })), true);
  });

  it("is open where another stack's table becomes the main one", () => {
    assert.equal(privately({ ...mainTable, props: { vpcId: notYetKnown, routeTableId: "rtb-9" } }), unknown);
  });

  it("is not that of a subnet that has a table of its own", () => {
    const out = defaultTable({ routes: ["gateway"] }, { routes });
    assert.equal(privately(association, table(), out), true);
    const byVpc = { ...association, refersTo: { subnetId: ["subnet"], routeTableId: ["vpc"] } };
    assert.equal(privately(byVpc, out), false);
    const byDefault = { ...association, refersTo: { subnetId: ["subnet"], routeTableId: ["default"] } };
    assert.equal(privately(byDefault, out), false);
  });

  it("reads the routes inside of a table before their gateway is there", () => {
    const virtual = made("aws:ec2/vpnGateway:VpnGateway", "virtual", { vpcId: ["vpc"] });
    const leading = (to: string, inline: unknown) =>
      privately(association, virtual, table({ routes: [to] }, { routes: inline }));
    assert.equal(leading("gateway", routes), false);
    assert.equal(leading("virtual", notYetKnown), unknown);
  });
});

describe("data-in-private-subnets: default subnets", () => {
  const privately = (...more: Declared[]) =>
    judge(
      dataSubnetsPrivate,
      made("aws:rds/subnetGroup:SubnetGroup", "group", { subnetIds: ["subnet"] }),
      of("aws:ec2/defaultSubnet:DefaultSubnet", "subnet", { availabilityZone: "us-east-1a" }),
      ...more,
    ).group;

  it("are public as AWS makes them, and not with a table of their own", () => {
    assert.equal(privately(), false);
    assert.equal(privately(association, of("aws:ec2/routeTable:RouteTable", "table")), true);
  });
});

describe("data-in-private-subnets: the main route table of the VPC, once it is there", () => {
  const privately = (...more: Declared[]) =>
    judge(
      dataSubnetsPrivate,
      of("aws:rds/subnetGroup:SubnetGroup", "group", { subnetIds: ["subnet-1"] }),
      of("aws:ec2/subnet:Subnet", "subnet", { id: "subnet-1", vpcId: "vpc-1" }),
      of("aws:ec2/vpc:Vpc", "vpc", { id: "vpc-1", mainRouteTableId: "rtb-1", defaultRouteTableId: "rtb-1" }),
      ...more,
    ).group;
  const out = (routeTableId: string) =>
    of("aws:ec2/route:Route", "route", { routeTableId, gatewayId: "igw-1" });

  it("is followed by its id", () => {
    assert.equal(privately(out("rtb-1")), false);
    assert.equal(privately(out("rtb-2")), true);
    const table = { defaultRouteTableId: "rtb-1", routes: outThrough("igw-1") };
    assert.equal(privately(of("aws:ec2/defaultRouteTable:DefaultRouteTable", "default", table)), false);
  });
});

describe("security-group-closed: default security groups and classic load balancers", () => {
  const open = (port: number) => ({
    ingress: [{ protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: ["0.0.0.0/0"] }],
  });

  it("refuses a default security group that is open to the internet, whoever's VPC it is", () => {
    const type = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
    assert.equal(judge(securityGroupClosed, of(type, "it", open(22))).it, false);
    assert.equal(judge(securityGroupClosed, of(type, "it", { vpcId: "vpc-1" })).it, undefined);
  });

  it("lets a public classic load balancer be open, and not an internal one", () => {
    const behind = (props: Props) =>
      judge(
        securityGroupClosed,
        of("aws:ec2/securityGroup:SecurityGroup", "it", { id: "sg-1", ...open(443) }),
        of("aws:elb/loadBalancer:LoadBalancer", "classic", { securityGroups: ["sg-1"], ...props }),
      ).it;
    assert.equal(behind({}), true);
    assert.equal(behind({ internal: true }), false);
  });
});

describe("public addresses by other ways", () => {
  it("database-not-public knows brokers, replication instances and other databases", () => {
    for (const type of [
      "aws:neptune/clusterInstance:ClusterInstance",
      "aws:dms/replicationInstance:ReplicationInstance",
      "aws:mq/broker:Broker",
      "aws:redshiftserverless/workgroup:Workgroup",
    ]) {
      assert.equal(judge(dataNotPublic, of(type, "it", { publiclyAccessible: true })).it, false, type);
      assert.equal(judge(dataNotPublic, of(type, "it")).it, true, type);
    }
  });

  it("instance-without-public-ip refuses an Elastic IP address for an instance, and no other", () => {
    const address = (type: string, ...named: string[]) =>
      judge(
        instanceNotPublic,
        made(type, "it", Object.fromEntries(named.map((property) => [property, ["web"]]))),
        of("aws:ec2/instance:Instance", "web", { associatePublicIpAddress: false }),
      );
    assert.deepEqual(address("aws:ec2/eip:Eip", "instance"), { it: false, web: true });
    assert.deepEqual(address("aws:ec2/eipAssociation:EipAssociation", "instanceId"), {
      it: false,
      web: true,
    });
    assert.deepEqual(address("aws:ec2/eip:Eip"), { web: true });
    const filledIn: Declared = { type: "aws:ec2/eip:Eip", name: "nat", filledIn: { instance: notYetKnown } };
    assert.deepEqual(judge(instanceNotPublic, filledIn), {});
  });
});
