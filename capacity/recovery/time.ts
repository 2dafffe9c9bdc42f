import { after, type Course, type Part, together } from "./course";
import type { Disruption } from "./disruption";
import * as figures from "./figures";
import {
  alarmDetection,
  byVolume,
  figure,
  launch,
  never,
  newStack,
  page,
  regionDetection,
  resolvers,
  response,
  targetDetection,
} from "./parts";
import type { RecoverySetup } from "./setup";
import { takeoverTime, usersServed } from "./steps";

/** What has to pass until users are served again, by what was lost. */
export const recoveryTimes: Readonly<Record<Disruption, (setup: RecoverySetup) => Course>> = {
  instance: (setup) => together(instanceOfFleet(setup), databaseInstance(setup), sessionNode(setup)),
  zone: (setup) => together(zoneOfFleet(setup), wayOut(setup), databaseZone(setup), sessionNode(setup)),
  region: regionTime,
  data: (setup) =>
    after(
      alarmDetection(),
      response(setup),
      restored(setup, "to a point in time"),
      figure("switch to what was restored", figures.switchStore, "names swapped, then pulumi up"),
    ),
  credential: (setup) =>
    after(
      alarmDetection(),
      response(setup),
      figure("credential taken away", figures.rotation, "sessions revoked, keys and roles made anew"),
      ...(setup.backup.locked ? [] : [deletableBackups()]),
      restored(setup, "from the vault"),
      figure("switch to what was restored", figures.switchStore, "names swapped, then pulumi up"),
    ),
};

function instanceOfFleet(setup: RecoverySetup): Course {
  const taken = targetDetection();
  return setup.fleet.holdsInstanceLoss ? taken : after(taken, launch("another instance"));
}

function zoneOfFleet(setup: RecoverySetup): Course {
  const gone = together(
    targetDetection(),
    figure("load balancer's DNS", figures.loadBalancerDns, "TTL of 60 s"),
  );
  if (setup.fleet.holdsZoneLoss) return gone;
  const others = { ...launch("instances in the other zones"), help: "platform:compute.holdsZoneLoss true" };
  return after(gone, others);
}

function wayOut(setup: RecoverySetup): Course {
  const own = figure(
    "way out",
    { seconds: 0, source: "platform:network.natGateways" },
    "a NAT gateway in each zone",
  );
  if (setup.natPerZone) return own;
  const move = figure(
    "NAT gateway in another zone",
    figures.moveNat,
    "pulumi up",
    "platform:network.natGateways onePerZone",
  );
  return after(alarmDetection(), response(setup), move);
}

function databaseInstance({ database: { engine, readers } }: RecoverySetup): Part {
  if (engine === "aurora") return auroraInstance(readers);
  return readers > 0
    ? figure("database fails over", figures.postgresFailover, "60-120 s to the standby")
    : figure(
        "database instance is made anew",
        figures.auroraRecreation,
        "at most 10 min, as Aurora's",
        "platform:database.readers 1",
      );
}

function auroraInstance(readers: number): Part {
  return readers > 0
    ? figure("database fails over", figures.auroraFailover, `less than 60 s to one of ${readers} readers`)
    : figure(
        "database writer is made anew",
        figures.auroraRecreation,
        "less than 10 min",
        "platform:database.readers 1",
      );
}

/** The volume of an instance alone is lost with its zone; Aurora's is in all of them. */
function databaseZone(setup: RecoverySetup): Course {
  const { engine, readers, gb } = setup.database;
  if (engine === "aurora" || readers > 0) return databaseInstance(setup);
  return after(
    alarmDetection(),
    response(setup),
    byVolume("database restored in another zone", figures.postgresRestore, gb, "platform:database.readers 1"),
  );
}

function sessionNode({ sessions }: RecoverySetup): Part {
  if (sessions.store === "dynamodb")
    return figure(
      "session table",
      { seconds: 0, source: figures.tableLag.source },
      "in every zone of the region",
    );
  return sessions.nodes > 1
    ? figure("cache fails over", figures.cacheFailover, `to one of ${sessions.nodes - 1} replicas`)
    : figure("cache node is made anew", figures.cacheReplacement, "a node alone", "platform:cache.nodes 2");
}

function regionTime(setup: RecoverySetup): Course {
  const { mode, backup, database, filesGb } = setup;
  if (mode === "none") {
    return never(
      "the region returns",
      "nothing is kept elsewhere in mode none",
      "platform:recovery.mode backup-only or warm-standby",
    );
  }
  if (mode === "backup-only") {
    const help = "platform:recovery.mode warm-standby";
    const copies = backup.copied
      ? []
      : [never("copies of backups", "none are made", "platform:backup.copyToRegion")];
    return after(
      regionDetection(setup),
      page(setup),
      response(setup),
      ...copies,
      newStack(setup, help),
      together(
        byVolume("database restored", restoreOf(setup), database.gb, help),
        byVolume("files restored", figures.fileRestore, filesGb, help),
      ),
      figure("switch to what was restored", figures.switchStore, "names swapped, then pulumi up", help),
      resolvers(setup),
    );
  }
  return takeoverTime(setup);
}

/** Of a region that is lost: what only reads is served by the other region without anybody, in mode active-active. */
export function readingTime(setup: RecoverySetup): Course | undefined {
  if (setup.mode !== "active-active") return undefined;
  return usersServed(setup);
}

function restoreOf({ database: { engine } }: RecoverySetup) {
  return engine === "aurora" ? figures.auroraRestore : figures.postgresRestore;
}

/** All stores at once; the session table counts, the cache does not. */
function restored(setup: RecoverySetup, how: string): Course {
  const { database, filesGb, sessions } = setup;
  return together(
    byVolume(`database restored ${how}`, restoreOf(setup), database.gb),
    byVolume(`files restored ${how}`, figures.fileRestore, filesGb),
    ...(sessions.store === "dynamodb"
      ? [
          figure(
            `session table restored ${how}`,
            figures.tableRestore,
            "95 % of restores in less than an hour",
          ),
        ]
      : []),
  );
}

export function deletableBackups(): Part {
  return never(
    "recovery points",
    "no vault lock: they are deleted with the same credential",
    "platform:backup.vaultLock governance, or compliance against administrators too",
  );
}
