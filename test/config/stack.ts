import assert from "node:assert/strict";
import { million } from "../capacity/declared";
import { ConfigError, type Environment, loadEnvironment, type Problem } from "../../config";

/** Mutable configuration of a prod stack, as YAML or Pulumi gives it; a test breaks what it is about. */
export function prodValues() {
  return {
    "aws:region": "eu-west-1",
    "platform:tier": "prod",
    "platform:availabilityZones": 3,
    "platform:domain": {
      name: "app.example.com",
      hostedZone: "example.com",
      routing: "failover",
      weight: 100,
      certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/12ab34cd",
    },
    "platform:notifications": {
      emails: ["ops@example.com"],
      https: ["https://oncall.example.com/hook"],
      ticket: { emails: ["team@example.com"], https: [] },
    },
    "platform:alarms": {
      cpuPercent: 75,
      memoryPercent: 80,
      diskPercent: 80,
      latencyMs: 300,
      clientErrorPercent: 10,
      serverErrorPercent: 1,
      minimumRequests: 20,
      warningShare: 0.8,
      databaseCpuPercent: 75,
      cacheMemoryPercent: 80,
      certificateDays: 30,
    },
    "platform:slo": { availability: 0.999, latency: 0.95 },
    "platform:tracing": { sampledShare: 0.05 },
    "platform:tags": { Team: "web" },
    "platform:workload": {
      ...million,
      usersPerInstance: { ...million.usersPerInstance },
      monthlyGrowth: { ...million.monthlyGrowth },
      databaseConnectionsPerInstance: 5,
      events: [
        { name: "sale", multiplier: 2, start: "--11-27T05:00Z", durationHours: 96, leadHours: 2 },
        { name: "launch", multiplier: 3, start: "2027-03-01T08:00+01:00", durationHours: 48, leadHours: 4 },
      ],
      claims: { peakInstances: { min: 50, max: 70 } },
    },
    "platform:network": { cidrBlock: "10.0.0.0/16", natGateways: "onePerZone", interfaceEndpoints: true },
    "platform:compute": {
      instanceType: "t3.medium",
      osReserveMb: 512,
      minSize: 6,
      maxSize: 700,
      scaling: {
        metric: "requestsPerTarget",
        scaleOutCpuPercent: 75,
        scaleInCpuPercent: 30,
        requestsPerTargetPerMinute: 20,
      },
      bootScript: "boot/web.sh",
    },
    "platform:loadBalancer": { type: "application", stickySessions: false, deletionProtection: true },
    "platform:webAcl": { enabled: true },
    "platform:database": {
      engine: "aurora",
      instanceClass: "db.serverless",
      classFamily: "m5",
      acu: { min: 2, max: 32 },
      readers: 2,
      maxReaders: 5,
      backupRetentionDays: 21,
      backupWindow: "23:30-00:30",
      maintenanceWindow: "sun:00:30-sun:01:30",
      deletionProtection: true,
      retainBackups: true,
    },
    "platform:cache": {
      nodeType: "cache.m7g.large",
      nodes: 3,
      snapshotRetentionDays: 14,
      snapshotWindow: "02:00-03:00",
      maintenanceWindow: "mon:04:30-mon:05:30",
      retainBackups: true,
    },
    "platform:sessionStore": "dynamodb",
    "platform:sessionTable": { billing: "provisioned", readCapacity: 2000, writeCapacity: 7000 },
    "platform:storage": { cloudFront: true, archiveAfterDays: 120, noncurrentDays: 60, forceDestroy: false },
    "platform:encryption": { retainKeys: true },
    "platform:logs": { retentionDays: 90, accessLogRetentionDays: 365 },
    "platform:backup": {
      vaultLock: "governance",
      dailyRetentionDays: 21,
      weeklyRetentionDays: 60,
      monthlyRetentionDays: 400,
      copyToRegion: "eu-central-1",
      restoreTesting: true,
      retainVault: true,
    },
    "platform:quotas": { onDemandStandardVcpus: 2000, elasticIps: 10 },
    // Of the region there are no prices.
    "platform:budget": { monthlyUsd: 40_000, marginShare: 0.2 },
  };
}

/** A copy of a section that lacks a key. */
export function without<Section extends object>(section: Section, ...keys: (keyof Section)[]) {
  const copy: Partial<Section> = { ...section };
  for (const key of keys) Reflect.deleteProperty(copy, key);
  return copy;
}

export function load(values: object, secretKeys: string[] = []): Environment {
  return loadEnvironment({ file: "Pulumi.prod.yaml", stack: "prod", values: { ...values }, secretKeys });
}

/** What is wrong with the values; empty when they are accepted. Anything but a ConfigError is a crash. */
export function problemsOf(values: object): readonly Problem[] {
  try {
    load(values);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.problems;
  }
}

/** The only problem there is, as `key: allowed; fix`. */
export function onlyProblem(values: object): string {
  const problems = problemsOf(values);
  assert.deepEqual(problems.slice(1), []);
  const [problem] = problems;
  return problem === undefined
    ? ""
    : [`${problem.key}: ${problem.allowed}`, problem.fix].filter(Boolean).join("; ");
}

type Values = ReturnType<typeof prodValues>;

/** The one problem that a change to the valid configuration makes. */
export function problemAfter(change: (values: Values) => void): string {
  const values = prodValues();
  change(values);
  return onlyProblem(values);
}
