import * as aws from "@pulumi/aws";

// A program that is not ours, on whose network the program in borrowed/ stands.
const vpc = new aws.ec2.Vpc("shared", { cidrBlock: "10.9.0.0/16", enableDnsHostnames: true });
const subnets = ["us-east-1a", "us-east-1b"].map(
  (availabilityZone, at) =>
    new aws.ec2.Subnet(`shared-${at}`, { vpcId: vpc.id, cidrBlock: `10.9.${at}.0/24`, availabilityZone }),
);
const balanced = new aws.ec2.SecurityGroup("balanced", { vpcId: vpc.id });

export const vpcId = vpc.id;
export const subnetIds = subnets.map(({ id }) => id);
export const balancedId = balanced.id;
