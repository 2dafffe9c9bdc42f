import { type Section, alarmsOf, graphsOf, sections } from "../alarms";
import type { Place } from "../alarms/alarm";
import type { Limits } from "../limits";
import type { KnownTarget } from "../targets";
import { graphWidget, heading, place, textWidget, type Widget } from "./layout";
import { runwayText, workloadText } from "./text";
import { type Graph, graphs, plainGraphs } from "./widgets";

export type { Widget };

export interface DashboardArgs {
  /** Heading, e.g. `web-prod`. */
  readonly title: string;
  readonly region: string;
  readonly targets: readonly KnownTarget[];
  readonly limits: Limits;
}

/** The environment's dashboard: are users fine, how much headroom is left, and then each section of the alarms. */
export function dashboardBody({ title, region, targets, limits }: DashboardArgs): { widgets: Widget[] } {
  const isHttp = targets.some(({ watched }) => watched === "applicationLoadBalancer");
  const onTop: readonly (Place | undefined)[] = [
    "users",
    "headroom",
    ...(isHttp ? [] : ["usersOverTcp" as const]),
  ];
  const graphsFor = (some: readonly Section[], isShown: (row: { dashboard?: Place }) => boolean): Graph[] => [
    ...plainGraphs(some.flatMap(graphsOf).filter(isShown), targets, limits),
    ...graphs(some.flatMap(alarmsOf).filter(isShown), targets, limits),
  ];
  const shown = (found: readonly Graph[], width?: number) =>
    found.map((graph) => graphWidget(graph, region, width));
  const users = graphsFor(sections, ({ dashboard }) => dashboard !== "headroom" && onTop.includes(dashboard));
  const headroom = graphsFor(sections, ({ dashboard }) => dashboard === "headroom");
  const rest = sections.flatMap((section) => {
    const found = graphsFor([section], ({ dashboard }) => !onTop.includes(dashboard));
    return found.length === 0 ? [] : [[heading(section.title)], shown(found)];
  });
  return {
    widgets: place([
      [textWidget(workloadText(title, limits.plan), 24, 3)],
      [heading("Are users fine?")],
      shown(users),
      [heading("How much headroom is left?")],
      [...shown(headroom, 4), textWidget(runwayText(limits.plan, limits.growthFrom), 8, 6)],
      ...rest,
    ]),
  };
}
