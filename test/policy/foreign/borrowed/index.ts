import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

// A program that is not ours, on the network of another stack: what that is like, this one does not say.
const network = new pulumi.StackReference("organization/platform/dev");

// Not to be decided: whether the subnets are private, and which load balancers are in the group.
new aws.rds.SubnetGroup("borrowed", { subnetIds: network.getOutput("subnetIds") });
new aws.vpc.SecurityGroupIngressRule("borrowed", {
  securityGroupId: network.getOutput("balancedId"),
  ipProtocol: "tcp",
  fromPort: 443,
  toPort: 443,
  cidrIpv4: "0.0.0.0/0",
});

// Wrong, whoever is in the group: nobody comes in by SSH.
new aws.vpc.SecurityGroupIngressRule("ssh", {
  securityGroupId: network.getOutput("balancedId"),
  ipProtocol: "tcp",
  fromPort: 22,
  toPort: 22,
  cidrIpv4: "0.0.0.0/0",
});
