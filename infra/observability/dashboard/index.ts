import { alarms, tiers } from "../alarms";
import type { Alarm } from "../alarms/alarm";
import type { Limits } from "../limits";
import type { KnownTarget } from "../targets";
import { headroomGraphs, isPlanned } from "./headroom";
import { graphWidget, heading, place, textWidget, type Widget } from "./layout";
import { plainGraphsOf } from "./plain";
import { runwayText, workloadText } from "./text";
import { type Graph, graphs } from "./widgets";

export type { Widget };

export interface DashboardArgs {
  /** Heading, e.g. `web-prod`. */
  readonly title: string;
  readonly region: string;
  readonly targets: readonly KnownTarget[];
  readonly limits: Limits;
}

/** Rows that answer whether users are fine: as the load balancer sees it, or where it sees no requests, the service. */
const felt = {
  applicationLoadBalancer: ["latency-p95", "server-error-rate", "client-error-rate"],
  service: ["service-latency-p95", "service-error-rate"],
};

/** The environment's dashboard: are users fine, how much headroom is left, and then each tier. */
export function dashboardBody({ title, region, targets, limits }: DashboardArgs): { widgets: Widget[] } {
  const seenBy = targets.some(({ watched }) => watched === "applicationLoadBalancer")
    ? felt.applicationLoadBalancer
    : felt.service;
  const isFelt = ({ id }: Alarm) => seenBy.includes(id);
  const shown = (found: readonly Graph[], width?: number) =>
    found.map((graph) => graphWidget(graph, region, width));
  const rest = tiers.flatMap(({ title: tier, alarms: rows }) => {
    const own = rows.filter((row) => !isFelt(row) && !isPlanned(row));
    const found = [...plainGraphsOf(tier, targets), ...graphs(own, targets, limits)];
    return found.length === 0 ? [] : [[heading(tier)], shown(found)];
  });
  return {
    widgets: place([
      [textWidget(workloadText(title, limits.plan), 24, 3)],
      [heading("Are users fine?")],
      shown([...availability(targets, limits), ...graphs(alarms.filter(isFelt), targets, limits)]),
      [heading("How much headroom is left?")],
      [...shown(headroomGraphs(targets, limits), 4), textWidget(runwayText(limits.plan), 8, 6)],
      ...rest,
    ]),
  };
}

/** What users get without an error, against the objective: the 5xx rate the other way round. */
function availability(targets: readonly KnownTarget[], limits: Limits): Graph[] {
  const objective = 100 * limits.slo.availability;
  return graphs(
    alarms.filter(({ id }) => id === "server-error-rate"),
    targets,
    limits,
  ).map((graph) => ({
    ...graph,
    title: "Availability",
    from: 95,
    metrics: graph.metrics.map((metric) =>
      metric.map((part) =>
        typeof part === "object" && typeof part.expression === "string"
          ? { ...part, expression: `100 - ${part.expression}` }
          : part,
      ),
    ),
    lines: [{ label: `objective ${objective} %`, value: objective, color: "#d13212", fill: "below" }],
  }));
}
