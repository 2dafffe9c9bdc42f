import assert from "node:assert/strict";
import {
  erlangC,
  highestUtilisation,
  meanSeconds,
  quantileSeconds,
  slowerThan,
  tabulated,
} from "../../simulation/queueing";

const near = (actual: number, expected: number, tolerance = 1e-9) => {
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);
};

describe("M/M/c against its closed forms", () => {
  const one = { vcpus: 1, serviceSeconds: 0.05 };
  const two = { vcpus: 2, serviceSeconds: 0.05 };

  it("is M/M/1 for one server: waits with the utilisation, exponential with rate (1 - utilisation) / service", () => {
    for (const utilisation of [0.1, 0.5, 0.9]) {
      near(erlangC(1, utilisation), utilisation);
      near(meanSeconds(one, utilisation), 0.05 / (1 - utilisation));
      near(slowerThan(one, utilisation, 0.3), Math.exp((-0.3 * (1 - utilisation)) / 0.05));
      near(quantileSeconds(one, utilisation, 0.95), (-Math.log(0.05) * 0.05) / (1 - utilisation), 1e-6);
    }
  });

  it("is M/M/2 for two: C = 2 u^2 / (1 + u), mean service / (1 - u^2)", () => {
    for (const utilisation of [0.1, 0.5, 0.9]) {
      near(erlangC(2, utilisation), (2 * utilisation ** 2) / (1 + utilisation));
      near(meanSeconds(two, utilisation), 0.05 / (1 - utilisation ** 2));
    }
    // 1 - u = 1/2: waiting and service have the same rate, and their sum a density of its own.
    near(slowerThan(two, 0.5, 0.3), Math.exp(-6) * (1 + (1 / 3) * 6));
  });

  it("is the service alone without a load, and never gets faster with more", () => {
    near(slowerThan(two, 0, 0.3), Math.exp(-6));
    const times = Array.from({ length: 98 }, (_, at) => quantileSeconds(two, at / 100, 0.95));
    assert.ok(times.every((time, at) => at === 0 || time >= (times[at - 1] ?? 0)));
  });

  it("finds the utilisation at which the objective is just kept", () => {
    const highest = highestUtilisation(two, 0.95, 0.3);
    near(slowerThan(two, highest, 0.3), 0.05, 1e-6);
    assert.equal(highestUtilisation({ vcpus: 2, serviceSeconds: 1 }, 0.95, 0.3), 0);
  });

  it("is looked up as exactly as anybody measures", () => {
    const table = tabulated((utilisation) => slowerThan(two, utilisation, 0.3));
    for (let utilisation = 0.01; utilisation < 0.97; utilisation += 0.013) {
      near(table(utilisation), slowerThan(two, utilisation, 0.3), 1e-4);
    }
  });
});
