import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

// A program that is not ours: its workload stands in the policy configuration, and a network load balancer in front.
const vpc = new aws.ec2.Vpc("sized", { cidrBlock: "10.3.0.0/16" });
const subnets = ["us-east-1a", "us-east-1b"].map(
  (availabilityZone, at) =>
    new aws.ec2.Subnet(`sized-${at}`, { vpcId: vpc.id, cidrBlock: `10.3.${at}.0/24`, availabilityZone }).id,
);
const balancer = new aws.lb.LoadBalancer("sized", { loadBalancerType: "network", subnets });
const targets = new aws.lb.TargetGroup("sized", { vpcId: vpc.id, port: 443, protocol: "TLS" });
new aws.lb.Listener("sized", {
  loadBalancerArn: balancer.arn,
  port: 443,
  protocol: "TCP",
  defaultActions: [{ type: "forward", targetGroupArn: targets.arn }],
});
const template = new aws.ec2.LaunchTemplate("sized", {
  imageId: "ami-0123456789abcdef0",
  instanceType: "t3.medium",
});
// Wrong: too few for the declared peak, and a metric that a network load balancer has not.
const group = new aws.autoscaling.Group("sized", {
  minSize: 2,
  maxSize: 12,
  vpcZoneIdentifiers: subnets,
  targetGroupArns: [targets.arn],
  healthCheckType: "ELB",
  launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
});
new aws.autoscaling.Policy("requests", {
  autoscalingGroupName: group.name,
  policyType: "TargetTrackingScaling",
  targetTrackingConfiguration: {
    targetValue: 1000,
    predefinedMetricSpecification: {
      predefinedMetricType: "ALBRequestCountPerTarget",
      resourceLabel: pulumi.interpolate`${balancer.arnSuffix}/${targets.arnSuffix}`,
    },
  },
});
