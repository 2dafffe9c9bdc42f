import assert from "node:assert/strict";
import fc from "fast-check";
import {
  fleetNeed,
  floorForRise,
  floorOf,
  instanceNeed,
  instancesNeeded,
  instanceType,
  operatingPoint,
  planCapacity,
  type Sizing,
  usersAt,
  type Workload,
} from "../../capacity";
import { anySizing, anyWorkload, briefSizing, million } from "./declared";

/** A little more than floating point loses. */
const exact = 1 + 1e-9;

describe("the operating point", () => {
  it("A6, A8: of three zones the two that are left hold all users of a t3.medium's memory, so 25 fit it", () => {
    const { users, binding, memoryPercent, cpuPercent, full } = operatingPoint(million, briefSizing);
    // (4096 - 512) MiB x 2/3 are 2505 MB, and with the reserve 70.8 % of 4096 MiB.
    assert.deepEqual([users, binding, memoryPercent, cpuPercent], [25, "memory", 70.8, 75]);
    assert.equal(full.users.toFixed(1), "37.6");
  });

  it("A8: without that, memory is used up to the scale-out threshold, in MB that are smaller than MiB", () => {
    const { users, memoryPercent } = operatingPoint(million, { ...briefSizing, holdsZoneLoss: false });
    // (4096 x 0.75 - 512) MiB are 2560 MiB, 2684 MB.
    assert.deepEqual([users, memoryPercent], [26, 75]);
  });

  it("A7: where the measured users bind, memory at so many users is what the group grows above", () => {
    const large = { ...briefSizing, instanceType: "t3.xlarge", holdsZoneLoss: false };
    const { users, binding, memoryPercent } = operatingPoint(million, large);
    assert.deepEqual([users, binding], [50, "users"]);
    // 512 + 50 x 95.37 MiB of 16 GiB.
    assert.equal(memoryPercent, 32.2);
  });

  it("C4: where a busier instance would answer too late, latency binds below the CPU threshold", () => {
    const heavy = {
      ...million,
      memoryMbPerUser: 1,
      cpuMillisecondsPerRequest: 70,
      usersPerInstance: { min: 9e5, max: 9e5 },
    };
    const point = operatingPoint(heavy, { ...briefSizing, holdsZoneLoss: false });
    assert.equal(point.binding, "latency");
    assert.ok(point.cpuPercent > 40 && point.cpuPercent < 60, point.cpuPercent.toString());
    const slower = operatingPoint({ ...heavy, cpuMillisecondsPerRequest: 200 }, briefSizing);
    assert.equal(slower.usersBy.latency, undefined, "no load keeps 300 ms where a request alone takes them");
  });

  it("B4, C4: what is required stands at or below the thresholds that add instances, and below those that page", () => {
    fc.assert(
      fc.property(anyWorkload, anySizing, (workload, sizing) => {
        const { compute, scaling } = planCapacity(workload, sizing);
        const at = standing(usersAt(1, workload) / compute.peak.required, workload, sizing);
        assert.ok(at.cpuPercent <= scaling.scaleOutPercent.cpu + 0.1, `${at.cpuPercent} % CPU`);
        if (compute.peak.binding !== "memory" && compute.peak.binding !== "users") return;
        assert.ok(at.memoryPercent <= scaling.scaleOutPercent.memory + 0.1, `${at.memoryPercent} % memory`);
        assert.ok(scaling.scaleOutPercent.memory <= 75);
      }),
    );
  });

  it("D1: where it is to be held, the zones that are left when one is lost hold all users", () => {
    fc.assert(
      fc.property(anyWorkload, anySizing, (workload, anywhere) => {
        const sizing = { ...anywhere, holdsZoneLoss: true };
        const { full } = operatingPoint(workload, sizing);
        const { required } = fleetNeed(usersAt(1, workload), workload, sizing);
        const left = (required * (sizing.availabilityZones - 1)) / sizing.availabilityZones;
        assert.ok(usersAt(1, workload) / left <= full.users * exact);
      }),
    );
  });
});

/** What an instance stands at, worked out anew. */
function standing(users: number, workload: Workload, sizing: Sizing) {
  const { memoryMib, vcpus } = instanceType(sizing.instanceType);
  const cpuMs =
    (users * workload.requestsPerSession * workload.cpuMillisecondsPerRequest) /
    (workload.sessionMinutes * 60);
  return {
    cpuPercent: cpuMs / vcpus / 10,
    memoryPercent:
      (100 * (sizing.osReserveMb * 1_048_576 + users * workload.memoryMbPerUser * 1e6)) /
      (memoryMib * 1_048_576),
  };
}

describe("instances needed", () => {
  it("A7, A8: follow from the binding constraint, and one instance fewer is above the operating point", () => {
    fc.assert(
      fc.property(anyWorkload, anySizing, (workload, sizing) => {
        const need = instancesNeeded(workload, sizing);
        const { users } = operatingPoint(workload, sizing);
        assert.ok(need.concurrentUsers / need.required <= users * exact);
        if (need.required > 1) assert.ok(need.concurrentUsers / (need.required - 1) > users / exact);
        const by = { users: need.byUsers, memory: need.byMemory, cpu: need.byCpu, latency: need.byLatency };
        assert.equal(by[need.binding], need.required);
        assert.equal(Math.max(need.byUsers, need.byMemory, need.byCpu, need.byLatency ?? 0), need.required);
      }),
    );
  });

  it("A12, D1: the ceiling holds the buffer with a step of scaling above it, and the loss of a zone", () => {
    fc.assert(
      fc.property(anyWorkload, anySizing, (workload, sizing) => {
        const zones = sizing.availabilityZones;
        const need = instancesNeeded(workload, sizing);
        const { full } = operatingPoint(workload, sizing);
        const buffered = need.required * (1 + workload.bufferShare);
        assert.equal(need.ceiling % zones, 0);
        assert.ok(
          need.withBuffer >= buffered - (1 + workload.bufferShare),
          "of users, not of whole instances",
        );
        assert.ok(need.ceiling >= need.withBuffer * 1.1 - 1);
        assert.ok(need.ceiling >= need.reached, "an ordinary peak goes no higher, a step by chance included");
        assert.ok(need.concurrentUsers / ((need.ceiling * (zones - 1)) / zones) <= full.users * exact);
      }),
    );
  });

  it("A12: no buffer and a fifth give different ceilings, and more never a lower one", () => {
    const ceiling = (bufferShare: number) =>
      instancesNeeded({ ...million, bufferShare }, briefSizing).ceiling;
    assert.deepEqual([ceiling(0), ceiling(0.2), ceiling(0.5)], [222, 264, 330]);
    fc.assert(
      fc.property(
        anyWorkload,
        anySizing,
        fc.double({ min: 0, max: 2, noNaN: true }),
        (workload, sizing, more) => {
          const larger = { ...workload, bufferShare: workload.bufferShare + more };
          assert.ok(instancesNeeded(larger, sizing).ceiling >= instancesNeeded(workload, sizing).ceiling);
        },
      ),
    );
  });

  it("A12: more load never needs fewer instances, of users, memory or CPU", () => {
    const more = fc.record({
      registeredUsers: fc.integer({ min: 0, max: 1_000_000 }),
      memoryMbPerUser: fc.integer({ min: 0, max: 100 }),
      cpuMillisecondsPerRequest: fc.integer({ min: 0, max: 500 }),
    });
    fc.assert(
      fc.property(anyWorkload, anySizing, more, (workload, sizing, added) => {
        const larger = {
          ...workload,
          registeredUsers: workload.registeredUsers + added.registeredUsers,
          memoryMbPerUser: workload.memoryMbPerUser + added.memoryMbPerUser,
        };
        const [before, after] = [workload, larger].map((it) => instancesNeeded(it, sizing));
        assert.ok(before && after);
        assert.ok(after.required >= before.required && after.ceiling >= before.ceiling);
        // A request that no idle instance answers in time has no latency to be sized for.
        const slower = {
          ...workload,
          cpuMillisecondsPerRequest: workload.cpuMillisecondsPerRequest + added.cpuMillisecondsPerRequest,
        };
        const { byCpu } = instancesNeeded(slower, sizing);
        assert.ok(byCpu >= before.byCpu);
      }),
    );
  });

  it("D1: fewer zones to lose one of never need fewer instances", () => {
    fc.assert(
      fc.property(anyWorkload, anySizing, (workload, anywhere) => {
        const required = (availabilityZones: number) =>
          instanceNeed(1000, workload, { ...anywhere, availabilityZones, holdsZoneLoss: true }).required;
        for (const zones of [2, 3, 4, 5]) assert.ok(required(zones) >= required(zones + 1));
      }),
    );
  });

  it("B3: the floor holds the baseline at the operating point, and keeps up with the daily rise", () => {
    assert.equal(floorOf(million, briefSizing), 4);
    // 4,900 users more in two hours are 146 in all after the first 7.3 minutes; four instances are full with 150.
    assert.equal(floorOf({ ...million, rampHours: 2 }, briefSizing), 4);
    assert.equal(floorForRise({ ...million, rampHours: 8 }, briefSizing), 4);
    // Twice the peak overtakes the first steps; a floor that meets the rise where it is faster is ten times as large.
    const twice = { ...million, peakConcurrencyShare: 0.1 };
    assert.equal(floorForRise({ ...twice, rampHours: 2 }, briefSizing), 44);
    assert.equal(floorForRise({ ...twice, rampHours: 4 }, briefSizing), 4);
    // Three instances of 41 users pass their threshold when the rise is under way: 221 come before others serve, 187 fit.
    const late = { ...million, registeredUsers: 1_162_201, sessionMinutes: 5, memoryMbPerUser: 60 };
    assert.ok(floorForRise({ ...late, rampHours: 2 }, briefSizing) > 3);
    assert.equal(floorForRise({ ...late, rampHours: 8 }, briefSizing), 3);
    assert.equal(floorForRise(million, briefSizing), 0);
    assert.equal(
      floorOf({ ...million, baselineConcurrentUsers: 1 }, { ...briefSizing, availabilityZones: 4 }),
      4,
    );
  });

  it("D4: a policy's figure is the plan's, events included", () => {
    const event = { multiplier: 3, start: "2026-11-27T05:00Z", durationHours: 24, leadHours: 2 };
    const workload = {
      ...million,
      events: [
        { ...event, name: "sale" },
        { ...event, name: "launch", multiplier: 2, start: "2027-02-01T08:00Z" },
      ],
    };
    const need = instancesNeeded(workload, briefSizing);
    assert.equal(need.event, "sale");
    assert.equal(need.concurrentUsers, 15_000);
    assert.equal(need.required, 600);
    assert.equal(planCapacity(workload, briefSizing).compute.max, need.ceiling);
  });

  it("B3: another instance type changes the plan", () => {
    const need = (type: string) => instancesNeeded(million, { ...briefSizing, instanceType: type });
    assert.equal(need("t3.small").byMemory, 500);
    assert.equal(need("m7g.xlarge").byMemory, 46);
    assert.equal(need("m7g.xlarge").binding, "users");
  });

  it("A8: says so when not a single user fits an instance", () => {
    assert.throws(
      () => planCapacity({ ...million, memoryMbPerUser: 5000 }, briefSizing),
      /5000 MB do not fit a t3\.medium, whose 4096 MiB less 512 for the operating system leave 2505 MB at its/,
    );
    assert.throws(() => planCapacity(million, { ...briefSizing, osReserveMb: 5000 }), /leave 0 MB/);
  });

  it("B3: an unknown instance type is refused with the known ones of its family", () => {
    assert.throws(
      () => planCapacity(million, { ...briefSizing, instanceType: "t3.huge" }),
      /no instance type t3\.huge .*: t3\.small, t3\.medium, t3\.large, t3\.xlarge, t3\.2xlarge$/,
    );
  });
});
