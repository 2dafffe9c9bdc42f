import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import type * as pulumi from "@pulumi/pulumi";

const vpc = new awsx.ec2.Vpc("main", {
  numberOfAvailabilityZones: 2,
  natGateways: { strategy: "OnePerAz" },
  subnetStrategy: "Auto",
  subnetSpecs: [
    { type: "Public", cidrMask: 24 },
    { type: "Private", cidrMask: 24 },
    { type: "Isolated", cidrMask: 24 },
  ],
});

const outputs: Record<string, pulumi.Output<unknown>> = {
  vpcId: vpc.vpcId,
  publicSubnetIds: vpc.publicSubnetIds,
  privateSubnetIds: vpc.privateSubnetIds,
  isolatedSubnetIds: vpc.isolatedSubnetIds,
  subnets: vpc.subnets,
  internetGateway: vpc.internetGateway,
  natGateways: vpc.natGateways,
  eips: vpc.eips,
  routeTables: vpc.routeTables,
  routeTableAssociations: vpc.routeTableAssociations,
  routes: vpc.routes,
};
// A topic uses each output: its name to display is the length of a list, where that is known.
for (const [name, output] of Object.entries(outputs)) {
  const displayName = output.apply((value) => (Array.isArray(value) ? String(value.length) : "one"));
  new aws.sns.Topic(name, { displayName });
}
