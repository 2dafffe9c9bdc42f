import assert from "node:assert/strict";
import { isDeclarable } from "../../simulation/advise/declarable";
import { evaluate } from "../../simulation/advise/evaluate";
import { configurationOf } from "../../simulation/advise/report";
import {
  sessionsAt,
  type Setting,
  settingsFor,
  stepChoices,
  typesFor,
  usdPerSession,
} from "../../simulation/advise/settings";
import { clairvoyant, reacting } from "../../simulation/clairvoyant";
import type { Fleet } from "../../simulation/fleet";
import { dayProfile, generatedLoad, type Load } from "../../simulation/load";
import { million } from "../capacity/declared";
import { alarmOn, demand, memoryMetric, steppedFleet } from "./fleets";

const day = 24 * 60;
const load = generatedLoad(demand, dayProfile(demand, 4), { minutes: day });
const setting: Setting = {
  type: "t3.medium",
  minSize: 24,
  maxSize: 300,
  rule: { kind: "memory", out: 64, in: 54, steps: stepChoices.small, atLeast: 19 },
};

describe("advice", () => {
  const types = typesFor(demand, "t3.medium", 3);

  it("tries at least 2,000 settings, of which none is there twice", () => {
    const settings = settingsFor(demand, types, 3);
    assert.ok(settings.length >= 2000, settings.length.toString());
    assert.equal(new Set(settings.map((it) => JSON.stringify(it))).size, settings.length);
  });

  it("tries the deployed type and those that hold a session for the least: memory is cheapest on memory-optimised ones", () => {
    assert.equal(types[0], "t3.medium");
    const cheapest = types
      .slice(1)
      .sort((one, other) => usdPerSession(one, demand) - usdPerSession(other, demand));
    assert.match(cheapest[0] ?? "", /^[rx]/);
    // 3,072 and 11,059 MiB at 75 % and 67.5 %, less 512 for the system, at 95.4 MiB a session.
    assert.equal(sessionsAt("t3.medium", 75, demand).toFixed(1), "25.6");
  });

  it("keeps the objective with a zone lost, which costs a minute that nobody can help", () => {
    const kept = evaluate(setting, steppedFleet, demand, load, true);
    assert.equal(kept.isKept, true);
    assert.ok(kept.lostAt !== undefined && kept.cost > kept.clairvoyantCost);
  });

  it("does not keep it by the brief's rule on CPU, which sessions never reach", () => {
    const rule = { kind: "cpu", out: 75, in: 30 } as const;
    assert.equal(evaluate({ ...setting, minSize: 3, rule }, steppedFleet, demand, load, false).isKept, false);
  });

  it("gives each hour its own floor", () => {
    const floorByHour = Array.from({ length: 24 }, (_, hour) => (hour === 1 ? 100 : 24));
    const usual = evaluate(setting, steppedFleet, demand, load, false);
    const raised = evaluate({ ...setting, floorByHour }, steppedFleet, demand, load, false);
    assert.ok(raised.cost > usual.cost);
  });

  it("compares each setting with a clairvoyant fleet up to the memory at which the deployed group pages", () => {
    const deployed = (alarms: Fleet["alarms"]): Fleet => ({ ...steppedFleet, alarms });
    const paging = alarmOn("memory-high", memoryMetric, ">", 80, { pages: true });
    const cost = (base: Fleet) => evaluate(setting, base, demand, load, true).clairvoyantCost;
    assert.equal(cost(deployed([paging])), clairvoyant(steppedFleet, demand, load, 80).cost);
    assert.ok(cost(deployed([])) < cost(deployed([paging])));
  });

  it("knows what a fleet costs that only follows what it has measured", () => {
    const flat = { ...demand, baselineUsers: demand.peakUsers };
    const steady = generatedLoad(flat, () => flat.peakUsers, { minutes: day });
    const following = (of: Load, missed: number, share = 1) =>
      reacting(steppedFleet, flat, of, { minutes: 7, missed, share, memoryPercent: 100 });
    // Where nothing changes it is as good as one that knows.
    assert.equal(following(steady, 0).headroom, 1);
    assert.equal(following(steady, 0).cost, clairvoyant(steppedFleet, flat, steady, 100).cost);
    // Two of three zones hold all: half as many again.
    assert.ok(Math.abs(following(steady, 0, 2 / 3).headroom - 1.5) < 0.01);
    // For the seven minutes of a surge to twice the users it has half, if it is allowed to.
    const surge = generatedLoad(flat, (at) => (at < 600 ? flat.peakUsers / 2 : flat.peakUsers), {
      minutes: day,
    });
    assert.ok(Math.abs(following(surge, 0).headroom - 2) < 0.05);
    assert.ok(Math.abs(following(surge, 6).headroom - 2) < 0.05);
    assert.ok(following(surge, 7).headroom < 1.05);
  });

  it("is pasted only where the declared days take it too, and a lost zone's users find room", () => {
    const declaration = {
      workload: { ...million, events: [] },
      sizing: { osReserveMb: 512, availabilityZones: 3 },
    };
    const target = (type: string, requests: number, minSize: number): Setting => ({
      type,
      minSize,
      maxSize: 300,
      rule: { kind: "requests", target: requests },
    });
    const takes = (it: Setting) => isDeclarable(it, steppedFleet, declaration, { now: 0 });
    // 110 users of an x2gd.medium are two thirds of the 166 that fit it.
    assert.equal(takes(target("x2gd.medium", 89, 3)), true);
    assert.equal(takes(target("x2gd.medium", 111, 3)), false);
    // A rise in two hours overtakes four small instances before a target has reacted; 30 are there in time.
    assert.equal(takes(target("t3.medium", 25, 4)), false);
    assert.equal(takes(target("t3.medium", 25, 30)), true);
    assert.equal(takes(setting), false, "thresholds on memory are no configuration");
  });

  it("is configuration that can be pasted", () => {
    assert.equal(
      configurationOf({ ...setting, rule: { kind: "requests", target: 21.5 } }),
      [
        "  platform:compute:",
        "    instanceType: t3.medium",
        "    minSize: 24",
        "    maxSize: 300",
        "    scaling:",
        "      metric: requestsPerTarget",
        "      requestsPerTargetPerMinute: 21.5",
      ].join("\n"),
    );
  });
});
