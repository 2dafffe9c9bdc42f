import fc from "fast-check";
import { instanceTypes, newAccountQuotas, type Sizing, type Workload } from "../../capacity";
import { sizing, workload } from "../../policy/reliability/capacity/examples/fleet";

/** The brief's workload: a million registered users. */
export const million: Workload = {
  ...workload,
  databaseHotShare: 0.25,
  queriesPerRequest: 5,
  databaseMillisecondsPerQuery: 2,
  sessionKb: 20,
  staticFilesGb: 10,
  fileBackupGb: 50,
  claims: {
    peakRps: 83,
    peakMemoryGb: 500,
    peakInstancesByUsers: { min: 70, max: 100 },
    peakInstancesByMemory: 125,
    peakInstancesWithBuffer: 150,
    peakInstances: { min: 50, max: 70 },
    baselineInstances: { min: 2, max: 4 },
  },
};

/** Three zones of t3.medium, as prod has them. */
export const briefSizing: Sizing = {
  ...sizing,
  vpcMask: 16,
  natGateways: 3,
  database: { engine: "aurora", readers: 1, family: "m5" },
  cache: { nodes: 2 },
  sessions: { store: "cache" },
  quotas: newAccountQuotas,
};

/** Fleets of any type that holds the users of {@link anyWorkload}, in any number of zones. */
export const anySizing: fc.Arbitrary<Sizing> = fc
  .record({
    instanceType: fc.constantFrom(
      ...instanceTypes.filter(({ memoryMib }) => memoryMib >= 4096).map(({ name }) => name),
    ),
    availabilityZones: fc.integer({ min: 2, max: 6 }),
    osReserveMb: fc.integer({ min: 0, max: 1024 }),
    scaleOutCpuPercent: fc.integer({ min: 10, max: 90 }),
    holdsZoneLoss: fc.boolean(),
  })
  .map((fields) => ({ ...briefSizing, ...fields }));

/** Workloads around the brief's, with what decides the number of instances changed. */
export const anyWorkload: fc.Arbitrary<Workload> = fc
  .record({
    registeredUsers: fc.integer({ min: 100, max: 10_000_000 }),
    dailyActiveShare: fc.double({ min: 0.01, max: 1, noNaN: true }),
    peakConcurrencyShare: fc.double({ min: 0.01, max: 1, noNaN: true }),
    sessionMinutes: fc.integer({ min: 1, max: 120 }),
    memoryMbPerUser: fc.integer({ min: 1, max: 500 }),
    rampHours: fc.double({ min: 0.25, max: 24, noNaN: true }),
    cpuMillisecondsPerRequest: fc.integer({ min: 1, max: 2000 }),
    bufferShare: fc.integer({ min: 0, max: 200 }).map((percent) => percent / 100),
    usersPerInstance: fc
      .tuple(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 0, max: 500 }))
      .map(([min, more]) => ({ min, max: min + more })),
  })
  .map((fields) => ({ ...million, ...fields }));
