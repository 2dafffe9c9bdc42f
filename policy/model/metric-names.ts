import { metrics } from "./metrics";

/** Sets of dimensions by metric, of the namespaces asked for so far. */
const known = new Map<string, ReadonlyMap<string, readonly string[]>>();

/**
 * The sets of dimensions that CloudWatch has a metric with, each as `LoadBalancer+TargetGroup`, sorted; undefined where
 * the namespace has no such metric, or is not known.
 */
export function dimensionSetsOf(namespace: string, metric: string): readonly string[] | undefined {
  return namespaceOf(namespace).get(metric);
}

/** The metrics of a namespace by name; none where AWS's specification lacks it. */
export function namespaceOf(namespace: string): ReadonlyMap<string, readonly string[]> {
  const parsed =
    known.get(namespace) ?? parse(Object.hasOwn(metrics, namespace) ? (metrics[namespace] ?? "") : "");
  known.set(namespace, parsed);
  return parsed;
}

function parse(text: string): ReadonlyMap<string, readonly string[]> {
  const entries = text.split(";").flatMap((group) => {
    const at = group.lastIndexOf("=");
    const sets = group.slice(0, at).split(",");
    return at < 0
      ? []
      : group
          .slice(at + 1)
          .split(",")
          .map((name) => [name, sets] as const);
  });
  return new Map(entries);
}
