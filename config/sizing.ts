import { parseCidr, type Sizing } from "../capacity";
import { takeoverSeconds } from "../capacity/recovery";
import type { SizedEnvironment } from "./environment";

/** What the capacity model needs to know beside the workload. */
export function sizingOf(environment: SizedEnvironment): Sizing {
  const { availabilityZones, network, compute, database, cache, sessionStore, sessionTable } = environment;
  const { scaling } = compute;
  const { billing, ...capacity } = sessionTable;
  const takeover = environment.isStandby ? takeoverSeconds(environment.recovery.objectives) : undefined;
  return {
    instanceType: compute.instanceType,
    availabilityZones,
    osReserveMb: compute.osReserveMb,
    scaleOutCpuPercent: scaling.scaleOutCpuPercent,
    scaleInCpuPercent: scaling.scaleInCpuPercent,
    scaleOutMemoryPercent: scaling.scaleOutMemoryPercent,
    ...(scaling.requestsPerTargetPerMinute !== undefined && {
      requestsPerTargetPerMinute: scaling.requestsPerTargetPerMinute,
    }),
    holdsZoneLoss: compute.holdsZoneLoss,
    memoryAlarmPercent: environment.alarms.memoryPercent,
    latencyMs: environment.alarms.latencyMs,
    ...(takeover !== undefined && { takeoverSeconds: takeover }),
    ...(compute.minSize !== undefined && { minSize: compute.minSize }),
    ...(compute.maxSize !== undefined && { maxSize: compute.maxSize }),
    vpcMask: parseCidr(network.cidrBlock)?.bitmask ?? 16,
    ...(network.layoutZones !== availabilityZones && { layoutZones: network.layoutZones }),
    natGateways: network.natGateways === "onePerZone" ? availabilityZones : 1,
    database: {
      engine: database.engine,
      ...(database.instanceClass !== undefined && { instanceClass: database.instanceClass }),
      ...(database.acu && { acu: database.acu }),
      readers: database.readers,
      family: database.classFamily,
    },
    cache: { ...(cache.nodeType !== undefined && { nodeType: cache.nodeType }), nodes: cache.nodes },
    sessions: { store: sessionStore, ...(billing === "provisioned" && { table: capacity }) },
    quotas: environment.quotas,
  };
}
