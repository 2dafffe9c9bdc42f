import { type AlarmMetric, alarmType, metricsOf } from "../../model/alarm";
import { dimensionSetsOf, namespaceOf } from "../../model/metric-names";
import { show } from "../../model/show";
import { rule, undecided } from "../../model/rule";
import type { Resource } from "../../model/stack";
import { every, unknown, type Value, type Verdict } from "../../model/value";

export const metricExists = rule<{ namespaces: string[] }>({
  name: "alarm-metric-exists",
  description: "An alarm looks at a metric that CloudWatch has, by dimensions that it has it with",
  cannotKnow: "Metrics of one's own namespaces, and those that AWS added after the table was generated",
  severity: "high",
  requirement: "D3",
  sources: [],
  settings: {
    namespaces: {
      default: [
        "AWS/ApplicationELB",
        "AWS/AutoScaling",
        "AWS/Backup",
        "AWS/CertificateManager",
        "AWS/DynamoDB",
        "AWS/EC2",
        "AWS/ElastiCache",
        "AWS/Events",
        "AWS/NATGateway",
        "AWS/NetworkELB",
        "AWS/RDS",
        "AWS/S3",
      ],
      description: "Namespaces whose metrics AWS's specification lists",
    },
  },
  *check(stack, { namespaces }) {
    for (const alarm of stack.ofType(alarmType)) {
      const metrics = metricsOf(alarm);
      if (metrics === unknown) {
        yield undecided(alarm, "metrics not known yet");
        continue;
      }
      const judged = metrics.filter(
        ({ namespace }) =>
          namespace === unknown || (typeof namespace === "string" && namespaces.includes(namespace)),
      );
      if (judged.length === 0) continue;
      const wrong = judged.filter((metric) => exists(alarm, metric) === false);
      yield {
        resource: alarm,
        verdict: every(judged.map((metric) => exists(alarm, metric))),
        found: wrong.map((metric) => say(alarm, metric)).join("; "),
        required: wrong.map(expected).join("; ") || "metrics that there are",
        fix: "correct namespace, metricName or dimensions: an alarm on a metric that is not there never goes off",
      };
    }
  },
});

/** Names of the dimensions of a metric; unknown while they are. */
function dimensionsOf(alarm: Resource, { dimensions: [property, ...path] }: AlarmMetric): Value {
  const dimensions = alarm.get(property, ...path);
  if (dimensions === unknown) return unknown;
  const names = typeof dimensions === "object" && dimensions !== null ? Object.keys(dimensions) : [];
  return names.sort().join("+");
}

function exists(alarm: Resource, metric: AlarmMetric): Verdict {
  const { namespace, name } = metric;
  if (name === unknown || namespace === unknown) return unknown;
  if (typeof namespace !== "string" || typeof name !== "string") return false;
  const sets = dimensionSetsOf(namespace, name);
  const dimensions = dimensionsOf(alarm, metric);
  // AWS adds metrics all the time; one that nearly has the name of another is a slip.
  if (sets === undefined) return likeOf(namespace, name) === undefined ? unknown : false;
  return dimensions === unknown ? unknown : typeof dimensions === "string" && sets.includes(dimensions);
}

function say(alarm: Resource, metric: AlarmMetric): string {
  return `${show(metric.namespace)} ${show(metric.name)} by ${show(dimensionsOf(alarm, metric)) || "no dimension"}`;
}

function expected({ namespace, name }: AlarmMetric): string {
  if (typeof namespace !== "string" || typeof name !== "string") return "a namespace and a metric";
  const sets = dimensionSetsOf(namespace, name);
  if (sets !== undefined) return `${name} by ${sets.map((set) => set || "no dimension").join(", or ")}`;
  return likeOf(namespace, name) ?? `a metric of ${namespace}`;
}

/** The metric that somebody meant who wrote this name. */
function likeOf(namespace: string, name: string): string | undefined {
  return [...namespaceOf(namespace).keys()].find((other) => isSlip(plain(name), plain(other)));
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** Whether two names differ by a letter at most: one too many, or another one. A digit tells metrics apart, as in `5xx`. */
function isSlip(one: string, other: string): boolean {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  const rest = short.slice(short.length === long.length ? at + 1 : at);
  return rest === long.slice(at + 1) && !/\d/.test(long.charAt(at));
}
