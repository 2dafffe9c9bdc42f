import { newAccountQuotas, type Sizing, type Workload } from "../../capacity";

/** The brief's workload: a million registered users. */
export const million: Workload = {
  registeredUsers: 1_000_000,
  dailyActiveShare: 0.1,
  peakConcurrencyShare: 0.05,
  baselineConcurrentUsers: 100,
  sessionMinutes: 10,
  requestsPerSession: 10,
  requestKb: 5,
  responseKb: 15,
  memoryMbPerUser: 100,
  usersPerInstance: { min: 50, max: 70 },
  cpuMillisecondsPerRequest: 50,
  databaseKbPerUser: 50,
  databaseHotShare: 0.25,
  queriesPerRequest: 5,
  databaseMillisecondsPerQuery: 2,
  sessionKb: 20,
  staticFilesGb: 10,
  fileBackupGb: 50,
  monthlyGrowth: { low: 0.1, high: 0.2 },
  bufferShare: 0.2,
  events: [],
  claims: { peakInstances: { min: 50, max: 70 } },
};

/** Three zones of t3.medium whose memory is all for users, as the brief reckons. */
export const briefSizing: Sizing = {
  instanceType: "t3.medium",
  availabilityZones: 3,
  osReserveMb: 0,
  scaleOutCpuPercent: 75,
  vpcMask: 16,
  natGateways: 3,
  database: { engine: "aurora", readers: 1, family: "m5" },
  cache: { nodes: 2 },
  sessions: { store: "cache" },
  quotas: newAccountQuotas,
};
