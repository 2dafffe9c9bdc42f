import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runsTypeScript } from "../../config/command";
import { cancelDeletion, keepUntilDeleted, waitingKeys } from "../../local/aws/key-deletion";
import { scheduleType, startDemand } from "../../local/aws/scheduled-actions";
import { letPass } from "../../local/clock-command";
import { Clock } from "../../local/cloud/clock";
import type { Properties } from "../../local/cloud/properties";
import { type CloudResource, Store } from "../../local/cloud/store";

const root = join(__dirname, "..", "..");
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

describe("the local AWS's clock", () => {
  let folder: string;
  let store: Store;
  let clock: Clock;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "clock-"));
    store = new Store(folder);
    clock = new Clock(folder);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const inMs = (milliseconds: number) => new Date(clock.now().getTime() + milliseconds);
  const seconds = (time: Date) => time.toISOString().replace(/\.\d+Z$/, "Z");
  const make = (type: string, id: string, inputs: Properties, outputs: Properties = {}): CloudResource => {
    const resource = { type, region: "us-east-1", id, inputs, outputs };
    store.add(resource);
    return resource;
  };
  const groupType = "aws:autoscaling/group:Group";
  const group = (inputs: Properties) =>
    make(groupType, "web", { minSize: 2, maxSize: 10, ...inputs }, { desiredCapacity: 2 });
  const action = (name: string, inputs: Properties) =>
    make(scheduleType, name, {
      scheduledActionName: name,
      autoscalingGroupName: "web",
      minSize: -1,
      maxSize: -1,
      desiredCapacity: -1,
      timeZone: "UTC",
      ...inputs,
    });
  const sizes = () => {
    const { inputs, outputs } = store.get("us-east-1", groupType, "web") ?? assert.fail();
    return [inputs.minSize, inputs.maxSize, outputs.desiredCapacity];
  };

  it("goes on by itself, and stays ahead by what it was put forward", () => {
    letPass(store, clock, inMs(30 * dayMs));
    const ahead = new Clock(folder).now().getTime() - Date.now();
    assert.ok(Math.abs(ahead - 30 * dayMs) < 1000, String(ahead));
  });

  it("carries out a one-time action once, in its hour, and the action is gone", () => {
    group({});
    action("sale", { startTime: seconds(inMs(2 * hourMs)), minSize: 6 });
    assert.deepEqual(letPass(store, clock, inMs(hourMs)), []);
    assert.deepEqual(sizes(), [2, 10, 2]);
    assert.equal(letPass(store, clock, inMs(2 * hourMs)).length, 1);
    assert.deepEqual(sizes(), [6, 10, 6], "who has too few gets the floor");
    assert.equal(store.get("us-east-1", scheduleType, "sale"), undefined);
  });

  it("takes the desired capacity down with the ceiling, and leaves it where it fits", () => {
    group({});
    store.put({
      ...(store.get("us-east-1", groupType, "web") ?? assert.fail()),
      outputs: { desiredCapacity: 8 },
    });
    action("before", { startTime: seconds(inMs(hourMs)), minSize: 6 });
    action("after", { startTime: seconds(inMs(3 * hourMs)), minSize: 2, maxSize: 7 });
    letPass(store, clock, inMs(2 * hourMs));
    assert.deepEqual(sizes(), [6, 10, 8]);
    letPass(store, clock, inMs(2 * hourMs));
    assert.deepEqual(sizes(), [2, 7, 7]);
  });

  it("carries out a yearly action every year, and its start is then the next", () => {
    group({});
    action("yearly", { recurrence: "30 6 10 12 *", minSize: 5 });
    const lines = letPass(store, clock, inMs(800 * dayMs));
    const years = lines.map((line) => Number(line.slice(0, 4)));
    assert.ok(years.length >= 2);
    const [first = 0] = years;
    assert.deepEqual(
      years,
      years.map((_, index) => first + index),
    );
    const next = `${first + years.length}-12-10T06:30:00Z`;
    assert.equal(store.get("us-east-1", scheduleType, "yearly")?.inputs.startTime, next);
  });

  it("reads a recurrence in its time zone, summer time included", () => {
    group({});
    action("mornings", { recurrence: "0 8 * * 1", timeZone: "Europe/Berlin", minSize: 3 });
    const lines = letPass(store, clock, inMs(366 * dayMs));
    const hours = new Set(lines.map((line) => line.slice(11, 16)));
    assert.deepEqual([...hours].sort(), ["06:00", "07:00"]);
    assert.ok(lines.length >= 52);
  });

  it("carries out what is due at the same time, and what comes first first", () => {
    group({});
    const at = inMs(hourMs);
    action("a", { startTime: seconds(at), minSize: 4 });
    action("b", { startTime: seconds(at), maxSize: 20 });
    action("earlier", { startTime: seconds(inMs(hourMs / 2)), minSize: 3 });
    const lines = letPass(store, clock, inMs(2 * hourMs));
    assert.equal(lines.length, 3);
    assert.match(lines[0] ?? "", /earlier/);
    assert.deepEqual(sizes(), [4, 20, 4]);
  });

  it("says it where an action's group is gone", () => {
    action("orphan", { startTime: seconds(inMs(hourMs)), minSize: 4 });
    assert.match(letPass(store, clock, inMs(2 * hourMs)).join(), /orphan: its group is gone/);
  });

  it("a start that has passed is refused with AWS's words", () => {
    const now = new Date("2026-11-28T12:00:00Z");
    assert.match(
      startDemand({ startTime: "2026-11-28T11:59:59Z" }, now) ?? "",
      /Given start time is in the past/,
    );
    assert.equal(startDemand({ startTime: "2026-11-28T12:00:01Z" }, now), undefined);
    assert.equal(startDemand({ recurrence: "0 8 * * *" }, now), undefined);
  });

  it("a deleted key waits for its window, can be taken back until then and is gone after it", () => {
    const [lost, saved] = ["lost", "saved"].map((id) => {
      const key = make("aws:kms/key:Key", id, { deletionWindowInDays: 7 });
      keepUntilDeleted(store, key, clock.now());
      store.remove(key);
      return key;
    });
    assert.equal(waitingKeys(store).length, 2);
    letPass(store, clock, inMs(6 * dayMs));
    assert.equal(cancelDeletion(store, saved?.id ?? ""), true);
    assert.match(letPass(store, clock, inMs(2 * dayMs)).join(), /key lost is gone/);
    assert.deepEqual(
      store.list().map(({ id }) => id),
      ["saved"],
    );
    assert.equal(cancelDeletion(store, lost?.id ?? ""), false);
  });

  it("is the time of every process that is started with it, and of what that starts", () => {
    letPass(store, clock, inMs(400 * dayMs));
    const script = [
      "const made = new Date(2030, 0, 1);",
      "console.log(JSON.stringify([new Date().getTime(), Date.now(), Date.parse(Date()), made.getFullYear(),",
      "made instanceof Date, made.constructor === Date, new (class extends Date {})().getTime()]))",
    ].join("\n");
    const child = `process.stdout.write(require("node:child_process").execFileSync(process.execPath, ["-e", ${JSON.stringify(script)}]))`;
    const { stdout, stderr } = spawnSync(process.execPath, ["-e", child], {
      encoding: "utf8",
      env: { ...process.env, ...clock.environment({}) },
    });
    assert.equal(stderr, "");
    const [made, now, called, year, ...rest] = JSON.parse(stdout) as [
      number,
      number,
      number,
      number,
      boolean,
      boolean,
      number,
    ];
    for (const time of [made, now, called, rest[2]])
      assert.ok(Math.abs(time - clock.now().getTime()) < 60_000);
    assert.deepEqual([year, rest[0], rest[1]], [2030, true, true]);
  });

  it("is nobody's business where it was not moved", () => {
    assert.deepEqual(clock.environment({}), {});
  });

  for (const [to, says] of [
    ["+3x", "It has to be +30d"],
    ["2020-01-01T00:00:00Z", "time does not go back"],
  ] as const)
    it(`clock ${to}: exit code 2, "${says}"`, () => {
      const { status, stderr } = spawnSync(
        process.execPath,
        [...runsTypeScript, "local/cli.ts", "clock", to],
        {
          cwd: root,
          encoding: "utf8",
          env: { ...process.env, LOCAL_DIR: folder },
        },
      );
      assert.equal(status, 2);
      assert.ok(stderr.includes(says), stderr);
    });
});
