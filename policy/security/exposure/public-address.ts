import { ofAllReferenced, ofReferenced } from "../../model/candidates";
import { propertyRule } from "../../model/property-rule";
import { type Finding, rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { elements, every, judge, not, read, unknown, type Value, type Verdict } from "../../model/value";
import { givesPublicAddresses, subnetsOf } from "./public-subnet";

const instanceType = "aws:ec2/instance:Instance";

/** Tasks of Amazon ECS, whoever starts them. A service, or what runs them without a word, gives them no public address. */
const tasks = {
  "aws:ecs/service:Service": ["networkConfiguration", "assignPublicIp"],
  "aws:ecs/taskSet:TaskSet": ["networkConfiguration", "assignPublicIp"],
  "aws:cloudwatch/eventTarget:EventTarget": ["ecsTarget", "networkConfiguration", "assignPublicIp"],
  "aws:scheduler/schedule:Schedule": ["target", "ecsParameters", "networkConfiguration", "assignPublicIp"],
  "aws:pipes/pipe:Pipe": [
    "targetParameters",
    "ecsTaskParameters",
    "networkConfiguration",
    "awsVpcConfiguration",
    "assignPublicIp",
  ],
} as const;

const leaveItOut =
  "leave it out, and let users in through a load balancer and administrators through Session Manager";

const noAddressOfItsOwn = propertyRule({
  name: "instance-without-public-ip",
  description: "Neither an instance nor a task has a public address",
  cannotKnow:
    "What subnets that another stack or a look-up gives assign; addresses that another stack associates",
  severity: "high",
  requirement: "security",
  sources: [
    "CFG EC2_INSTANCE_NO_PUBLIC_IP",
    "CFG EC2_LAUNCH_TEMPLATE_PUBLIC_IP_DISABLED",
    "CKV_AWS_88",
    "CKV_AWS_333",
    "PCP aws-ec2-launchtemplate-disallow-public-ip",
  ],
  on: {
    "aws:ec2/launchConfiguration:LaunchConfiguration": ["associatePublicIpAddress"],
    ...tasks,
  },
  holds: isNone,
  required: "false, or not set",
  fix: leaveItOut,
});

/** What gives an instance an Elastic IP address, by the property that names the instance. */
const elasticIp = {
  "aws:ec2/eip:Eip": "instance",
  "aws:ec2/eipAssociation:EipAssociation": "instanceId",
};

export const instanceNotPublic = rule({
  ...noAddressOfItsOwn,
  *check(stack, config) {
    yield* noAddressOfItsOwn.check(stack, config);
    for (const template of stack.ofType("aws:ec2/launchTemplate:LaunchTemplate"))
      yield templateHasNone(template);
    for (const instance of stack.ofType(instanceType)) yield instanceHasNone(instance);
    yield* elasticAddresses(stack);
  },
});

/** Pulumi's types have a boolean or a text for it. */
function isNone(value: Value): boolean {
  return ![true, "true", "ENABLED"].includes(value as string);
}

function templateHasNone(template: Resource): Finding {
  const interfaces = elements(template.given("networkInterfaces"));
  const addresses: readonly Value[] =
    interfaces === unknown ? [unknown] : interfaces.map((it) => read(it, "associatePublicIpAddress"));
  return {
    resource: template,
    verdict: every(addresses.map((address) => judge(address, isNone))),
    found: `associatePublicIpAddress ${addresses.map(show).join(", ")} in networkInterfaces`,
    required: "false, or not set",
    fix: leaveItOut,
  };
}

function instanceHasNone(instance: Resource): Finding {
  const address = instance.get("associatePublicIpAddress");
  const subnets = subnetsOf(instance, "subnetId").resources.map(({ name }) => name);
  return {
    resource: instance,
    verdict:
      address === undefined || address === unknown
        ? startsWithoutAddress(instance)
        : judge(address, (known) => isNone(known)),
    found: `associatePublicIpAddress ${show(address)}, subnet ${subnets.join(", ") || show(instance.get("subnetId"))}`,
    required: "associatePublicIpAddress false, or a subnet that gives no public addresses",
    fix: "set associatePublicIpAddress to false, and let users in through a load balancer and administrators through Session Manager",
  };
}

/** Whether an instance that AWS has not told of yet gets no address: as the program says, else as its subnet has it. */
function startsWithoutAddress(instance: Resource): Verdict {
  if (instance.given("associatePublicIpAddress") !== undefined) return unknown;
  // An interface that is there already gets no other address when an instance takes it.
  if (instance.given("networkInterfaces") !== undefined) return true;
  // Without a subnet it starts in one of the default VPC, of which the stack says nothing.
  if (instance.given("subnetId") === undefined) return unknown;
  return ofReferenced(subnetsOf(instance, "subnetId"), (subnet) => not(givesPublicAddresses(subnet)));
}

function* elasticAddresses(stack: Stack): Iterable<Finding> {
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
}

export const groupPrivate = rule({
  name: "auto-scaling-group-in-private-subnets",
  description: "An Auto Scaling group starts no instance with a public address",
  cannotKnow: "Whether subnets that another stack or a look-up gives assign public addresses",
  severity: "high",
  requirement: "security",
  sources: ["CFG SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED", "CKV_AWS_130"],
  *check(stack) {
    for (const group of stack.ofType("aws:autoscaling/group:Group")) {
      const subnets = subnetsOf(group, "vpcZoneIdentifiers");
      const giving = subnets.resources.filter((subnet) => givesPublicAddresses(subnet) === true);
      const isInDefaultVpc = namesZonesOnly(group);
      yield {
        resource: group,
        verdict: isInDefaultVpc
          ? defaultSubnetsPrivate(stack)
          : ofAllReferenced(subnets, (subnet) => not(givesPublicAddresses(subnet))),
        found: isInDefaultVpc
          ? "availabilityZones and no subnets: those of the default VPC, which give public addresses"
          : `subnets that give public addresses: ${giving.map(({ name }) => name).join(", ")}`,
        required: "vpcZoneIdentifiers of subnets with mapPublicIpOnLaunch false",
        fix: "give vpcZoneIdentifiers the private subnets (awsx.ec2.Vpc: privateSubnetIds)",
      };
    }
  },
});

/** Whether a group names zones in place of subnets, which stands for the default subnets there. */
function namesZonesOnly(group: Resource): boolean {
  const zones = elements(group.given("availabilityZones"));
  return group.given("vpcZoneIdentifiers") === undefined && (zones === unknown || zones.length > 0);
}

/** Whether the default subnets give no public addresses, which they do unless the stack tells them not to. */
function defaultSubnetsPrivate(stack: Stack): Verdict {
  const told = stack
    .ofType("aws:ec2/subnet:Subnet")
    .filter((subnet) => subnet.source.type.endsWith(":DefaultSubnet"))
    .filter((subnet) => givesPublicAddresses(subnet) !== true);
  return told.length > 0 ? unknown : false;
}
