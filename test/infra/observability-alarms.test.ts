import assert from "node:assert/strict";
import { alarms } from "../../infra/observability/alarms";
import { type Alarm, isFormula, measureOf } from "../../infra/observability/alarms/alarm";
import { checkEach } from "../check-each";
import { stateOf, type State } from "./alarm-evaluator";
import { alarmOf, limitsOf } from "./declared-limits";
import { evaluateMath, type TimeSeries } from "../../simulation/metric-math";

const prod = limitsOf("prod");
const gap = undefined;

/** Fifteen periods of the same. */
const steady = (value: number | undefined) => Array.from({ length: 15 }, () => value);
const all = (metrics: Record<string, number | undefined>): Record<string, TimeSeries> =>
  Object.fromEntries(Object.entries(metrics).map(([id, value]) => [id, steady(value)]));

const gib = 2 ** 30;
const { plan } = prod;
const few = prod.alarms.minimumRequests - 1;

/** For each alarm of metric math what makes it fire, and what just does not. */
const edges: Record<string, { fires: Record<string, number>; holds: Record<string, number | undefined>[] }> =
  {
    "server-error-rate": {
      fires: { requests: 1000, target: 6, balancer: 5 },
      holds: [
        { requests: 1000, target: 5, balancer: 5 },
        { requests: few, target: few, balancer: 0 },
        { requests: 1000, target: gap, balancer: gap },
        { requests: gap, target: gap, balancer: gap },
      ],
    },
    "client-error-rate": {
      fires: { requests: 1000, target: 110, balancer: 0 },
      holds: [
        { requests: 1000, target: 90, balancer: 0 },
        { requests: few, target: few, balancer: 0 },
      ],
    },
    "requests-above-peak": { fires: { value: 6311 }, holds: [{ value: 6000 }, { value: gap }] },
    "requests-near-peak": { fires: { value: 5284 }, holds: [{ value: 5280 }] },
    "slo-availability-fast-60m": burn({ target: 15, balancer: 0 }, { target: 14, balancer: 0 }),
    "slo-availability-fast-5m": burn({ target: 15, balancer: 0 }, { target: 14, balancer: 0 }),
    "slo-availability-slow-360m": burn({ target: 7, balancer: 0 }, { target: 5, balancer: 0 }),
    "slo-availability-slow-30m": burn({ target: 7, balancer: 0 }, { target: 5, balancer: 0 }),
    "slo-latency-fast-60m": burn({ within: 27 }, { within: 29 }),
    "slo-latency-fast-5m": burn({ within: 27 }, { within: 29 }),
    "slo-latency-slow-360m": burn({ within: 69 }, { within: 71 }),
    "slo-latency-slow-30m": burn({ within: 69 }, { within: 71 }),
    "service-error-rate": {
      fires: { requests: 100, errors: 2 },
      holds: [
        { requests: 100, errors: 1 },
        { requests: few, errors: few },
      ],
    },
    "group-near-ceiling": { fires: { wanted: 222, most: 264 }, holds: [{ wanted: 220, most: 264 }] },
    "group-at-ceiling": { fires: { wanted: 264, most: 264 }, holds: [{ wanted: 263, most: 264 }] },
    "instances-missing": { fires: { wanted: 5, serving: 4 }, holds: [{ wanted: 5, serving: 5 }] },
    "cache-hit-ratio": {
      fires: { hits: 79, misses: 21 },
      holds: [
        { hits: 81, misses: 19 },
        { hits: 0, misses: few },
        { hits: gap, misses: gap },
      ],
    },
    "table-throttles": {
      fires: { reads: 0, writes: 1 },
      holds: [
        { reads: 0, writes: 0 },
        { reads: gap, writes: gap },
      ],
    },
    "table-reads": {
      fires: { units: 0.81 * 60 * plan.sessionTable.readUnits },
      holds: [{ units: 0.79 * 60 * plan.sessionTable.readUnits }],
    },
    "table-writes": {
      fires: { units: 0.81 * 60 * plan.sessionTable.writeUnits },
      holds: [{ units: 0.79 * 60 * plan.sessionTable.writeUnits }],
    },
    "storage-size": {
      fires: { standard: 1e9, infrequent: 30e9, archived: 30e9 },
      holds: [
        { standard: 59e9, infrequent: gap, archived: gap },
        { standard: gap, infrequent: 29e9, archived: 30e9 },
      ],
    },
  };

function burn(bad: Record<string, number>, good: Record<string, number>) {
  return {
    fires: { requests: 1000, ...bad },
    holds: [
      { requests: 1000, ...good },
      { requests: few, ...bad },
    ],
  };
}

/** What just breaches a threshold and what just does not. */
function aroundThreshold({ comparison, threshold }: Alarm) {
  const limit = threshold(prod);
  const above = limit + Math.max(1, limit) / 1000;
  const below = limit - Math.max(1, limit) / 1000;
  const beyond = comparison.startsWith(">") ? above : below;
  const within = comparison.startsWith(">") ? below : above;
  return comparison.endsWith("=")
    ? { fires: [beyond, limit], holds: [within] }
    : { fires: [beyond], holds: [within, limit] };
}

describe("C4 each alarm of the table", () => {
  const isMath = (row: Alarm) => isFormula(measureOf(row, prod));

  it("fires beyond its threshold, and not before", () => {
    checkEach(
      alarms.filter((row) => !isMath(row)),
      ({ id }) => id,
      (row) => {
        const { fires, holds } = aroundThreshold(row);
        for (const value of fires) assert.equal(stateOf(row, prod, all({ value })), "ALARM", `at ${value}`);
        for (const value of holds) assert.equal(stateOf(row, prod, all({ value })), "OK", `at ${value}`);
      },
    );
  });

  it("of metric math fires and holds by the series that this test has of it", () => {
    checkEach(
      alarms.filter((row) => isMath(row) || row.id in edges),
      ({ id }) => id,
      (row) => {
        const edge = edges[row.id];
        assert.ok(edge, "add series that make it fire and hold to `edges`");
        assert.equal(stateOf(row, prod, all(edge.fires)), "ALARM");
        for (const metrics of edge.holds) {
          assert.equal(stateOf(row, prod, all(metrics)), "OK", JSON.stringify(metrics));
        }
      },
    );
  });

  it("has no series for an alarm that there is not", () => {
    const ids = alarms.map(({ id }) => id);
    assert.deepEqual(
      Object.keys(edges).filter((id) => !ids.includes(id)),
      [],
    );
  });

  it("B5: database-free-storage fires below 8 % of what plain RDS has", () => {
    const storage = { allocatedGib: 100, maxAllocatedGib: 1000 };
    const limits = { ...prod, plan: { ...plan, database: { ...plan.database, storage } } };
    const state = (value: number) => stateOf(alarmOf("database-free-storage"), limits, all({ value }));
    assert.deepEqual([state(7.9 * gib), state(8.1 * gib)], ["ALARM", "OK"]);
  });
});

describe("C4 how long it takes, and silence", () => {
  const state = (alarm: string, values: TimeSeries) => stateOf(alarmOf(alarm), prod, { value: values });

  it("three slow minutes of five page, two do not", () => {
    assert.equal(state("latency-p95", [0.4, 0.2, 0.4, 0.2, 0.4]), "ALARM");
    assert.equal(state("latency-p95", [0.4, 0.2, 0.2, 0.2, 0.4]), "OK");
  });

  it("ten minutes of high CPU, not the five that scaling out takes", () => {
    assert.equal(state("cpu-high", [...steady(60), ...steady(90).slice(0, 9)]), "OK");
    assert.equal(state("cpu-high", [...steady(60), ...steady(90).slice(0, 10)]), "ALARM");
  });

  it("an outage in which the load balancer found no instance counts, though it counts no requests", () => {
    const metrics = all({ requests: undefined, target: undefined, balancer: 500 });
    assert.equal(stateOf(alarmOf("server-error-rate"), prod, metrics), "ALARM");
    assert.equal(stateOf(alarmOf("slo-availability-fast-5m"), prod, metrics), "ALARM");
  });

  const silent: Record<string, State> = {
    "no-healthy-host": "ALARM",
    "memory-high": "ALARM",
    "backup-missing": "ALARM",
    "latency-p95": "OK",
    "requests-above-peak": "OK",
    "cpu-high": "INSUFFICIENT_DATA",
    "cache-memory": "INSUFFICIENT_DATA",
    "certificate-expiry": "OK",
  };
  it("is judged by what an alarm takes silence for", () => {
    const found = Object.keys(silent).map((alarm) => [alarm, state(alarm, steady(undefined))]);
    assert.deepEqual(Object.fromEntries(found), silent);
  });
});

describe("C4 thresholds", () => {
  it("are the brief's where nothing else is declared", () => {
    for (const stack of ["dev", "prod"] as const) {
      const limits = limitsOf(stack);
      const of = (alarm: string) => alarmOf(alarm).threshold(limits);
      assert.deepEqual(
        [of("cpu-high"), of("memory-high"), of("latency-p95"), of("service-latency-p95")],
        [75, 80, 0.3, 300],
      );
    }
  });

  it("follow the declared peak: 83.3 RPS are 5,000 requests a minute, of which chance makes 4 x 70.7 more", () => {
    assert.equal(alarmOf("requests-near-peak").threshold(prod), 5283);
    // 6,000 with the buffer, and 4 x 77.5.
    assert.equal(alarmOf("requests-above-peak").threshold(prod), 6310);
  });

  it("of a burn rate are 14.4 and 6 times the error budget", () => {
    assert.equal(alarmOf("slo-availability-fast-60m").threshold(prod), 1.44);
    assert.equal(alarmOf("slo-availability-slow-360m").threshold(prod), 0.6);
    assert.equal(alarmOf("slo-latency-fast-60m").threshold(prod), 72);
  });
});

describe("The evaluator itself", () => {
  // User Guide, "Configuring how CloudWatch alarms treat missing data", three of three: X breaches, 0 does not.
  const table: [string, State, State, State, State][] = [
    ["0 X X", "OK", "OK", "OK", "OK"],
    ["X X X", "ALARM", "ALARM", "ALARM", "ALARM"],
    ["0 - -", "OK", "OK", "OK", "OK"],
    ["- - X", "ALARM", "OK", "ALARM", "OK"],
    ["- - -", "INSUFFICIENT_DATA", "OK", "ALARM", "OK"],
  ];
  for (const [points, ...states] of table) {
    it(`reads ${points} as CloudWatch documents it`, () => {
      const values = points.split(" ").map((point) => (point === "-" ? undefined : point === "X" ? 99 : 1));
      const treatments = ["missing", "ignore", "breaching", "notBreaching"] as const;
      const found = treatments.map((missing) =>
        stateOf({ ...alarmOf("cpu-high"), breaching: [3, 3], missing }, prod, { value: values }),
      );
      assert.deepEqual(found, states);
    });
  }

  it("reads every expression in use, by its own metrics", () => {
    const formulas = alarms.map((row) => measureOf(row, prod)).filter(isFormula);
    assert.ok(formulas.length > 10);
    for (const { expression, metrics } of formulas) {
      const ones = Object.fromEntries(Object.keys(metrics).map((name) => [name, [1]]));
      assert.equal(evaluateMath(expression, ones).length, 1, expression);
    }
  });

  it("computes by precedence, fills gaps and gives nothing for a division by zero", () => {
    const math = (expression: string) => evaluateMath(expression, { a: [2, undefined], b: [3, 0] });
    assert.deepEqual(math("1 + a * b"), [7, undefined]);
    assert.deepEqual(math("(1 + FILL(a, 5)) * b"), [9, 0]);
    assert.deepEqual(math("10 / (b - 3)"), [undefined, 10 / -3]);
    assert.deepEqual(math("IF(b >= 3, b, 0 - 1)"), [3, -1]);
    assert.deepEqual(math("b > 1 && b < 5 || b == 0"), [1, 1]);
    assert.deepEqual(math("SUM([a, b])"), [5, 0]);
    const times = [new Date("2026-11-27T05:30Z"), new Date("1970-01-02T00:00Z")];
    assert.deepEqual(evaluateMath("MONTH(a) * 100 + DATE(a)", { a: [1, 1] }, times), [1127, 102]);
    assert.deepEqual(evaluateMath("HOUR(a) * 60 + MINUTE(a)", { a: [1, 1] }, times), [330, 0]);
    assert.deepEqual(evaluateMath("EPOCH(a) - 86400", { a: [gap, 1] }, times), [1795757400 - 86400, 0]);
    assert.throws(() => math("STDDEV(a)"), /no function STDDEV/);
    assert.throws(() => math("c + 1"), /no metric c/);
  });
});
