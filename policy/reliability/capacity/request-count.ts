import { alarmType, isMetric, metricsOf } from "../../model/alarm";
import { type Finding, rule, undecided } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource } from "../../model/stack";
import { every, judge, type Unknown, unknown, type Value, type Verdict } from "../../model/value";

/** Where scaling policies say what they track. */
const trackings = {
  "aws:autoscaling/policy:Policy": "targetTrackingConfiguration",
  "aws:appautoscaling/policy:Policy": "targetTrackingScalingPolicyConfiguration",
};

export const requestCountIsCounted = rule({
  name: "request-count-of-application-load-balancer",
  description:
    "Requests per target are looked at behind an Application Load Balancer only: others count none",
  cannotKnow:
    "The kind of a load balancer of another stack, where the label or dimension does not begin with it",
  severity: "high",
  requirement: "B4",
  sources: [],
  *check(stack) {
    for (const [type, tracking] of Object.entries(trackings)) {
      for (const policy of stack.ofType(type)) yield* judgePolicy(policy, tracking);
    }
    for (const alarm of stack.ofType(alarmType)) yield* judgeAlarm(alarm);
  },
});

type Path = readonly [property: string, ...path: (string | number)[]];

function* judgePolicy(policy: Resource, tracking: string): Iterable<Finding> {
  const path = [tracking, "predefinedMetricSpecification"] as const;
  const metric = policy.get(...path, "predefinedMetricType");
  if (metric === unknown) yield undecided(policy, "a metric not known yet");
  if (metric === "ALBRequestCountPerTarget") yield findingOn(policy, [...path, "resourceLabel"]);
}

function* judgeAlarm(alarm: Resource): Iterable<Finding> {
  const metrics = metricsOf(alarm);
  if (metrics === unknown) {
    yield undecided(alarm, "metrics not known yet");
    return;
  }
  for (const metric of metrics) {
    if (!isMetric(metric, ["AWS/ApplicationELB"], ["RequestCountPerTarget"])) continue;
    for (const dimension of ["LoadBalancer", "TargetGroup"]) {
      const path: Path = [...metric.dimensions, dimension];
      if (alarm.get(...path) !== undefined) yield findingOn(alarm, path);
    }
  }
}

/** Source: Elastic Load Balancing, "CloudWatch metrics for your Network Load Balancer", which lists no requests; read 2026-11-25. */
function findingOn(resource: Resource, path: Path): Finding {
  return {
    resource,
    verdict: countsRequests(resource, path),
    found: `requests per target of ${show(resource.get(...path))}`,
    required: "an Application Load Balancer, with a target group for HTTP or HTTPS",
    fix: "scale on CPU and memory, or take an Application Load Balancer",
    platformFix: "platform:compute.scaling.metric cpu",
  };
}

/** Whether what a label or dimension names counts requests. */
function countsRequests(from: Resource, [property, ...path]: Path): Verdict {
  const label = from.get(property, ...path);
  if (typeof label === "string" && /^(?:net|gwy)\//.test(label)) return false;
  const named = Object.entries(counting).flatMap(([type, isCounting]) => {
    const { resources, certain } = from.references(type, property, ...path);
    return resources.map((resource) => (certain ? isCounting(resource) : unknown));
  });
  return label === unknown && named.length === 0 ? unknown : every(named);
}

/** Only Application Load Balancers send to targets by HTTP. What is not set is AWS's default, or not for a load balancer's port. */
const counting: Readonly<Record<string, (resource: Resource) => Verdict>> = {
  "aws:lb/loadBalancer:LoadBalancer": (loadBalancer) =>
    isOneOf(loadBalancer.get("loadBalancerType"), [undefined, "application"]),
  "aws:lb/targetGroup:TargetGroup": (targetGroup) =>
    isOneOf(targetGroup.get("protocol"), [undefined, "HTTP", "HTTPS"]),
};

function isOneOf(value: Value | Unknown, allowed: readonly Value[]): Verdict {
  return judge(value, (known) => allowed.includes(known));
}
