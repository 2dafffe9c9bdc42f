import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { alarms, plainGraphs } from "../../infra/observability/alarms";
import { measureOf, metricsOf, runbookSection, type Severity } from "../../infra/observability/alarms/alarm";
import { compositeAlarms } from "../../infra/observability/alarms/composite";
import { describe as describeAlarm } from "../../infra/observability/metric-alarm";
import { runbookDocument } from "../../infra/observability/runbook";
import { kinds } from "../../infra/observability/targets";
import { metrics as known } from "../../policy/model/metrics";
import { checkEach } from "../check-each";
import { limitsOf, metricsDrawn } from "./declared-limits";

const root = join(__dirname, "..", "..");
const instanceFile = (name: string) => readFileSync(join(root, "infra", "compute", "instance", name), "utf8");
const prod = limitsOf("prod");

/** Metrics of AWS's specification by `namespace metric dimensions`, and those that the instances report themselves. */
function knownMetrics(): Set<string> {
  const ofAws = Object.entries(known).flatMap(([namespace, groups]) =>
    groups.split(";").flatMap((group) => {
      const [sets = "", names = ""] = group.split("=");
      return sets.split(",").flatMap((set) => names.split(",").map((name) => `${namespace} ${name} ${set}`));
    }),
  );
  const agent = JSON.parse(instanceFile("agent.json")) as {
    metrics: {
      namespace: string;
      aggregation_dimensions: string[][];
      metrics_collected: Record<string, { measurement: string[] }>;
    };
  };
  const ofAgent = agent.metrics.aggregation_dimensions.flatMap((set) =>
    Object.values(agent.metrics.metrics_collected).flatMap(({ measurement }) =>
      measurement.map((name) => `${agent.metrics.namespace} ${name} ${set.join("+")}`),
    ),
  );
  const service = readFileSync(join(__dirname, "..", "..", "app", "observe.ts"), "utf8");
  const [, namespace] = /Namespace: "([^"]+)"/.exec(service) ?? [];
  const [, dimension] = /Dimensions: \[\["([^"]+)"\]\]/.exec(service) ?? [];
  const [, units = ""] = /const units = \{(.+)\}/.exec(service) ?? [];
  const ofService = [...units.matchAll(/(\w+):/g)].map(([, name]) => `${namespace} ${name} ${dimension}`);
  return new Set([...ofAws, ...ofAgent, ...ofService]);
}

describe("C4 the table of alarms", () => {
  const existing = knownMetrics();

  it("measures what exists, by dimensions that it has", () => {
    const rows = [
      ...alarms.map((row) => ({ ...row, metrics: Object.values(metricsOf(measureOf(row, prod))) })),
      ...plainGraphs.map((row) => ({ ...row, metrics: metricsDrawn(row, prod) })),
    ];
    checkEach(
      rows,
      ({ title }) => title,
      ({ watches, metrics }) => {
        for (const watched of watches) {
          for (const { namespace, name, dimensions = {} } of metrics) {
            const set = [...kinds[watched].dimensions, ...Object.keys(dimensions)].sort().join("+");
            assert.ok(existing.has(`${namespace} ${name} ${set}`), `no ${namespace} ${name} by ${set}`);
          }
        }
      },
    );
  });

  it("is one that CloudWatch takes", () => {
    checkEach(
      alarms,
      ({ id }) => id,
      (alarm) => {
        const [datapoints, periods] = alarm.breaching;
        assert.ok(datapoints >= 1 && datapoints <= periods);
        assert.equal(alarm.period % 60, 0);
        // API Reference, PutMetricAlarm: a day at most, seven where a period is an hour or more.
        const longest = (alarm.period < 3600 ? 1 : 7) * 86_400;
        assert.ok(alarm.period * periods <= longest);
        assert.ok(Number.isFinite(alarm.threshold(prod)) && alarm.threshold(prod) >= 0);
        assert.ok(describeAlarm(alarm).length <= 1024, "API Reference: AlarmDescription");
      },
    );
  });

  it("has a name of its own for each, in kebab-case", () => {
    const ids = [...alarms, ...compositeAlarms].map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id, at) => ids.indexOf(id) !== at),
      [],
    );
    assert.ok(ids.every((id) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)));
  });

  it("judges latency by a percentile and in the unit of its metric", () => {
    for (const { id, measure, unit } of alarms.filter((row) => row.id.includes("latency-p95"))) {
      assert.ok(typeof measure === "object" && "statistic" in measure && measure.statistic === "p95", id);
      assert.equal(unit, measure.name === "TargetResponseTime" ? "s" : "ms");
    }
  });

  it("reacts to what pages within 10 minutes, but for burn rates, which take their window", () => {
    const slow = alarms.filter(
      ({ severity, composite, period, breaching: [datapoints] }) =>
        severity === "page" && !composite.startsWith("slo-") && period * datapoints > 600,
    );
    assert.deepEqual(
      slow.map(({ id }) => id),
      ["database-free-storage"],
    );
  });
});

/** The messages that are sent while some alarms are on, by the rules of the composite alarms. */
function messages(firing: ReadonlySet<string>): { by: string; severity: Severity }[] {
  const on = new Set(firing);
  const sent: { by: string; severity: Severity }[] = [];
  for (const row of compositeAlarms) {
    const isOn = (id: string) => on.has(id);
    if (!(row.when === "all" ? row.members.every(isOn) : row.members.some(isOn))) continue;
    on.add(row.id);
    const heldBack = row.heldBackBy !== undefined && on.has(row.heldBackBy);
    if (row.notifies && !heldBack) sent.push({ by: row.id, severity: row.notifies });
  }
  const alone = alarms.filter(({ id, composite }) => composite === "none" && firing.has(id));
  return [...sent, ...alone.map(({ id, severity }) => ({ by: id, severity }))];
}

const sentBy = (...firing: string[]) => messages(new Set(firing)).map(({ by }) => by);
const ofComposites = alarms.filter(({ composite }) => composite !== "none");

describe("C4 one event, one message a severity", () => {
  const users = [
    ...["server-error-rate", "latency-p95", "client-error-rate"],
    ...["slo-availability-fast-60m", "slo-availability-fast-5m"],
    ...["slo-availability-slow-360m", "slo-availability-slow-30m"],
  ];
  const platform = [
    ...["unhealthy-hosts", "instances-missing", "launch-failures", "cpu-high", "memory-high"],
    ...["group-near-ceiling", "group-at-ceiling", "database-failover", "database-connections"],
    ...["database-replica-lag", "cache-hit-ratio", "nat-port-allocation"],
  ];

  it("a zone is lost and users feel it: one page, one ticket", () => {
    assert.deepEqual(sentBy(...users, ...platform), ["users-page", "users-ticket"]);
  });

  it("a zone is lost and users feel nothing: what is left to do, once", () => {
    assert.deepEqual(sentBy("unhealthy-hosts", "instances-missing", "database-failover"), [
      "platform-ticket",
    ]);
  });

  it("what was held back is sent when users are fine again and the platform is not", () => {
    assert.deepEqual(sentBy(...platform), ["platform-page", "platform-ticket"]);
  });

  it("half of a burn rate tells nobody", () => {
    assert.deepEqual(sentBy("slo-availability-fast-5m"), []);
    assert.deepEqual(sentBy("slo-availability-fast-5m", "slo-availability-fast-60m"), ["users-page"]);
  });

  it("what belongs to no composite alarm is told whatever else is going on", () => {
    assert.deepEqual(sentBy(...users, ...platform, "certificate-expiry", "backup-failed").slice(2), [
      "backup-failed",
      "certificate-expiry",
    ]);
  });

  it("whatever fires, there is one message a severity at most, and never none for a severity that is due", () => {
    fc.assert(
      fc.property(fc.subarray([...ofComposites]), (firing) => {
        const sent = messages(new Set(firing.map(({ id }) => id)));
        for (const severity of ["page", "ticket"] as const) {
          const due = firing.some((row) => row.severity === severity && !row.composite.startsWith("slo-"));
          const count = sent.filter((message) => message.severity === severity).length;
          assert.ok(count <= 1 && (count === 1 || !due), `${count} of ${severity}`);
        }
      }),
    );
  });

  it("a composite alarm is made after its members, and has no more than CloudWatch takes", () => {
    const made = new Set(alarms.map(({ id }) => id));
    for (const row of compositeAlarms) {
      const needed = [...row.members, ...(row.heldBackBy ? [row.heldBackBy] : [])];
      assert.deepEqual(
        needed.filter((id) => !made.has(id)),
        [],
        row.id,
      );
      // User Guide, "Create a composite alarm": a rule of 100 alarms at most; a cache has six nodes at most.
      assert.ok(row.members.length <= 40);
      made.add(row.id);
    }
  });
});

describe("C4 docs/runbook.md", () => {
  const text = readFileSync(join(root, "docs", "runbook.md"), "utf8");

  it("is what `npm run docs` makes of the alarms today", () => {
    assert.equal(text, runbookDocument(), "run `npm run docs`");
  });

  it("has the section that each alarm links, which says what it means, where to look, what to do, whom to call", () => {
    const links = alarms.map(runbookSection).concat(compositeAlarms.map(({ id }) => `docs/runbook.md#${id}`));
    checkEach(links, String, (link) => {
      const [, id = ""] = link.split("#");
      const section = text.split(`\n## ${id}\n`)[1]?.split("\n## ")[0] ?? "";
      for (const part of ["Means", "Look at", "Do first", "Escalate"]) {
        assert.match(section, new RegExp(`^- \\*\\*${part}\\*\\*: \\S.{20,}`, "m"), part);
      }
    });
  });
});
