import assert from "node:assert/strict";
import fc from "fast-check";
import { instancesNeeded, instanceTypes, planCapacity, type Sizing } from "../../capacity";
import { anyWorkload, briefSizing, million } from "./declared";

const anySizing: fc.Arbitrary<Sizing> = fc
  .record({
    instanceType: fc.constantFrom(...instanceTypes.map(({ name }) => name)),
    availabilityZones: fc.integer({ min: 2, max: 6 }),
    osReserveMb: fc.integer({ min: 0, max: 1024 }),
    scaleOutCpuPercent: fc.integer({ min: 10, max: 90 }),
  })
  .map((fields) => ({ ...briefSizing, ...fields }));

describe("instances needed", () => {
  it("A7, A8: hold every constraint, and one instance fewer breaks the binding one", () => {
    fc.assert(
      fc.property(anyWorkload, anySizing, (workload, sizing) => {
        const need = instancesNeeded(workload, sizing);
        const type = instanceTypes.find(({ name }) => name === sizing.instanceType);
        assert.ok(type);
        const holds = (instances: number) => {
          const users = need.concurrentUsers;
          const perInstance = Math.ceil(users / instances);
          const cpuSeconds =
            (users * workload.requestsPerSession * workload.cpuMillisecondsPerRequest) /
            (workload.sessionMinutes * 60_000);
          return {
            users: perInstance <= workload.usersPerInstance.min,
            memory: perInstance * workload.memoryMbPerUser + sizing.osReserveMb <= type.memoryMib,
            cpu: cpuSeconds / (instances * type.vcpus) <= (sizing.scaleOutCpuPercent / 100) * (1 + 1e-9),
          };
        };
        assert.deepEqual(holds(need.required), { users: true, memory: true, cpu: true });
        if (need.required > 1) assert.equal(holds(need.required - 1)[need.binding], false);
      }),
    );
  });

  it("A12, D1: the ceiling holds buffer and the loss of a zone, is a multiple of the zones, and no larger", () => {
    fc.assert(
      fc.property(anyWorkload, anySizing, (workload, sizing) => {
        const zones = sizing.availabilityZones;
        const { required, ceiling } = instancesNeeded(workload, sizing);
        const enough = (instances: number) =>
          instances >= required * (1 + workload.bufferShare) * (1 - 1e-9) &&
          instances - instances / zones >= required;
        assert.equal(ceiling % zones, 0);
        assert.ok(enough(ceiling));
        assert.ok(!enough(ceiling - zones));
      }),
    );
  });

  it("A12: more users never need fewer instances", () => {
    fc.assert(
      fc.property(
        anyWorkload,
        anySizing,
        fc.integer({ min: 1, max: 1_000_000 }),
        (workload, sizing, more) => {
          const larger = { ...workload, registeredUsers: workload.registeredUsers + more };
          assert.ok(instancesNeeded(larger, sizing).ceiling >= instancesNeeded(workload, sizing).ceiling);
        },
      ),
    );
  });

  it("A12: floating point never adds an instance: a whole product stays what it is", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20_000 }),
        fc.integer({ min: 0, max: 100 }),
        (instances, percent) => {
          const workload = {
            ...million,
            registeredUsers: instances * 50,
            dailyActiveShare: 1,
            peakConcurrencyShare: 1,
            memoryMbPerUser: 1,
            bufferShare: percent / 100,
          };
          const need = instancesNeeded(workload, briefSizing);
          assert.equal(need.required, instances);
          assert.equal(need.withBuffer, Math.floor((instances * (100 + percent) + 99) / 100));
        },
      ),
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
    assert.equal(need.required, 375);
    assert.equal(planCapacity(workload, briefSizing).compute.max, need.ceiling);
  });

  it("B3: another instance type changes the plan", () => {
    const need = (instanceType: string) => instancesNeeded(million, { ...briefSizing, instanceType });
    assert.equal(need("t3.small").byMemory, 250);
    assert.equal(need("m7g.large").byMemory, 62);
    assert.equal(need("m7g.large").binding, "users");
  });

  it("A8: says so when not a single user fits an instance", () => {
    assert.throws(
      () => planCapacity({ ...million, memoryMbPerUser: 5000 }, briefSizing),
      /5000 MB do not fit a t3\.medium, whose 4096 MiB less 0 for the operating system leave 4096/,
    );
    assert.throws(() => planCapacity(million, { ...briefSizing, osReserveMb: 5000 }), /leave 0$/);
  });

  it("B3: an unknown instance type is refused with the known ones of its family", () => {
    assert.throws(
      () => planCapacity(million, { ...briefSizing, instanceType: "t3.huge" }),
      /no instance type t3\.huge .*: t3\.small, t3\.medium, t3\.large, t3\.xlarge, t3\.2xlarge$/,
    );
  });
});
