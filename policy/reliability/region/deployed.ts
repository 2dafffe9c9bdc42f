import {
  type DatabaseSetup,
  fleetSetup,
  type FleetSetup,
  filesGb,
  globalRegion,
  plannedStandbyFloor,
  type RecoverySetup,
  volumeGb,
} from "../../../capacity/recovery";
import type { Resource, Stack } from "../../model/stack";
import { elements, judge, read, some, unknown, type Value, type Verdict } from "../../model/value";
import { cacheType } from "../availability/cache";
import { clusterInstanceType, clusterType } from "../availability/database";
import { answerOf } from "../capacity/answer";
import type { Declared } from "../capacity/declared";
import { growsByItself } from "../capacity/trigger";
import { copiesAway, planType } from "../recovery/plan";
import { hoursBetween } from "../recovery/schedule";
import { lockType } from "../recovery/vault";
import { type DeclaredRecovery, hasStandby } from "./declared";
import { healthCheckOf, ttlOf } from "./dns";
import { type Range, whether } from "./range";
import { isReplicated } from "./replication";

/** What is deployed, as good and as bad for a recovery as what is not known yet allows: both the same where all is known. */
export interface Setups {
  readonly best: RecoverySetup;
  readonly worst: RecoverySetup;
}

interface Deployed {
  readonly group: Resource;
  /** Those that are written to. */
  readonly databases: readonly Resource[];
}

/** Undefined where the model has no answer, which other rules tell of. */
export function setupsOf(
  stack: Stack,
  { workload, sizing }: Declared,
  recovery: DeclaredRecovery,
  { group, databases }: Deployed,
): Setups | undefined {
  const { mode, responseMinutes, role } = recovery;
  const fleet = fleetOf(stack, group, { workload, sizing }, recovery);
  if (fleet === undefined) return undefined;
  // The standby is what follows, and knows nothing of what its primary sends.
  const follows = hasStandby(mode) && role !== "standby" ? isReplicated(stack, databases) : true;
  const ranges = {
    fleet,
    mode: whether(follows, mode, "backup-only" as const),
    isGlobalRegion: whether(
      judge(group.get("region"), (region) => region !== globalRegion),
      false,
      true,
    ),
    natPerZone: whether(hasWayOutPerZone(stack, sizing.availabilityZones), true, false),
    healthCheck: healthCheckOf(stack),
    recordTtlSeconds: ttlOf(stack),
    database: databaseOf(stack, databases, volumeGb(workload)),
    sessions: sessionsOf(stack),
    backup: backupOf(stack),
  };
  const common = { responseSeconds: responseMinutes * 60, filesGb: filesGb(workload) };
  return { best: { ...common, ...pick(ranges, "best") }, worst: { ...common, ...pick(ranges, "worst") } };
}

type Ranges = {
  readonly [Name in Exclude<keyof RecoverySetup, "responseSeconds" | "filesGb">]: Range<RecoverySetup[Name]>;
};

function pick(
  ranges: Ranges,
  side: keyof Range<unknown>,
): Omit<RecoverySetup, "responseSeconds" | "filesGb"> {
  return {
    fleet: ranges.fleet[side],
    mode: ranges.mode[side],
    isGlobalRegion: ranges.isGlobalRegion[side],
    natPerZone: ranges.natPerZone[side],
    healthCheck: ranges.healthCheck[side],
    recordTtlSeconds: ranges.recordTtlSeconds[side],
    database: ranges.database[side],
    sessions: ranges.sessions[side],
    backup: ranges.backup[side],
  };
}

/** A primary does not know its standby's floor and scaling, which are the plan's as far as it can tell: the standby is judged by what it has. */
function fleetOf(
  stack: Stack,
  group: Resource,
  { workload, sizing }: Declared,
  { role, objectives }: DeclaredRecovery,
): Range<FleetSetup> | undefined {
  const minSize = group.number("minSize");
  const sized = typeof minSize === "number" ? { ...sizing, minSize } : sizing;
  const isPrimary = role === "primary";
  const fleet = answerOf(() =>
    fleetSetup(workload, sized, isPrimary ? plannedStandbyFloor(workload, sizing, objectives) : undefined),
  );
  if (typeof fleet === "string") return undefined;
  const grows = whether(isPrimary || growsByItself(stack, group), true, false);
  const best = { ...fleet, growsByItself: grows.best };
  const worst = { ...fleet, growsByItself: grows.worst };
  if (minSize !== unknown) return { best, worst };
  // A size that is not known yet is the plan's, or more, or less.
  const [least, most] = isPrimary ? [fleet.standbyFloor, fleet.standbyFloor] : [1, fleet.peak];
  return {
    best: { ...best, holdsInstanceLoss: true, standbyFloor: most },
    worst: { ...worst, holdsInstanceLoss: false, standbyFloor: least },
  };
}

/** A stack without NAT gateways of its own has its way out elsewhere. */
function hasWayOutPerZone(stack: Stack, zones: number): boolean {
  const gateways = stack.ofType("aws:ec2/natGateway:NatGateway").length;
  return gateways === 0 || gateways >= zones;
}

/** The one that a zone's loss hurts most. */
function databaseOf(stack: Stack, databases: readonly Resource[], gb: number): Range<DatabaseSetup> {
  const found = databases.map((database) => {
    const isCluster = database.type === clusterType;
    const isAurora =
      isCluster && judge(database.get("dbClusterInstanceClass"), (value) => value === undefined);
    const readers = isCluster ? readersOf(stack, database, isAurora) : standbyOf(database);
    return { engine: whether<DatabaseSetup["engine"]>(isAurora, "aurora", "postgres"), readers };
  });
  const least = (side: keyof Range<unknown>): DatabaseSetup =>
    found
      .map(({ engine, readers }) => ({ engine: engine[side], readers: readers[side], gb }))
      .reduce((worst, next) => (rank(next) < rank(worst) ? next : worst));
  return { best: least("best"), worst: least("worst") };
}

/** From a plain instance alone, over those with a standby, to Aurora with readers. */
function rank({ engine, readers }: DatabaseSetup): number {
  return (readers > 0 ? 2 : 0) + (engine === "aurora" ? 1 : 0);
}

/** RDS runs the two readers of a Multi-AZ DB cluster by itself. */
const ownReaders = 2;

function readersOf(stack: Stack, cluster: Resource, isAurora: Verdict): Range<number> {
  if (isAurora === false) return { best: ownReaders, worst: ownReaders };
  const instances = stack.referring(clusterInstanceType, cluster, "clusterIdentifier");
  const sure = instances.filter((it) => it.sure === true).length;
  const best = Math.max(0, instances.length - 1);
  return {
    best: isAurora === unknown ? Math.max(ownReaders, best) : best,
    worst: Math.max(0, sure - 1),
  };
}

function standbyOf(database: Resource): Range<number> {
  return whether(
    judge(database.get("multiAz"), (value) => value === true),
    1,
    0,
  );
}

/** The cache whose loss is felt longest; in a stack without one, the session table. */
function sessionsOf(stack: Stack): Range<RecoverySetup["sessions"]> {
  const caches = stack.ofType(cacheType);
  if (caches.length === 0) return { best: { store: "dynamodb" }, worst: { store: "dynamodb" } };
  const survives = caches.map((cache) =>
    judge(cache.get("automaticFailoverEnabled"), (value) => value === true),
  );
  const all = survives.includes(false) ? false : survives.includes(unknown) ? unknown : true;
  return whether<RecoverySetup["sessions"]>(all, { store: "cache", nodes: 2 }, { store: "cache", nodes: 1 });
}

function backupOf(stack: Stack): Range<RecoverySetup["backup"]> {
  const plans = stack.ofType(planType);
  const rules = plans.flatMap((plan): Value[] => {
    const list = plan.list("rules");
    return list === unknown ? [unknown] : list.map((it) => read(it, "schedule"));
  });
  const known = rules.flatMap((schedule) =>
    typeof schedule === "string" ? (hoursBetween(schedule) ?? []) : [],
  );
  const isOpen = rules.includes(unknown);
  const least = Math.min(...known, Infinity);
  const copies = whether(some(plans.flatMap((plan) => copiesOf(plan))), true, false);
  const locked = stack.ofType(lockType).length > 0;
  return {
    best: { intervalHours: isOpen ? Math.min(1, least) : least, copied: copies.best, locked },
    worst: { intervalHours: least, copied: copies.worst, locked },
  };
}

function copiesOf(plan: Resource): Verdict[] {
  const rules = elements(plan.get("rules"));
  return rules === unknown ? [unknown] : rules.map((_, at) => copiesAway(plan, at));
}
