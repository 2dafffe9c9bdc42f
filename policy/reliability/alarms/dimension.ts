import { type AlarmMetric, alarmType, metricsOf } from "../../model/alarm";
import { rule, undecided } from "../../model/rule";
import type { Resource } from "../../model/stack";
import { read, type Unknown, unknown, type Value } from "../../model/value";

/** What CloudWatch calls a resource: which property of which type, by dimension, and what such a value looks like. */
const identifiers: Readonly<Record<string, { type: string; property: string; form?: RegExp }>> = {
  LoadBalancer: {
    type: "aws:lb/loadBalancer:LoadBalancer",
    property: "arnSuffix",
    form: /^(?:app|net|gwy)\/[^/]+\/[^/]+$/,
  },
  TargetGroup: {
    type: "aws:lb/targetGroup:TargetGroup",
    property: "arnSuffix",
    form: /^targetgroup\/[^/]+\/[^/]+$/,
  },
  AutoScalingGroupName: { type: "aws:autoscaling/group:Group", property: "name" },
  DBClusterIdentifier: { type: "aws:rds/cluster:Cluster", property: "clusterIdentifier" },
  DBInstanceIdentifier: { type: "aws:rds/instance:Instance", property: "identifier" },
  TableName: { type: "aws:dynamodb/table:Table", property: "name" },
  BucketName: { type: "aws:s3/bucket:Bucket", property: "bucket" },
  CacheClusterId: { type: "aws:elasticache/replicationGroup:ReplicationGroup", property: "memberClusters" },
};

export const dimensionForm = rule({
  name: "alarm-dimension-identifies",
  description:
    "An alarm's dimension has the name by which CloudWatch knows the resource, and no ARN or other id",
  cannotKnow: "Dimensions that another stack gives; whether an instance or container of that name exists",
  severity: "high",
  requirement: "D3",
  sources: [],
  *check(stack) {
    for (const alarm of stack.ofType(alarmType)) {
      const metrics = metricsOf(alarm);
      if (metrics === unknown) {
        yield undecided(alarm, "metrics not known yet");
        continue;
      }
      const wrong = new Map(metrics.flatMap((metric) => wrongDimensions(alarm, metric)));
      yield {
        resource: alarm,
        verdict: wrong.size > 0 ? false : metrics.some((metric) => isUnknown(alarm, metric)) ? unknown : true,
        found: [...wrong].map(([dimension, { value }]) => `${dimension} ${value}`).join("; "),
        required: [...wrong]
          .map(([dimension, { property }]) => `${dimension}: the resource's ${property}`)
          .join("; "),
        fix: "take that property of the resource: an alarm on any other name never goes off",
      };
    }
  },
});

function isUnknown(alarm: Resource, { dimensions: [property, ...path] }: AlarmMetric): boolean {
  return Object.entries(identifiers).some(
    ([dimension, { type }]) =>
      alarm.get(property, ...path, dimension) === unknown ||
      !alarm.references(type, property, ...path, dimension).certain,
  );
}

/** Dimensions whose value is known and is not what CloudWatch calls the resource. */
function wrongDimensions(
  alarm: Resource,
  { dimensions: [property, ...path] }: AlarmMetric,
): [dimension: string, { value: string; property: string }][] {
  return Object.entries(identifiers).flatMap(([dimension, identifier]) => {
    const value = alarm.get(property, ...path, dimension);
    if (typeof value !== "string") return [];
    const { resources, certain } = alarm.references(identifier.type, property, ...path, dimension);
    const names = resources.map((resource) => namesOf(resource, identifier.property));
    const isOther =
      certain && names.length > 0 && names.every((own) => own !== unknown && !own.includes(value));
    const isMalformed = value.startsWith("arn:") || identifier.form?.test(value) === false;
    return isOther || isMalformed ? [[dimension, { value, property: identifier.property }]] : [];
  });
}

function namesOf(resource: Resource, property: string): readonly Value[] | Unknown {
  const value = resource.get(property);
  // The nodes of a cache have names before their list is known.
  if (value === unknown || value === undefined) return unknown;
  return Array.isArray(value) ? value.map((_, at) => read(value, at)) : [value];
}
