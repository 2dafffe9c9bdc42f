import assert from "node:assert/strict";
import fc from "fast-check";
import { slowShare, utilisationWithin, waitingShare } from "../../capacity";

describe("an M/M/c queue", () => {
  it("C4: one server waits as often as it is busy, and takes an exponential time of the closed form", () => {
    assert.ok(Math.abs(waitingShare({ servers: 1, utilisation: 0.6 }) - 0.6) < 1e-12);
    // M/M/1: P(T > t) = exp(-(1 - utilisation) t / service).
    const share = slowShare({ servers: 1, serviceMs: 50, utilisation: 0.6 }, 300);
    assert.ok(Math.abs(share - Math.exp(-0.4 * 6)) < 1e-12);
  });

  it("C4: Erlang's C of the tables: two servers at 0.75 and ten at 0.8", () => {
    // M/M/2: 2 u^2 / (1 + u); M/M/10 at 8 Erlang: 0.409.
    assert.ok(Math.abs(waitingShare({ servers: 2, utilisation: 0.75 }) - (2 * 0.75 ** 2) / 1.75) < 1e-12);
    assert.equal(waitingShare({ servers: 10, utilisation: 0.8 }).toFixed(3), "0.409");
  });

  it("C4: agrees with the sum of waiting and service, integrated numerically", () => {
    const queue = { servers: 2, serviceMs: 50, utilisation: 0.5 };
    // Rate of waiting equals that of service: the case that the formula takes apart.
    const waits = waitingShare(queue);
    const [step, rate] = [0.01, 2 * 0.5];
    let beyond = 0;
    for (let at = step / 2; at < 60; at += step)
      beyond += rate * Math.exp(-rate * at) * step * Math.exp(-Math.max(0, 6 - at));
    assert.ok(Math.abs(slowShare(queue, 300) - ((1 - waits) * Math.exp(-6) + waits * beyond)) < 1e-4);
  });

  it("C4: the largest utilisation that keeps an objective does, and a little more does not", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 16 }),
        fc.double({ min: 1, max: 95, noNaN: true }),
        (servers, serviceMs) => {
          const most = utilisationWithin({ servers, serviceMs }, 300, 0.05);
          assert.ok(most !== undefined);
          assert.ok(slowShare({ servers, serviceMs, utilisation: most }, 300) <= 0.05);
          if (most < 0.998)
            assert.ok(slowShare({ servers, serviceMs, utilisation: most + 0.001 }, 300) > 0.05);
        },
      ),
    );
    assert.equal(utilisationWithin({ servers: 2, serviceMs: 150 }, 300, 0.05), undefined);
  });
});
