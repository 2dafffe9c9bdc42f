import { rule, undecided } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { every, judge, not, some, type Unknown, unknown, type Verdict } from "../../model/value";
import { type Zones, zonesOf, zonesOfGroup } from "../../model/zones";
import { declaredBy, type WorkloadConfig, workloadSettings } from "../capacity/declared";
import { fleetsOf, growthOf } from "../capacity/fleet";
import { mostOf } from "../capacity/found";
import { cacheType } from "./cache";
import { clusterType, databaseType, isReplica, survivesZone } from "./database";
import { groupType } from "./group";
import { loadBalancerType } from "./load-balancer";
import { leadsThrough, waysOut } from "./nat";

/** What is left of one thing when a zone is gone. */
interface Remains {
  readonly verdict: Verdict;
  /** What is wrong with it, for the message. */
  readonly loss: string;
}

export const zoneLoss = rule<WorkloadConfig>({
  name: "survives-zone-loss",
  description:
    "With any one Availability Zone gone, what remains carries the declared peak and has a database, a cache, a way out and a load balancer",
  cannotKnow:
    "What the application needs beside the stack's instances, database, cache and load balancer; without a declared workload, how much has to be left",
  severity: "critical",
  requirement: "D1",
  sources: [],
  settings: workloadSettings,
  *check(stack, config) {
    for (const group of stack.ofType(groupType)) {
      const zones = zonesOfGroup(group);
      if (!zones.complete) yield undecided(group, "zones not known yet");
      for (const zone of zones.names) {
        const losses = [...remainsWithout(zone, zones, group, stack, config)];
        yield {
          resource: group,
          verdict: every(losses.map(({ verdict }) => verdict)),
          found: losses
            .filter(({ verdict }) => verdict === false)
            .map(({ loss }) => loss)
            .join("; "),
          required: `the other zones carry the peak by themselves when ${zone} is gone`,
          fix: "raise maxSize, and spread what is named above over at least 2 zones",
        };
      }
    }
  },
});

function* remainsWithout(
  zone: string,
  zones: Zones,
  group: Resource,
  stack: Stack,
  config: WorkloadConfig,
): Iterable<Remains> {
  const others = zones.names.filter((name) => name !== zone);
  const declared = declaredBy(stack, config);
  const fleet = fleetsOf(stack).find((it) => it.group === group);
  if (declared !== undefined && fleet) {
    const need = declared === unknown ? unknown : growthOf(group, declared);
    // Of a group that the model has no answer for, auto-scaling-group-holds-peak tells.
    if (typeof need !== "string") {
      const left = instancesLeft(
        mostOf(stack, group),
        zones,
        need === unknown ? unknown : need.whileZoneLost,
      );
      yield { ...left, verdict: some([left.verdict, not(fleet.sure)]) };
    }
  }
  for (const loadBalancer of stack.ofType(loadBalancerType)) {
    yield {
      verdict: someOutside(zone, zonesOf(loadBalancer, "subnets")),
      loss: `load balancer ${loadBalancer.name} is in ${zone} only`,
    };
  }
  for (const database of stack.ofType(clusterType, databaseType)) {
    if (isReplica(database)) continue;
    yield {
      verdict: survivesZone(stack, database),
      loss: `database ${database.name} has no instance in another zone`,
    };
  }
  for (const cache of stack.ofType(cacheType)) {
    const verdict = judge(cache.get("automaticFailoverEnabled"), (value) => value === true);
    yield { verdict, loss: `cache ${cache.name} does not fail over` };
  }
  for (const way of waysOut(stack)) {
    const isOfOthers = some(way.from.map((from) => (from === unknown ? unknown : others.includes(from))));
    if (isOfOthers === false) continue;
    yield {
      verdict: some([not(isOfOthers), not(leadsThrough(way, zone))]),
      loss: `${way.from.map(show).join(", ")} leaves through ${zone}`,
    };
  }
}

/** Auto Scaling spreads evenly: what is left of the largest size is the other zones' share. */
function instancesLeft(
  maxSize: number | Unknown | undefined,
  zones: Zones,
  required: number | Unknown,
): Remains {
  if (maxSize === unknown || required === unknown || !zones.complete) return { verdict: unknown, loss: "" };
  const left = Math.floor(((maxSize ?? 0) * (zones.names.length - 1)) / zones.names.length);
  return {
    verdict: left >= required,
    loss: `${left} of ${maxSize ?? 0} instances are left, the peak needs ${required} while a zone is lost`,
  };
}

function someOutside(zone: string, zones: Zones): Verdict {
  if (zones.names.some((name) => name !== zone)) return true;
  return zones.complete ? false : unknown;
}
