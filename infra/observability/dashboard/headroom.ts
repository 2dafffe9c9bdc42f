import { alarms } from "../alarms";
import type { Metric } from "../alarms/alarm";
import type { Limits } from "../limits";
import type { KnownTarget } from "../targets";
import { type Graph, graphs, series } from "./widgets";

/** Rows whose thresholds are limits of the plan. */
const planned = ["requests-above-peak", "requests-near-peak", "database-connections", "cache-memory"];

export function isPlanned({ id }: { id: string }): boolean {
  return planned.includes(id);
}

/** What is in use of what the plan has: instances, requests, connections, memory of the cache. */
export function headroomGraphs(targets: readonly KnownTarget[], limits: Limits): Graph[] {
  return [...instances(targets, limits), ...graphs(alarms.filter(isPlanned), targets, limits)];
}

function instances(targets: readonly KnownTarget[], { plan }: Limits): Graph[] {
  const group = targets.find(({ watched }) => watched === "group");
  if (group === undefined) return [];
  const metric = (name: string): Metric => ({ namespace: "AWS/AutoScaling", name, statistic: "Average" });
  return [
    {
      title: "Instances: in service, wanted, ceiling",
      unit: "instances",
      period: 60,
      metrics: ["GroupInServiceInstances", "GroupDesiredCapacity", "GroupMaxSize"].flatMap((name) =>
        series(metric(name), { ...group, name }, ""),
      ),
      lines: [
        { label: "needed at the peak", value: plan.compute.peak.required, color: "#1d8102" },
        { label: "planned ceiling", value: plan.compute.max, color: "#d13212" },
      ],
    },
  ];
}
