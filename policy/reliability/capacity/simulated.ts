import { notKnown, plainType, type StackResource } from "../../../simulation";
import type { Resource, Stack } from "../../model/stack";
import { asKnown, elements, hasUnknown, read, unknown, type Value } from "../../model/value";

/** What the simulation reads of a stack. */
const types =
  /^aws:(autoscaling|ec2\/(launchTemplate|launchConfiguration|subnet)|cloudwatch\/(metricAlarm|compositeAlarm)|lb|sns\/topic)\b/;

/** The resources of a stack that decide how its groups scale, as the simulation takes them. */
export function simulated(stack: Stack): StackResource[] {
  return stack.resources.filter(({ type }) => types.test(type)).map((resource) => described(resource, stack));
}

function described(resource: Resource, stack: Stack): StackResource {
  const { urn, type, name, source } = resource;
  const inputs = stack.inputsOf(urn);
  const keys = new Set([...Object.keys(source.props), ...Object.keys(inputs ?? {})]);
  const defaults = elements(read(inputs, "__defaults"));
  return {
    urn,
    type: plainType(type),
    name,
    properties: Object.fromEntries([...keys].map((key) => [key, plain(resource.get(key))])),
    filledIn: asKnown(defaults).filter((it) => typeof it === "string"),
    dependsOn: Object.fromEntries(
      Object.entries(source.propertyDependencies).map(([key, on]) => [key, on.map((it) => it.urn)]),
    ),
  };
}

/** A value copied out of the engine's wrapping, which throws where something is not known. */
function plain(value: Value): unknown {
  if (value === unknown) return notKnown;
  if (Array.isArray(value)) return value.map((_, at) => plain(read(value, at)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.keys(value).map((key) => [key, plain(read(value, key))]));
}

/** The properties by which a group's size follows its load, by type. */
const decisive: Readonly<Record<string, readonly string[]>> = {
  "aws:autoscaling/group:Group": [
    "defaultCooldown",
    "defaultInstanceWarmup",
    "healthCheckGracePeriod",
    "healthCheckType",
    "targetGroupArns",
    "trafficSources",
    "warmPool",
  ],
  "aws:autoscaling/policy:Policy": [
    "adjustmentType",
    "autoscalingGroupName",
    "cooldown",
    "enabled",
    "estimatedInstanceWarmup",
    "minAdjustmentMagnitude",
    "policyType",
    "predictiveScalingConfiguration",
    "scalingAdjustment",
    "stepAdjustments",
    "targetTrackingConfiguration",
  ],
  "aws:autoscaling/schedule:Schedule": [
    "autoscalingGroupName",
    "desiredCapacity",
    "endTime",
    "maxSize",
    "minSize",
    "recurrence",
    "startTime",
    "timeZone",
  ],
  "aws:cloudwatch/metricAlarm:MetricAlarm": [
    "actionsEnabled",
    "alarmActions",
    "comparisonOperator",
    "datapointsToAlarm",
    "dimensions",
    "evaluationPeriods",
    "extendedStatistic",
    "metricName",
    "metricQueries",
    "namespace",
    "period",
    "statistic",
    "tags",
    "threshold",
    "treatMissingData",
  ],
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": ["actionsEnabled", "alarmActions", "alarmRule"],
};

/** What decides how groups scale and a preview cannot tell: values from elsewhere than the stack's resources of AWS. */
export function notTold(stack: Stack): string[] {
  return Object.entries(decisive).flatMap(([type, properties]) =>
    stack.ofType(type).flatMap((resource) => {
      const from = resource.source.propertyDependencies;
      const inputs = stack.inputsOf(resource.urn);
      return (
        properties
          .filter((property) => hasUnknown(resource.get(property)))
          // What the program does not set is AWS's default, which a preview does not show.
          .filter((property) => inputs === undefined || property in inputs)
          .filter((property) => !(from[property] ?? []).some((it) => it.type.startsWith("aws:")))
          .map((property) => `${property} of ${resource.name}`)
      );
    }),
  );
}
