import type { Sabotage } from "./sabotage";

const plan = { type: "platform:capacity:CapacityPlan" };
const group = { type: "aws:autoscaling/group:Group", name: "web" };
const alarmType = "aws:cloudwatch/metricAlarm:MetricAlarm";

/** The scale-out policy, made to hold a number of requests per target. */
const onRequests = (resourceLabel: string, targetValue: number) => {
  const tracking = "targetTrackingConfiguration";
  return {
    type: "aws:autoscaling/policy:Policy",
    name: "web-out",
    set: {
      policyType: "TargetTrackingScaling",
      [`${tracking}.predefinedMetricSpecification.predefinedMetricType`]: "ALBRequestCountPerTarget",
      [`${tracking}.predefinedMetricSpecification.resourceLabel`]: resourceLabel,
      [`${tracking}.targetValue`]: targetValue,
    },
  };
};

/** Nothing says what the fleet has to hold, or it does not grow for it. */
export const scalingSabotages: readonly Sabotage[] = [
  { policy: "workload-declared", ...plan, remove: true },
  { policy: "workload-buffer", ...plan, set: { "workload.bufferShare": 0 } },
  {
    policy: "auto-scaling-group-scales-on-what-binds",
    type: alarmType,
    name: "web-out-memory",
    remove: true,
    knownLater: "whether the actions of other alarms are scaling policies",
  },
  {
    policy: "auto-scaling-group-scales-on-what-binds",
    type: alarmType,
    name: "web-out-memory",
    set: { threshold: 99 },
    knownLater: "whether the actions of other alarms are scaling policies",
  },
  {
    policy: "scale-in-clear-of-scale-out",
    type: alarmType,
    name: "web-in",
    // As the program has it with scaleInCpuPercent 74.
    set: { threshold: 74, "metricQueries.1.expression": `memory * ${74 / 50}` },
  },
  {
    policy: "scale-in-clear-of-scale-out",
    type: alarmType,
    name: "web-in",
    // Memory below 60 %: of four instances three stand at 80 % then.
    set: { "metricQueries.1.expression": "memory * 0.5" },
  },
  {
    policy: "declared-peak-is-quiet",
    ...group,
    set: { defaultInstanceWarmup: 900, healthCheckGracePeriod: 1200 },
  },
  {
    policy: "declared-peak-is-quiet",
    type: alarmType,
    name: "web-out-memory",
    set: { evaluationPeriods: 20 },
  },
  { policy: "requests-per-target-served", ...onRequests("app/web/1/targetgroup/web/1", 100_000) },
  {
    policy: "request-count-of-application-load-balancer",
    ...onRequests("net/web/1/targetgroup/web/1", 30),
  },
];
