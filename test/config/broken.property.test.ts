import assert from "node:assert/strict";
import { inspect } from "node:util";
import fc from "fast-check";
import { ConfigError, type Environment, fromPulumi } from "../../config";
import { keyOf, valueAt } from "../../config/problems";
import { plainValue } from "../../config/pulumi";
import { type ConfigKey, configKeys } from "../../config/schema/keys";
import {
  allPaths,
  anyChange,
  anyKey,
  anyValue,
  deleteAt,
  numberPaths,
  sectionPaths,
  setAt,
} from "./mutation";
import { load, problemsOf, prodValues, without } from "./stack";

const keys = new Map(configKeys().map((key) => [key.key, key]));

/** The schema's entry of a key, in which an item of a list has a number. */
function entryOf(key: string): ConfigKey {
  const entry = keys.get(key.replaceAll(/\[\d+\]/g, "[]"));
  assert.ok(entry !== undefined, `${key} is not in the schema`);
  return entry;
}

function isAllowed(key: string, value: number): boolean {
  const { minimum = -Infinity, maximum = Infinity, type, choices } = entryOf(key);
  const isWhole = type !== "integer" || Number.isInteger(value);
  return value >= minimum && value <= maximum && isWhole && (choices?.includes(value) ?? true);
}

/** Numbers of an environment by key. */
function numbersOf(value: unknown, key: string): [string, number][] {
  if (typeof value === "number") return [[key, value]];
  if (typeof value !== "object" || value === null) return [];
  const inside = (name: string) => (Array.isArray(value) ? `${key}[${name}]` : `${key}.${name}`);
  return Object.entries(value).flatMap(([name, child]) => numbersOf(child, inside(name)));
}

function assertSound(environment: Environment, tier: unknown) {
  const { workload, compute, domain, availabilityZones, notifications, region } = environment;
  assert.ok(environment.backup.startHour >= 0 && environment.backup.startHour < 24);
  const declared = { ...environment, backup: without(environment.backup, "startHour") };
  for (const [section, values] of Object.entries(declared)) {
    for (const [key, value] of numbersOf(values, `platform:${section}`)) {
      assert.ok(isAllowed(key, value), `${key} is ${value}`);
    }
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
  if (tier === "prod") assert.ok(domain !== undefined && availabilityZones >= 3);
  if (domain !== undefined) assert.ok(`.${domain.name}`.endsWith(`.${domain.hostedZone}`));
  assert.ok(domain?.certificateArn?.includes(`:${region}:`) ?? true);
}

/** What keeps data, judged by hand as well. */
function assertSafe(environment: Environment, tier: unknown) {
  const { region, database, cache, sessionStore, sessionTable, backup } = environment;
  const { acu, engine } = database;
  assert.ok(acu === undefined || (acu.min <= acu.max && Number.isInteger(acu.min * 2)));
  assert.ok(engine === "aurora" || (acu === undefined && database.readers <= 1));
  assert.ok(database.readers <= database.maxReaders);
  assert.ok(backup.dailyRetentionDays <= backup.weeklyRetentionDays);
  assert.ok(backup.weeklyRetentionDays <= backup.monthlyRetentionDays);
  assert.notEqual(backup.copyToRegion, region);
  assert.ok(sessionTable.readCapacity === undefined || sessionTable.billing === "provisioned");
  assert.ok(sessionStore === "dynamodb" || sessionTable.billing === "onDemand");
  if (tier !== "prod") return;
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

const runs = { numRuns: 300 };

describe("broken configurations", function () {
  this.timeout(60_000);

  it("never crash and are never accepted unsound, however many things are wrong", () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(anyChange, { minLength: 1, maxLength: 5 }), (changes) => {
        const values = changes.reduce<object>((before, change) => change(before).values, prodValues());
        try {
          const environment = load(values);
          const tier = valueAt(values, ["platform:tier"]);
          assertSound(environment, tier);
          assertSafe(environment, tier);
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
    const numbers = fc.constantFrom(...numberPaths).chain((path) => {
      const { minimum: min = 0, maximum: max = 0 } = entryOf(keyOf(path));
      const edges = fc.constantFrom(min - 0.001, max + 0.001, min - 1, max + 1, min + 0.5, -max);
      return fc.oneof(edges, fc.double({ noNaN: true })).map((value) => ({ path, value }));
    });
    fc.assert(
      fc.property(numbers, ({ path, value }) => {
        fc.pre(!isAllowed(keyOf(path), value));
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
      { numRuns: 200 },
    );
  });
});
