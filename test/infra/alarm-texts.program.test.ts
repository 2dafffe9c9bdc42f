import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { alarms } from "../../infra/observability/alarms";
import { metricsOf, measureOf } from "../../infra/observability/alarms/alarm";
import { scalingPolicies } from "../../infra/compute/scaling";
import * as aws from "@pulumi/aws";
import { prodValues } from "../config/stack";
import { scaling } from "./fleet";
import { limitsOf } from "./declared-limits";
import { record } from "./record";

const runbook = readFileSync(join(__dirname, "..", "..", "docs", "runbook.md"), "utf8");
const sectionOf = (id: string) => runbook.split(`\n## ${id}\n`)[1]?.split("\n## ")[0] ?? "";

describe("C4 what alarms and runbook say", () => {
  it("of a metric that the group grows on, never that it does not, nor sooner than it has tried to", async () => {
    const stack = await record((parent) => {
      const group = new aws.autoscaling.Group("web", { minSize: 1, maxSize: 2 }, { parent });
      const args = {
        metric: "cpu" as const,
        plan: scaling,
        targetGroupLabel: "",
        instanceWarmupSeconds: 180,
      };
      scalingPolicies("web", group, args, parent);
    });
    const out = stack
      .ofType("aws:cloudwatch/metricAlarm:MetricAlarm")
      .filter(({ inputs }) => inputs.comparisonOperator === "GreaterThanThreshold");
    assert.deepEqual(
      out.map(({ inputs }) => inputs.metricName),
      ["CPUUtilization", "mem_used_percent"],
    );
    for (const { inputs } of out) {
      const rows = alarms.filter(({ watches, ...row }) => {
        const metrics = Object.values(metricsOf(measureOf({ watches, ...row }, limitsOf("prod"))));
        return watches.includes("group") && metrics.some(({ name }) => name === inputs.metricName);
      });
      assert.ok(rows.length > 0, String(inputs.metricName));
      for (const row of rows) {
        const said = [row.meaning, row.first, sectionOf(row.id)].join(" ").replace(/\s+/g, " ");
        assert.doesNotMatch(said, /\b(not|nobody|never|nothing) scales? (out )?on\b/, row.id);
        assert.ok(row.threshold(limitsOf("prod")) >= Number(inputs.threshold), row.id);
      }
    }
  });

  it("names no key of the configuration that there is not", () => {
    const sections = prodValues() as Record<string, unknown>;
    const named = [...runbook.matchAll(/`(?:platform:)?([a-z]\w+)\.([a-z]\w+)(?:\.([a-z]\w+))?`/g)];
    const known = named.filter(([, section]) => `platform:${section ?? ""}` in sections);
    assert.ok(known.length > 10);
    for (const [text] of known) {
      const [section = "", ...keys] = text.replace(/`|platform:/g, "").split(".");
      let value: unknown = sections[`platform:${section}`];
      for (const key of keys) {
        assert.ok(typeof value === "object" && value !== null && key in value, text);
        value = (value as Record<string, unknown>)[key];
      }
    }
  });
});
