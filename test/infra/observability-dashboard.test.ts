import assert from "node:assert/strict";
import { alarms } from "../../infra/observability/alarms";
import type { Line } from "../../infra/observability/alarms/alarm";
import { dashboardBody, type Widget } from "../../infra/observability/dashboard";
import type { Series } from "../../infra/observability/dashboard/widgets";
import { type KnownTarget, kinds, type Watched } from "../../infra/observability/targets";
import { limitsOf } from "./declared-limits";

const limits = limitsOf("prod");

/** One of everything that can be watched, two of cache nodes. */
const targets = (Object.keys(kinds) as Watched[]).flatMap((watched): KnownTarget[] => {
  const identifiers = kinds[watched].dimensions.map((name) => `${watched}-${name}`);
  if (watched !== "cacheNode") return [{ watched, identifiers }];
  return ["1", "2"].map((name) => ({ watched, name, identifiers: [`node-${name}`] }));
});

const body = (some: readonly KnownTarget[] = targets) =>
  dashboardBody({ title: "web-prod", region: "us-east-1", targets: some, limits }).widgets;

interface Graph {
  title: string;
  metrics: Series[];
  annotations: { horizontal: Line[] };
}
const graphs = (widgets: readonly Widget[]) =>
  widgets.filter(({ type }) => type === "metric").map(({ properties }) => properties as unknown as Graph);
const texts = (widgets: readonly Widget[]) =>
  widgets.filter(({ type }) => type === "text").map(({ properties }) => String(properties.markdown));
const optionsOf = (series: Series) => series.at(-1) as Record<string, unknown>;

describe("C5 dashboard", () => {
  const widgets = body();

  it("asks first whether users are fine, then how much headroom is left, then goes section by section", () => {
    const headings = texts(widgets).filter((text) => text.startsWith("## "));
    assert.deepEqual(headings.slice(0, 3), [
      "## Are users fine?",
      "## How much headroom is left?",
      "## Load balancer",
    ]);
    const titles = graphs(widgets).map(({ title }) => title);
    assert.deepEqual(titles.slice(0, 4), [
      "Availability",
      "Latency, 95th percentile",
      "5xx rate",
      "4xx rate",
    ]);
  });

  it("draws every alarm's threshold as a line", () => {
    const lines = graphs(widgets).flatMap(({ annotations }) => annotations.horizontal);
    for (const alarm of alarms) {
      const line = lines.find(({ label }) => label.split(", ").includes(alarm.id));
      assert.equal(line?.value, alarm.threshold(limits), alarm.id);
    }
  });

  it("shows instances in service beside what the peak needs and the planned ceiling", () => {
    const instances = graphs(widgets).find(({ title }) => title.startsWith("Instances:"));
    assert.deepEqual(
      instances?.annotations.horizontal.map(({ value }) => value),
      [limits.plan.compute.peak.required, limits.plan.compute.max],
    );
    assert.deepEqual(
      instances.metrics.map(([, name]) => name),
      ["GroupInServiceInstances", "GroupDesiredCapacity", "GroupMaxSize"],
    );
  });

  it("A11: tells the declared workload, and the month in which each limit is reached, whenever it was deployed", () => {
    const all = texts(widgets).join("\n");
    assert.match(all, /\*\*1,000,000\*\* registered users.*\*\*83\.3\*\* requests\/s/);
    // 200 instances grow by a fifth a month from November 2026 on: more than 264 in January.
    assert.match(
      all,
      /\| instances of the group \| 200 \| 264 instances \| 2027-01 \| 2027-02 \| 2026-12-31 \|/,
    );
    assert.doesNotMatch(all, /\| in \d/);
  });

  it("is what CloudWatch takes: on the grid, nothing over anything else, ids unique in a graph", () => {
    const taken = new Set<string>();
    for (const { x, y, width, height } of widgets) {
      assert.ok(x + width <= 24);
      for (let column = x; column < x + width; column += 1) {
        for (let row = y; row < y + height; row += 1) {
          assert.ok(!taken.has(`${column},${row}`), `${column},${row}`);
          taken.add(`${column},${row}`);
        }
      }
    }
    for (const { title, metrics } of graphs(widgets)) {
      const ids = metrics.map((series) => optionsOf(series).id).filter((id) => id !== undefined);
      assert.equal(new Set(ids).size, ids.length, title);
      for (const { expression, id: result } of metrics.map(optionsOf)) {
        if (typeof expression !== "string") continue;
        const used = expression.match(/\b[a-z]\w*/g) ?? [];
        // Of two cache nodes each has terms of its own: result1 is of hits1 and misses1.
        const [number] = /\d*$/.exec(String(result)) ?? [];
        assert.deepEqual(
          used.filter((id) => !ids.includes(id) || /\d*$/.exec(id)?.[0] !== number),
          [],
          `${title}: ${expression}`,
        );
      }
    }
    // Service quotas: 500 metrics a graph and 2,500 a dashboard.
    assert.ok(graphs(widgets).flatMap(({ metrics }) => metrics).length < 500);
  });

  it("has no graph for what there is not", () => {
    const some = body(
      targets.filter(({ watched }) => !watched.startsWith("table") && watched !== "networkTargets"),
    );
    const metrics = graphs(some).flatMap((graph) => graph.metrics);
    assert.ok(metrics.every(([namespace]) => namespace !== "AWS/DynamoDB" && namespace !== "AWS/NetworkELB"));
  });

  it("takes the service's own word where the load balancer counts no requests", () => {
    const [first] = graphs(body(targets.filter(({ watched }) => watched !== "applicationLoadBalancer")));
    assert.equal(first?.title, "5xx rate, by the service");
  });
});
