import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

// A program that is not ours: its subnets are a list of ids that one output holds, of which the others take one each.
const vpc = new aws.ec2.Vpc("indexed", { cidrBlock: "10.0.0.0/16" });
const zones = ["us-east-1a", "us-east-1b"];
const subnetsOf = (kind: string, from: number) =>
  pulumi.all(
    zones.map(
      (availabilityZone, at) =>
        new aws.ec2.Subnet(`${kind}-${at}`, {
          vpcId: vpc.id,
          cidrBlock: `10.0.${from + at}.0/24`,
          availabilityZone,
        }).id,
    ),
  );
const ids = { web: subnetsOf("web", 0), data: subnetsOf("data", 10) };

const gateway = new aws.ec2.InternetGateway("indexed", { vpcId: vpc.id });
const tables = {
  web: new aws.ec2.RouteTable("web", {
    vpcId: vpc.id,
    routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
  }),
  data: new aws.ec2.RouteTable("data", { vpcId: vpc.id, routes: [] }),
};
for (const kind of ["web", "data"] as const) {
  zones.forEach((_, at) => {
    new aws.ec2.RouteTableAssociation(`${kind}-${at}`, {
      subnetId: ids[kind].apply((all) => all[at] ?? ""),
      routeTableId: tables[kind].id,
    });
  });
}

// Right, and wrong: the one is where nothing leads out, the other is not.
new aws.rds.SubnetGroup("private", { subnetIds: ids.data });
new aws.elasticache.SubnetGroup("public", { subnetIds: ids.web });
// Wrong: two subnets, and the same one twice.
new aws.elasticache.SubnetGroup("one-zone", {
  subnetIds: ids.data.apply(([first = ""]) => [first, first]),
});
