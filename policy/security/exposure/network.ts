import { propertyRule } from "../../model/property-rule";
import { rule } from "../../model/rule";
import { show } from "../../model/show";
import { elements, every, judge, not, read, some, unknown } from "../../model/value";
import { isPublic, subnetsOf } from "./public-subnet";

export const dataNotPublic = propertyRule({
  name: "database-not-public",
  description: "A database, broker or replication instance has no public address",
  severity: "critical",
  requirement: "security",
  sources: [
    "CFG RDS_INSTANCE_PUBLIC_ACCESS_CHECK",
    "CKV_AWS_17",
    "PCP aws-rds-instance-disallow-public-access",
  ],
  on: {
    "aws:rds/instance:Instance": ["publiclyAccessible"],
    "aws:rds/clusterInstance:ClusterInstance": ["publiclyAccessible"],
    "aws:neptune/clusterInstance:ClusterInstance": ["publiclyAccessible"],
    "aws:redshift/cluster:Cluster": ["publiclyAccessible"],
    "aws:redshiftserverless/workgroup:Workgroup": ["publiclyAccessible"],
    "aws:mq/broker:Broker": ["publiclyAccessible"],
    // The API's default is a public address, but the provider always sends a value: false where none is given.
    "aws:dms/replicationInstance:ReplicationInstance": ["publiclyAccessible"],
  },
  holds: (value) => value !== true,
  required: "false",
});

export const dataSubnetsPrivate = rule({
  name: "data-in-private-subnets",
  description: "Databases and caches are in subnets without a route to an internet gateway",
  severity: "high",
  requirement: "security",
  sources: ["CFG RDS_INSTANCE_SUBNET_IGW_CHECK", "NAG AEC1"],
  *check(stack) {
    const modules = ["rds", "docdb", "neptune", "elasticache"];
    for (const group of stack.ofType(...modules.map((module) => `aws:${module}/subnetGroup:SubnetGroup`))) {
      const subnets = subnetsOf(group, "subnetIds");
      const open = subnets.filter((subnet) => isPublic(stack, subnet) === true);
      // Through a component any of its subnets may be meant while the ids are not known.
      const { complete } = group.references("aws:ec2/subnet:Subnet", "subnetIds");
      yield {
        resource: group,
        verdict: complete ? every(subnets.map((subnet) => not(isPublic(stack, subnet)))) : unknown,
        found: `subnets with a route to an internet gateway: ${open.map(({ name }) => name).join(", ")}`,
        required: "subnetIds of subnets whose route tables have no internet gateway",
        fix: "give subnetIds the isolated subnets (awsx.ec2.Vpc: isolatedSubnetIds), or private ones",
      };
    }
  },
});

const publicIp = {
  "aws:ec2/launchTemplate:LaunchTemplate": ["networkInterfaces", 0, "associatePublicIpAddress"],
  "aws:ec2/instance:Instance": ["associatePublicIpAddress"],
  "aws:ec2/launchConfiguration:LaunchConfiguration": ["associatePublicIpAddress"],
} as const;

const noOwnAddress = propertyRule({
  name: "instance-without-public-ip",
  description: "An instance has no public address",
  severity: "high",
  requirement: "security",
  sources: [
    "CFG EC2_INSTANCE_NO_PUBLIC_IP",
    "CFG EC2_LAUNCH_TEMPLATE_PUBLIC_IP_DISABLED",
    "CKV_AWS_88",
    "PCP aws-ec2-launchtemplate-disallow-public-ip",
  ],
  on: publicIp,
  holds: (value) => value !== true && value !== "true",
  required: "false, or not set",
  fix: "leave it out, and let users in through a load balancer and administrators through Session Manager",
});

/** What gives an instance an Elastic IP address, by the property that names the instance. */
const elasticIp = {
  "aws:ec2/eip:Eip": "instance",
  "aws:ec2/eipAssociation:EipAssociation": "instanceId",
};

export const instanceNotPublic = rule({
  ...noOwnAddress,
  *check(stack, config) {
    yield* noOwnAddress.check(stack, config);
    for (const [type, property] of Object.entries(elasticIp)) {
      for (const resource of stack.ofType(type)) {
        const instance = resource.given(property);
        if (instance === undefined || instance === "") continue;
        yield {
          resource,
          verdict: false,
          found: `an Elastic IP address for an instance: ${property} ${show(instance)}`,
          required: "no Elastic IP address for an instance",
          fix: "remove it, and let users in through a load balancer and administrators through Session Manager",
        };
      }
    }
  },
});

export const groupPrivate = rule({
  name: "auto-scaling-group-in-private-subnets",
  description: "An Auto Scaling group starts no instance with a public address",
  severity: "high",
  requirement: "security",
  sources: ["CFG SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED", "CKV_AWS_130"],
  *check(stack) {
    for (const group of stack.ofType("aws:autoscaling/group:Group")) {
      const subnets = subnetsOf(group, "vpcZoneIdentifiers");
      const { complete } = group.references("aws:ec2/subnet:Subnet", "vpcZoneIdentifiers");
      const gives = subnets.map((subnet) =>
        judge(subnet.given("mapPublicIpOnLaunch"), (value) => value === true),
      );
      yield {
        resource: group,
        verdict: complete ? every(gives.map(not)) : unknown,
        found: `subnets that give public addresses: ${subnets
          .filter((_, at) => gives[at] === true)
          .map(({ name }) => name)
          .join(", ")}`,
        required: "vpcZoneIdentifiers of subnets with mapPublicIpOnLaunch false",
        fix: "give vpcZoneIdentifiers the private subnets (awsx.ec2.Vpc: privateSubnetIds)",
      };
    }
  },
});

export const defaultGroupClosed = rule({
  name: "default-security-group-closed",
  description: "The default security group of a VPC lets nothing in or out",
  severity: "medium",
  requirement: "security",
  sources: ["CFG VPC_DEFAULT_SECURITY_GROUP_CLOSED", "CKV2_AWS_12"],
  *check(stack) {
    for (const vpc of stack.ofType("aws:ec2/vpc:Vpc")) {
      const groups = stack.referring("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", vpc, "vpcId");
      const closed = groups.map(({ resource, sure }) =>
        every([
          sure,
          ...["ingress", "egress"].map((rules) =>
            judge(elements(resource.given(rules)), (known) => known.length === 0),
          ),
        ]),
      );
      const [first] = groups;
      yield {
        resource: vpc,
        verdict: some(closed),
        found: first
          ? `ingress ${show(first.resource.given("ingress"))}, egress ${show(first.resource.given("egress"))}`
          : "the default security group as AWS makes it: open inside the VPC, and to the outside",
        required: "an aws.ec2.DefaultSecurityGroup of the VPC without rules",
        fix: "add new aws.ec2.DefaultSecurityGroup(name, { vpcId }) without ingress and egress",
      };
    }
  },
});

export const imdsV2 = propertyRule({
  name: "instance-metadata-v2",
  description: "An instance gives its credentials to sessions of the metadata service, version 2, only",
  severity: "high",
  requirement: "security",
  sources: [
    "CFG EC2_IMDSV2_CHECK",
    "CFG EC2_LAUNCH_TEMPLATE_IMDSV2_CHECK",
    "CKV_AWS_79",
    "PCP aws-ec2-launchtemplate-enforce-imdsv2",
  ],
  on: {
    "aws:ec2/launchTemplate:LaunchTemplate": ["metadataOptions", "httpTokens"],
    "aws:ec2/instance:Instance": ["metadataOptions", "httpTokens"],
    "aws:ec2/launchConfiguration:LaunchConfiguration": ["metadataOptions", "httpTokens"],
  },
  // Where the service is off there is nothing to protect.
  except: (resource) => read(resource.get("metadataOptions"), "httpEndpoint") === "disabled",
  holds: (tokens) => tokens === "required",
  required: '"required"',
});
