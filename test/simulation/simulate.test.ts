import assert from "node:assert/strict";
import fc from "fast-check";
import { cpuMetric, demand, alarmOn, memoryMetric, steppedFleet } from "./fleets";
import { clairvoyant } from "../../simulation/clairvoyant";
import type { Fleet } from "../../simulation/fleet";
import { dayProfile, generatedLoad, type Load, sessionsOf, tracedLoad } from "../../simulation/load";
import { type Outcome, pagedBy, type RunOptions, simulate } from "../../simulation/run";

/** Users without chance in their requests. */
function loadOf(
  users: (at: number) => number,
  minutes: number,
  sessionMinutes = demand.sessionMinutes,
): Load {
  const active = Float64Array.from({ length: minutes }, (_, at) => users(at));
  const requests = active.map((count) => count * demand.requestsPerSessionMinute);
  return { startTime: 0, minutes, requests, ...sessionsOf(active, sessionMinutes) };
}

function recorded(fleet: Fleet, load: Load, options: RunOptions = {}) {
  const outcome = simulate(fleet, demand, load, { ...options, record: true });
  assert.ok(outcome.history);
  return { ...outcome, history: outcome.history };
}

function isConserved({ requests, servedRequests, droppedRequests, queuedRequests }: Outcome) {
  const out = servedRequests + droppedRequests + queuedRequests;
  assert.ok(Math.abs(requests - out) <= 1e-6 * Math.max(1, requests), `${requests} in, ${out} out`);
}

/** Sessions that fill ten instances to a percentage of their memory. */
const filling = (percent: number, instances = 10) =>
  (((percent / 100) * 4096 - 512) / demand.memoryMibPerSession) * instances;
const ten: Fleet = { ...steppedFleet, minSize: 10 };

describe("a step response, worked out by hand", () => {
  // Above the threshold from minute 30 on. CloudWatch has minutes 30 and 31 when minute 32 is over; 20 % of 10 are launched
  // in minute 33; they boot for 180 s and pass two checks of 10 s: 200 s, so they serve from minute 37.
  const load = loadOf((at) => filling(at < 30 ? 60 : 70), 60);

  it("launches 3 minutes after the threshold is passed, and serves after 4 more", () => {
    const { history } = recorded(ten, load);
    assert.deepEqual([...history.size.subarray(30, 38)], [10, 10, 10, 12, 12, 12, 12, 12]);
    assert.deepEqual([...history.serving.subarray(33, 38)], [10, 10, 10, 10, 12]);
    assert.equal(Math.round(history.memoryPercent[36] ?? 0), 70);
    // 12.5 points of the reserve, and ten twelfths of the rest.
    assert.equal(Math.round(history.memoryPercent[37] ?? 0), Math.round(12.5 + (70 - 12.5) * (10 / 12)));
  });

  it("takes the larger step farther from the threshold", () => {
    const { history } = recorded(
      ten,
      loadOf((at) => filling(at < 30 ? 60 : 78), 60),
    );
    assert.equal(history.size[33], 14);
  });

  it("waits for so many data points as the alarm asks for", () => {
    const [out, ...others] = steppedFleet.alarms;
    assert.ok(out);
    const slower = { ...ten, alarms: [{ ...out, datapoints: 5, periods: 5 }, ...others] };
    assert.equal(recorded(slower, load).history.size[35], 10);
    assert.equal(recorded(slower, load).history.size[36], 12);
  });

  it("scales in a tenth at a time, after fifteen minutes, and not below the floor", () => {
    const twenty = { ...steppedFleet, minSize: 10, schedule: [{ name: "start", times: [0], desired: 20 }] };
    const { history } = recorded(
      twenty,
      loadOf(() => filling(45, 12), 120),
    );
    const sizes = [...new Set(history.size)];
    assert.deepEqual(sizes.slice(0, 4), [20, 18, 17, 16]);
    assert.ok(history.size.every((size) => size >= 10));
  });

  it("replaces what boots longer than its grace period by more of the same", () => {
    const { history } = recorded({ ...ten, bootSeconds: 400, graceSeconds: 300 }, load);
    assert.equal(Math.max(...history.serving), 10);
  });

  it("has instances of a warm pool there in the time that their start takes", () => {
    const { history } = recorded({ ...ten, warmPool: { size: 10, isRunning: false } }, load);
    assert.deepEqual([...history.serving.subarray(33, 36)], [10, 10, 12]);
  });
});

describe("sessions", () => {
  it("come with their users and go only as they end", () => {
    const { sessions } = sessionsOf(
      Float64Array.from({ length: 30 }, (_, at) => (at < 10 ? 100 : 0)),
      10,
    );
    assert.equal(sessions[9], 100);
    assert.equal(Math.round(sessions[14] ?? 0), 50);
    assert.equal(Math.round(sessions[19] ?? -1), 0);
  });

  it("stay where they are with a sticky load balancer: new instances help new sessions only", () => {
    const sticky = { ...ten, balancer: { ...ten.balancer, isSticky: true } };
    const load = loadOf((at) => filling(at < 30 ? 60 : 110), 120);
    const [free, held] = [recorded(ten, load), recorded(sticky, load)];
    assert.ok(held.droppedRequests > free.droppedRequests);
    const lost = { happenings: { zoneLost: { at: 60, minutes: 30 } } };
    assert.equal(simulate(ten, demand, load, lost).sessionsLost, 0);
    assert.ok(simulate(sticky, demand, load, lost).sessionsLost > 0);
  });

  it("are refused where no memory is left for them", () => {
    const fixed = { ...ten, maxSize: 10 };
    const outcome = simulate(
      fixed,
      demand,
      loadOf(() => filling(200), 10),
    );
    const refused = 1 - filling(100) / filling(200);
    assert.ok(Math.abs(outcome.droppedRequests / outcome.requests - refused) < 1e-9);
    isConserved(outcome);
  });
});

describe("requests", () => {
  const heavy = { ...demand, cpuSecondsPerRequest: 20, memoryMibPerSession: 0.001 };

  it("wait where CPUs are full, and are dropped when they have waited for the load balancer's timeout", () => {
    const fixed = { ...ten, maxSize: 10 };
    // Ten instances of 2 vCPUs answer 60 requests a minute.
    const outcome = simulate(
      fixed,
      heavy,
      loadOf((at) => (at < 5 ? 90 : 0), 10),
    );
    assert.equal(Math.round(outcome.requests), 450);
    assert.equal(Math.round(outcome.droppedRequests), 5 * 30 - 60);
    assert.equal(Math.round(outcome.queuedRequests), 0);
    isConserved(outcome);
  });

  it("are slowed down to the baseline in standard mode when the credits are spent, and billed in unlimited mode", () => {
    const burst = { baselinePercent: 20, surplusUsdPerVcpuHour: 0.05, isUnlimited: false };
    const standard = { ...ten, maxSize: 10, instance: { ...ten.instance, burst } };
    const load = loadOf(() => 30, 3 * 24 * 60);
    assert.ok(simulate(standard, heavy, load).droppedRequests > 0);
    const unlimited = simulate({ ...ten, maxSize: 10 }, heavy, load);
    assert.equal(unlimited.droppedRequests, 0);
    // Half of 20 vCPUs, of which 4 are earned: 6 credits a minute, less the day's worth of each instance that stays owed.
    assert.equal(Math.round(unlimited.surplusCredits), 6 * 3 * 24 * 60 - 10 * 0.4 * 24 * 60);
  });

  it("are conserved, whatever comes", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(20_000), { minLength: 5, maxLength: 60 }),
        fc.boolean(),
        fc.nat(50),
        (levels, isSticky, at) => {
          const fleet = { ...steppedFleet, maxSize: 40, balancer: { ...steppedFleet.balancer, isSticky } };
          const load = loadOf((minute) => levels[Math.floor(minute / 10)] ?? 0, levels.length * 10);
          const slow = { ...demand, cpuSecondsPerRequest: 0.5 };
          isConserved(simulate(fleet, slow, load, { happenings: { zoneLost: { at, minutes: 60 } } }));
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe("what happens beside the load", () => {
  const load = loadOf(() => filling(60, 30), 240);
  const thirty: Fleet = { ...steppedFleet, minSize: 30 };

  it("a lost zone takes a third of the fleet, fails its requests until the load balancer knows, and is replaced elsewhere", () => {
    const outcome = recorded(thirty, load, { happenings: { zoneLost: { at: 60, minutes: 60 } } });
    const { history, droppedRequests } = outcome;
    assert.equal(history.serving[60], 20);
    // 3 checks of 10 s and a timeout of 5 s, for a third of the requests.
    const failed = (load.requests[60] ?? 0) * (1 / 3) * (35 / 60);
    assert.ok(Math.abs(droppedRequests - failed) < 1e-6, `${droppedRequests} of ${failed}`);
    assert.equal(history.serving[68], 30);
    isConserved(outcome);
  });

  it("a refresh launches first, a tenth at a time, and replaces all", () => {
    const { history, droppedRequests } = recorded(thirty, load, { happenings: { refreshAt: 20 } });
    assert.equal(Math.max(...history.size), 33);
    assert.equal(Math.min(...history.serving), 30);
    assert.equal(droppedRequests, 0);
  });

  it("a refresh that may go below takes capacity away", () => {
    const refresh = { minHealthyPercent: 90, maxHealthyPercent: 100, warmupSeconds: 180 };
    const calm = loadOf(() => filling(55, 30), 240);
    const { history } = recorded({ ...thirty, refresh }, calm, { happenings: { refreshAt: 20 } });
    assert.equal(Math.min(...history.serving), 27);
    assert.equal(Math.max(...history.size), 30);
  });

  it("scheduled actions change the sizes at their time", () => {
    const schedule = [
      { name: "before", times: [30 * 60_000], minSize: 50 },
      { name: "after", times: [60 * 60_000], minSize: 3 },
    ];
    const { history } = recorded({ ...thirty, minSize: 30, schedule }, load);
    assert.equal(history.size[29], 30);
    assert.equal(history.size[30], 50);
    assert.ok((history.size[200] ?? 50) < 50);
  });

  it("an alarm pages through the composite alarm that it belongs to, and only then", () => {
    const high = alarmOn("memory-high", memoryMetric, ">", 80, { datapoints: 5, periods: 5 });
    const fixed: Fleet = { ...ten, maxSize: 10, policies: [], alarms: [high] };
    const load = loadOf(() => filling(85), 30);
    const paged = (rule: string, pages = true) =>
      pagedBy(simulate({ ...fixed, composites: [{ name: "all", rule, pages }] }, demand, load));
    assert.deepEqual(paged('ALARM("memory-high") OR ALARM("other")'), ["memory-high"]);
    assert.deepEqual(paged('ALARM("memory-high") AND ALARM("other")'), []);
    assert.deepEqual(paged('ALARM("memory-high")', false), []);
    assert.deepEqual(pagedBy(simulate(fixed, demand, load)), []);
  });

  it("is the same for the same seed, and another for another", () => {
    const run = (seed: number) =>
      simulate(steppedFleet, demand, generatedLoad(demand, dayProfile(demand, 2), { minutes: 600, seed }));
    assert.deepEqual(run(1), run(1));
    assert.notDeepEqual(run(1), run(2));
  });
});

describe("a target", () => {
  const tracking: Fleet = {
    ...ten,
    minSize: 3,
    alarms: [],
    policies: [
      { kind: "tracking", name: "cpu", measure: cpuMetric, target: 50, warmupSeconds: 180, scalesIn: true },
    ],
  };
  // 60 users send a request a second, which takes 1 s of the 6 vCPUs that three instances have.
  const busy = { ...demand, cpuSecondsPerRequest: 1, memoryMibPerSession: 1 };

  it("is kept out to after three minutes above it, and in to after fifteen below nine tenths of it", () => {
    const load = loadOf((at) => (at < 30 ? 150 : at < 90 ? 300 : 150), 180);
    const { history } = simulate(tracking, busy, load, { record: true });
    assert.ok(history);
    // 2.5 vCPUs of 6 are busy at 42 %; 5 of 6 are 83 %, so 3 x 83 / 50 = 5 are wanted.
    assert.equal(history.size[33], 3);
    assert.equal(history.size[34], 5);
    assert.equal(history.size[90], 5);
    assert.equal(history.size[105], 5);
    assert.equal(history.size[179], 3);
  });
});

describe("a clairvoyant fleet", () => {
  it("has what each minute needs, up to the memory that pages", () => {
    const load = loadOf(() => filling(80, 25), 60);
    const { instanceHours, cost } = clairvoyant(steppedFleet, demand, load);
    assert.equal(instanceHours, 25);
    assert.equal(cost, 25 * 0.0416);
  });

  it("costs no more than any fleet that keeps its memory alarm quiet", () => {
    const load = generatedLoad(demand, dayProfile(demand, 4), { minutes: 1440 });
    const outcome = simulate({ ...steppedFleet, minSize: 26 }, demand, load);
    assert.deepEqual(pagedBy(outcome), []);
    assert.ok(clairvoyant(steppedFleet, demand, load).cost < outcome.cost);
  });
});

describe("a trace", () => {
  it("is scaled so that its largest minute is the declared peak", () => {
    const { requests, minutes } = tracedLoad([10, 40, 20, 30], demand);
    assert.equal(minutes, 4);
    assert.deepEqual([...requests], [1250, 5000, 2500, 3750]);
  });
});
