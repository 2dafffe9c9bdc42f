import assert from "node:assert/strict";
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
import { dayProfile, generatedLoad } from "../../simulation/load";
import { demand, steppedFleet } from "./fleets";

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
