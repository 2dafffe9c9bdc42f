import assert from "node:assert/strict";
import { inspect } from "node:util";
import fc from "fast-check";
import { ConfigError, type Environment, fromPulumi } from "../../config";
import { keyOf, valueAt } from "../../config/problems";
import { plainValue } from "../../config/pulumi";
import {
  allPaths,
  anyChange,
  anyKey,
  anyValue,
  deleteAt,
  numberPaths,
  type Path,
  sectionPaths,
  setAt,
} from "./mutation";
import { load, problemsOf, prodValues } from "./stack";

// The documented ranges once more, by hand: what is accepted is judged without the schema that accepted it.
const ranges: Record<string, readonly [number, number]> = {
  availabilityZones: [2, 6],
  layoutZones: [2, 6],
  registeredUsers: [1, 1e9],
  dailyActiveShare: [0, 1],
  peakConcurrencyShare: [0, 1],
  baselineConcurrentUsers: [1, 1e9],
  sessionMinutes: [0.1, 1440],
  requestsPerSession: [1, 1e5],
  requestKb: [0, 1e6],
  responseKb: [0, 1e6],
  memoryMbPerUser: [0.001, 1e6],
  "usersPerInstance.min": [1, 1e6],
  "usersPerInstance.max": [1, 1e6],
  cpuMillisecondsPerRequest: [0.001, 600_000],
  databaseKbPerUser: [0, 1e9],
  databaseHotShare: [0, 1],
  queriesPerRequest: [0, 10_000],
  databaseMillisecondsPerQuery: [0.001, 60_000],
  databaseConnectionsPerInstance: [1, 1000],
  sessionKb: [0.001, 10_000],
  staticFilesGb: [0, 1e6],
  fileBackupGb: [0, 1e6],
  "monthlyGrowth.low": [-0.9, 10],
  "monthlyGrowth.high": [-0.9, 10],
  bufferShare: [0, 10],
  multiplier: [1, 100],
  durationHours: [0.25, 2160],
  leadHours: [0, 168],
  "peakInstances.min": [1, 10_000],
  "peakInstances.max": [1, 10_000],
  osReserveMb: [0, 65_536],
  minSize: [1, 10_000],
  maxSize: [1, 10_000],
  scaleOutCpuPercent: [10, 100],
  scaleInCpuPercent: [1, 90],
  requestsPerTargetPerMinute: [1, 1e7],
  "acu.min": [0.5, 256],
  "acu.max": [1, 256],
  readers: [0, 15],
  maxReaders: [0, 15],
  backupRetentionDays: [1, 35],
  nodes: [1, 6],
  snapshotRetentionDays: [0, 35],
  readCapacity: [1, 1e6],
  writeCapacity: [1, 1e6],
  archiveAfterDays: [60, 3650],
  noncurrentDays: [1, 3650],
  startHour: [0, 23],
  dailyRetentionDays: [1, 35],
  weeklyRetentionDays: [1, 3650],
  monthlyRetentionDays: [1, 3650],
  onDemandStandardVcpus: [1, 1e6],
  elasticIps: [1, 10_000],
  "alarms.\\w+Percent": [0.01, 100],
  latencyMs: [1, 60_000],
  minimumRequests: [1, 1_000_000],
  warningShare: [0.1, 1],
  certificateDays: [1, 60],
  availability: [0.95, 0.99999],
  latency: [0.95, 0.99999],
  sampledShare: [0, 1],
};

function rangeOf(key: string): readonly [number, number] {
  const name = Object.keys(ranges).find((suffix) => new RegExp(`[:.]${suffix}$`).test(key));
  assert.ok(name !== undefined, `${key} has no range in this test`);
  return ranges[name] ?? [0, 0];
}

/** Whether it counts people, instances, zones or days. */
function isWhole(key: string): boolean {
  return (
    /(Users|Size|Zones|startHour|minimumRequests|Days|eaders|nodes|Capacity|Vcpus|Ips|ConnectionsPerInstance|\.min|\.max)$/.test(
      key,
    ) && !key.includes(".acu.")
  );
}

/** Numbers of an environment by dotted path. */
function numbersOf(value: unknown, key: string): [string, number][] {
  if (typeof value === "number") return [[key, value]];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, child]) => numbersOf(child, `${key}.${name}`));
}

function assertSound(environment: Environment) {
  const { workload, compute, domain, availabilityZones, notifications, region } = environment;
  for (const [key, value] of numbersOf(environment, "")) {
    const [min, max] = rangeOf(key);
    assert.ok(value >= min && value <= max, `${key} is ${value}`);
  }
  assert.ok(workload.usersPerInstance.min <= workload.usersPerInstance.max);
  assert.ok(workload.monthlyGrowth.low <= workload.monthlyGrowth.high);
  assert.ok((workload.claims?.peakInstances?.min ?? 0) <= (workload.claims?.peakInstances?.max ?? 0));
  assert.ok((compute.minSize ?? 0) <= (compute.maxSize ?? Number.POSITIVE_INFINITY));
  assert.ok(compute.scaling.scaleInCpuPercent <= compute.scaling.scaleOutCpuPercent);
  const peak = workload.registeredUsers * workload.dailyActiveShare * workload.peakConcurrencyShare;
  assert.ok(workload.baselineConcurrentUsers <= peak + 2);
  assert.equal(new Set(workload.events.map(({ name }) => name)).size, workload.events.length);
  assert.ok(notifications.emails.length > 0 && notifications.emails.every((email) => email.includes("@")));
  if (environment.name === "prod") assert.ok(domain !== undefined && availabilityZones >= 3);
  if (domain !== undefined) assert.ok(`.${domain.name}`.endsWith(`.${domain.hostedZone}`));
  assert.ok(domain?.certificateArn?.includes(`:${region}:`) ?? true);
}

/** What keeps data, judged by hand as well. */
function assertSafe({ name, region, database, cache, sessionStore, sessionTable, backup }: Environment) {
  const { acu, engine } = database;
  assert.ok(acu === undefined || (acu.min <= acu.max && Number.isInteger(acu.min * 2)));
  assert.ok(engine === "aurora" || (acu === undefined && database.readers <= 1));
  assert.ok(database.readers <= database.maxReaders);
  assert.ok(backup.dailyRetentionDays <= backup.weeklyRetentionDays);
  assert.ok(backup.weeklyRetentionDays <= backup.monthlyRetentionDays);
  assert.notEqual(backup.copyToRegion, region);
  assert.ok(sessionTable.readCapacity === undefined || sessionTable.billing === "provisioned");
  assert.ok(sessionStore === "dynamodb" || sessionTable.billing === "onDemand");
  if (name !== "prod") return;
  assert.ok(database.readers >= 1 && database.backupRetentionDays >= 7 && cache.nodes >= 2);
  assert.ok(backup.copyToRegion !== undefined && cache.snapshotRetentionDays >= 1);
}

/** Whether a problem's key is the changed key, one around it or one inside it. */
function concerns(problemKey: string, changedKey: string): boolean {
  const [short, long] = [problemKey, changedKey].sort((one, other) => one.length - other.length);
  return short === long || /^[.[]/.test((long ?? "").slice(short?.length))
    ? (long ?? "").startsWith(short ?? "")
    : false;
}

const runs = { numRuns: 600 };

describe("broken configurations", () => {
  it("never crash and are never accepted unsound, however many things are wrong", () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(anyChange, { minLength: 1, maxLength: 5 }), (changes) => {
        const values = changes.reduce<object>((before, change) => change(before).values, prodValues());
        try {
          const environment = load(values);
          assertSound(environment);
          assertSafe(environment);
          accepted++;
        } catch (error) {
          assert.ok(error instanceof ConfigError, `${inspect(values, { depth: 9 })}\n${String(error)}`);
          for (const { key, found, allowed } of error.problems) assert.ok(key && found && allowed, key);
        }
      }),
      runs,
    );
    assert.ok(accepted > 0, "some changes are harmless, or this test would show nothing of what is accepted");
  });

  it("a value of another type is always refused, by the key that has it", () => {
    fc.assert(
      fc.property(fc.constantFrom(...allPaths), anyValue, (path, value) => {
        const kind = (of: unknown) => (Array.isArray(of) ? "list" : of === null ? "null" : typeof of);
        fc.pre(kind(value) !== kind(valueAt(prodValues(), path)));
        const { values, key } = setAt(path, () => value)(prodValues());
        const keys = problemsOf(values).map((problem) => problem.key);
        assert.ok(
          keys.some((reported) => concerns(reported, key)),
          `${key}: ${keys.join(", ")}`,
        );
      }),
      runs,
    );
  });

  it("a number out of its range, or a fraction of what is whole, is always refused by its own key", () => {
    const outside = (path: Path, value: number) => {
      const [min, max] = rangeOf(keyOf(path));
      return value < min || value > max || (isWhole(keyOf(path)) && !Number.isInteger(value));
    };
    const numbers = fc.constantFrom(...numberPaths).chain((path) => {
      const [min, max] = rangeOf(keyOf(path));
      const edges = fc.constantFrom(min - 0.001, max + 0.001, min - 1, max + 1, min + 0.5, -max);
      return fc.oneof(edges, fc.double({ noNaN: true })).map((value) => ({ path, value }));
    });
    fc.assert(
      fc.property(numbers, ({ path, value }) => {
        fc.pre(outside(path, value));
        const { values, key } = setAt(path, () => value)(prodValues());
        const keys = problemsOf(values).map((problem) => problem.key);
        assert.ok(keys.includes(key), `${key}: ${keys.join(", ")}`);
      }),
      runs,
    );
  });

  it("an unknown key is always refused, by its name, in every section but the tags", () => {
    const sections = sectionPaths.filter((path) => path[0] !== "platform:tags");
    fc.assert(
      fc.property(fc.constantFrom(...sections), anyKey, anyValue, (path, name, value) => {
        fc.pre(valueAt(prodValues(), [...path, name]) === undefined);
        const { values, key } = setAt([...path, name], () => value)(prodValues());
        assert.deepEqual(
          problemsOf(values).map((problem) => problem.key),
          [key],
        );
      }),
      runs,
    );
  });

  it("a missing key is either optional or reported by its name", () => {
    const optional = allPaths.filter((path) => problemsOf(deleteAt(path)(prodValues()).values).length === 0);
    for (const path of allPaths) {
      const { values, key } = deleteAt(path)(prodValues());
      const keys = problemsOf(values).map((problem) => problem.key);
      assert.ok(
        optional.includes(path) || keys.some((reported) => concerns(reported, key)),
        `${key}: ${keys.join()}`,
      );
    }
    const required = allPaths.filter((path) => !optional.includes(path)).map((path) => path.join("."));
    for (const name of [
      "aws:region",
      "platform:workload.registeredUsers",
      "platform:domain",
      "platform:notifications",
    ]) {
      assert.ok(required.includes(name), name);
    }
  });

  it("Pulumi's strings and the file's values are judged alike", () => {
    fc.assert(
      fc.property(fc.array(anyChange, { minLength: 0, maxLength: 3 }), (changes) => {
        const values = changes.reduce<object>((before, change) => change(before).values, prodValues());
        const asJson = JSON.parse(JSON.stringify(values)) as Record<string, unknown>;
        const entries = Object.entries(asJson);
        const strings = entries.map(([key, value]) => [
          key,
          typeof value === "string" ? value : JSON.stringify(value),
        ]);
        const direct = entries.map(([key, value]) => [
          key,
          typeof value === "string" ? plainValue(value) : value,
        ]);
        assert.deepEqual(
          problemsOf(fromPulumi(Object.fromEntries(strings) as Record<string, string>)),
          problemsOf(Object.fromEntries(direct) as object),
        );
      }),
      { numRuns: 300 },
    );
  });
});
