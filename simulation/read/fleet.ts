import { instanceType, isInstanceType, knownTypes } from "../../capacity";
import type { Alarm, Balancer, Fleet, Instance, Refresh, ScalingPolicy } from "../fleet";
import { canMeasure } from "../measures";
import { alarmOf, alarmType, compositesOf, type Watched } from "./alarms";
import { policyOf, policyType } from "./policies";
import { isNotKnown } from "./not-known";
import { at, list, numberOf, type StackResource, StackResources, textOf } from "./resources";
import { scheduledAction, scheduleType } from "./schedule";

const groupType = "aws:autoscaling/group:Group";
const targetGroupType = "aws:lb/targetGroup:TargetGroup";
const balancerType = "aws:lb/loadBalancer:LoadBalancer";
const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
const configurationType = "aws:ec2/launchConfiguration:LaunchConfiguration";
const subnetType = "aws:ec2/subnet:Subnet";

/** What a stack does not say. */
export interface ReadOptions {
  /** From launch until the application answers, seconds; by default the group's warm-up, or its grace period. */
  readonly bootSeconds?: number;
  /** Zones, where the subnets do not tell. */
  readonly zones?: number;
  /** Span of time that scheduled actions are wanted of, milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
}

/** A group as it was read. */
export interface ReadFleet {
  readonly resource: StackResource;
  readonly fleet: Fleet;
  /** Properties that the simulation needs and a preview does not know yet. */
  readonly unknowns: readonly string[];
  /** Alarms and policies of the group that follow what is not simulated. */
  readonly ignored: readonly string[];
}

export class FleetError extends Error {}

/**
 * The groups of a stack that serve requests: those with a target group; all where none has one.
 * @throws FleetError where there is no group, or one whose instances nobody knows.
 */
export function fleetsOf(resources: readonly StackResource[], options: ReadOptions): ReadFleet[] {
  const stack = new StackResources(resources);
  const groups = stack.ofType(groupType);
  if (groups.length === 0)
    throw new FleetError("the stack has no Auto Scaling group (aws.autoscaling.Group)");
  const serving = groups.filter((group) => targetGroupsOf(stack, group).length > 0);
  return (serving.length > 0 ? serving : groups).map((group) => fleetOf(stack, group, options));
}

function fleetOf(stack: StackResources, group: StackResource, options: ReadOptions): ReadFleet {
  const unknowns: string[] = [];
  const needOf = (resource: StackResource) => (property: string) => {
    const value = resource.properties[property];
    if (isNotKnown(value)) unknowns.push(`${property} of ${resource.name}`);
    return numberOf(value);
  };
  const need = needOf(group);
  const { properties } = group;
  const cooldownSeconds = numberOf(properties.defaultCooldown) ?? 300;
  const warmup = numberOf(properties.defaultInstanceWarmup);
  const graceSeconds = numberOf(properties.healthCheckGracePeriod) ?? 300;
  const bootSeconds = options.bootSeconds ?? warmup ?? graceSeconds;
  const targets = targetGroupsOf(stack, group);
  const watched: Watched = {
    AutoScalingGroupName: [group],
    TargetGroup: targets,
    LoadBalancer: balancersOf(stack, targets),
  };
  const warmupSeconds = warmup ?? cooldownSeconds;
  const context = { stack, watched, warmupSeconds, cooldownSeconds };
  const ownPolicies = stack.ofType(policyType).filter((it) => isOf(stack, it, group));
  const policies = ownPolicies.map((it) => policyOf(context, it));
  const minSize = sizeOf(group, need("minSize") ?? 0);
  const alarms = stack
    .ofType(alarmType)
    .map((it) => alarmOf(stack, it, watched, needOf(it)))
    .filter((alarm): alarm is Alarm => alarm !== undefined);
  return {
    resource: group,
    unknowns,
    ignored: [
      ...ownPolicies.filter((_, index) => !isFollowed(policies[index])).map(({ name }) => name),
      ...alarms.filter((alarm) => !canMeasure(alarm.measure)).map(({ name }) => name),
    ],
    fleet: {
      name: group.name,
      instance: instanceOf(stack, group, unknowns),
      zones: zonesOf(stack, group, options.zones),
      minSize,
      maxSize: sizeOf(group, need("maxSize") ?? minSize),
      bootSeconds,
      graceSeconds,
      replacesUnhealthy: properties.healthCheckType === "ELB",
      balancer: balancerOf(targets[0], watched.LoadBalancer?.[0]),
      policies: policies.filter((policy) => policy !== undefined),
      alarms,
      composites: compositesOf(stack),
      schedule: stack
        .ofType(scheduleType)
        .filter((it) => isOf(stack, it, group))
        .map((it) => scheduledAction(it, options.from, options.to)),
      refresh: refreshOf(properties, warmupSeconds),
      ...warmPoolOf(properties),
    },
  };
}

/** Forecasts are read and not followed. */
function isFollowed(policy: ScalingPolicy | undefined): boolean {
  return policy !== undefined && policy.kind !== "predictive";
}

/** AWS lets no group be larger by default. */
const largestGroup = 10_000;

function sizeOf(group: StackResource, size: number): number {
  if (Number.isInteger(size) && size >= 0 && size <= largestGroup) return size;
  throw new FleetError(`group ${group.name}: found a size of ${size}, allowed: 0 to ${largestGroup}`);
}

function isOf(stack: StackResources, resource: StackResource, group: StackResource): boolean {
  const name = resource.properties.autoscalingGroupName;
  return stack.names(resource, "autoscalingGroupName", name, group);
}

function targetGroupsOf(stack: StackResources, group: StackResource): StackResource[] {
  const { targetGroupArns, trafficSources } = group.properties;
  const attached = ["aws:autoscaling/attachment:Attachment"]
    .flatMap((type) => stack.ofType(type))
    .filter((it) => isOf(stack, it, group))
    .flatMap((it) => stack.named(it, targetGroupType, "lbTargetGroupArn", it.properties.lbTargetGroupArn));
  const sources = list(trafficSources).map((source) => at(source, "identifier"));
  return [
    ...stack.named(group, targetGroupType, "targetGroupArns", targetGroupArns),
    ...stack.named(group, targetGroupType, "trafficSources", sources),
    ...attached,
  ];
}

/** The load balancers that send to target groups, by their listeners; else the only one of the stack. */
function balancersOf(stack: StackResources, targets: readonly StackResource[]): StackResource[] {
  const listeners = stack.ofType("aws:lb/listener:Listener").filter((listener) => {
    const actions = list(listener.properties.defaultActions);
    const arns = actions.flatMap((action) => [
      at(action, "targetGroupArn"),
      ...list(at(action, "forward", "targetGroups")).map((it) => at(it, "arn")),
    ]);
    return targets.some((target) => stack.names(listener, "defaultActions", arns, target));
  });
  const found = listeners.flatMap((it) =>
    stack.named(it, balancerType, "loadBalancerArn", it.properties.loadBalancerArn),
  );
  return found.length > 0 ? [...new Set(found)] : stack.ofType(balancerType).slice(0, 1);
}

/** Defaults: the Terraform AWS provider's `lb_target_group` and `lb`, read 2026-11-28. */
function balancerOf(target: StackResource | undefined, balancer: StackResource | undefined): Balancer {
  const properties = target?.properties ?? {};
  const check = properties.healthCheck;
  const stickiness = properties.stickiness;
  const isSticky = stickiness !== undefined && at(stickiness, "enabled") !== false;
  return {
    checkSeconds: target ? (numberOf(at(check, "interval")) ?? 30) : 0,
    checkTimeoutSeconds: numberOf(at(check, "timeout")) ?? 5,
    healthyChecks: numberOf(at(check, "healthyThreshold")) ?? 3,
    unhealthyChecks: numberOf(at(check, "unhealthyThreshold")) ?? 3,
    slowStartSeconds: numberOf(properties.slowStart) ?? 0,
    deregistrationSeconds: numberOf(properties.deregistrationDelay) ?? 300,
    idleTimeoutSeconds: numberOf(balancer?.properties.idleTimeout) ?? 60,
    isSticky,
  };
}

function instanceOf(stack: StackResources, group: StackResource, unknowns: string[]): Instance {
  const { properties } = group;
  const mixed = at(properties.mixedInstancesPolicy, "launchTemplate");
  const specification = at(mixed, "launchTemplateSpecification");
  const templates = [
    ...stack.named(group, templateType, "launchTemplate", [
      at(properties.launchTemplate, "id"),
      at(properties.launchTemplate, "name"),
    ]),
    ...stack.named(group, templateType, "mixedInstancesPolicy", [
      at(specification, "launchTemplateId"),
      at(specification, "launchTemplateName"),
    ]),
    ...stack.named(group, configurationType, "launchConfiguration", properties.launchConfiguration),
  ];
  const [template] = templates;
  const override = list(at(mixed, "overrides")).map((it) => textOf(at(it, "instanceType")))[0];
  const value = override ?? template?.properties.instanceType;
  const name = textOf(value);
  if (name === undefined && isNotKnown(value)) {
    unknowns.push(`instanceType of ${template?.name ?? group.name}`);
    return { type: "", vcpus: 1, memoryMib: 1024, usdPerHour: 0 };
  }
  if (name === undefined) {
    throw new FleetError(
      `group ${group.name}: its launch template is not in the stack, or names no instance type`,
    );
  }
  if (!isInstanceType(name)) {
    throw new FleetError(
      `group ${group.name}: no instance type ${name} in the catalogue: ${knownTypes(name)}`,
    );
  }
  const credits = textOf(at(template?.properties.creditSpecification, "cpuCredits"));
  return instanceNamed(name, credits !== "standard");
}

/** A type of the catalogue. */
export function instanceNamed(name: string, isUnlimited = true): Instance {
  const { vcpus, memoryMib, usdPerHour, burst } = instanceType(name);
  return { type: name, vcpus, memoryMib, usdPerHour, ...(burst && { burst: { ...burst, isUnlimited } }) };
}

/**
 * No region has more: us-east-1 has six. A declaration may say anything.
 * Source: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-availability-zones.html (2026-11-28).
 */
const mostZones = 6;

/** The zones of a group's subnets; where those are not told apart, of what its network is made of. */
function zonesOf(stack: StackResources, group: StackResource, otherwise: number | undefined): number {
  const { vpcZoneIdentifiers, availabilityZones } = group.properties;
  if (Array.isArray(availabilityZones) && availabilityZones.length > 0) return availabilityZones.length;
  const subnets = stack.named(group, subnetType, "vpcZoneIdentifiers", vpcZoneIdentifiers);
  const zones = new Set(
    subnets.flatMap(
      ({ properties }) => textOf(properties.availabilityZone ?? properties.availabilityZoneId) ?? [],
    ),
  );
  if (zones.size > 0) return zones.size;
  return Math.min(mostZones, list(vpcZoneIdentifiers).length || (otherwise ?? 2));
}

function refreshOf({ instanceRefresh }: StackResource["properties"], warmupSeconds: number): Refresh {
  const preferences = at(instanceRefresh, "preferences");
  return {
    minHealthyPercent: numberOf(at(preferences, "minHealthyPercentage")) ?? 90,
    maxHealthyPercent: numberOf(at(preferences, "maxHealthyPercentage")) ?? 100,
    warmupSeconds: numberOf(at(preferences, "instanceWarmup")) ?? warmupSeconds,
  };
}

function warmPoolOf({ warmPool }: StackResource["properties"]): Pick<Fleet, "warmPool"> {
  const size = numberOf(at(warmPool, "minSize")) ?? 0;
  const isRunning = textOf(at(warmPool, "poolState")) === "Running";
  return size > 0 ? { warmPool: { size, isRunning } } : {};
}
