import * as aws from "@pulumi/aws";

// A program that is not ours, in the VPC that AWS makes with an account: its subnets lead to the internet.
const vpc = aws.ec2.getVpcOutput({ default: true });
const found = aws.ec2.getSubnetsOutput({ filters: [{ name: "vpc-id", values: [vpc.id] }] });
const taken = ["us-east-1a", "us-east-1b"].map(
  (availabilityZone, at) => new aws.ec2.DefaultSubnet(`taken-${at}`, { availabilityZone }),
);

// What a look-up gives, the stack does not say; what it takes over, AWS has told.
new aws.rds.SubnetGroup("looked-up", { subnetIds: found.ids });
new aws.rds.SubnetGroup("taken-over", { subnetIds: taken.map(({ id }) => id) });
