import { readable } from "../explain/row";
import { after, type Course, type Part, together } from "./course";
import type { Disruption } from "./disruption";
import * as figures from "./figures";
import { byVolume, figure, never } from "./parts";
import type { RecoverySetup } from "./setup";
import { deletableBackups } from "./time";

/**
 * How much of the last written may be gone, by what was lost: the worst of database, files and session table. Sessions in
 * the cache do not count, since they are lost by design: users sign in again.
 */
export const recoveryPoints: Readonly<Record<Disruption, (setup: RecoverySetup) => Course>> = {
  instance: (setup) => databaseInZone(setup, "instance"),
  zone: (setup) => together(databaseInZone(setup, "zone"), filesInRegion(), ...tableInRegion(setup)),
  region: regionPoint,
  data: (setup) =>
    together(
      figure("database", figures.databaseLog, "log of the last 5 min"),
      figure("files", figures.fileLog, "continuous backup; a version that is there still loses nothing"),
      ...(setup.sessions.store === "dynamodb"
        ? [figure("session table", figures.tableLog, "log of the last 5 min")]
        : []),
    ),
  credential: (setup) =>
    setup.backup.locked
      ? together(
          lastBackup("database", setup, setup.database.gb),
          figure("files", figures.fileLog, "continuous backup in the vault"),
        )
      : deletableBackups(),
};

function none(what: string, formula: string, source: string): Part {
  return { what, seconds: 0, formula, source };
}

function databaseInZone({ database: { engine, readers } }: RecoverySetup, lost: "instance" | "zone"): Part {
  if (engine === "aurora")
    return none(
      "database",
      "six copies in three zones, written before a commit is answered",
      figures.auroraFailover.source,
    );
  if (readers > 0)
    return none(
      "database",
      "a standby in another zone, written before a commit is answered",
      figures.postgresFailover.source,
    );
  if (lost === "instance")
    return none("database", "the volume outlives its instance", figures.databaseLog.source);
  return figure("database", figures.databaseLog, "log of the last 5 min", "platform:database.readers 1");
}

function filesInRegion(): Part {
  return none(
    "files",
    "S3 keeps them in at least three zones",
    "https://docs.aws.amazon.com/AmazonS3/latest/userguide/DataDurability.html, read 2026-11-28",
  );
}

function tableInRegion({ sessions }: RecoverySetup): Part[] {
  return sessions.store === "dynamodb"
    ? [none("session table", "in three zones of the region", figures.tableLag.source)]
    : [];
}

function regionPoint(setup: RecoverySetup): Course {
  const { mode, backup, database, filesGb, sessions } = setup;
  if (mode === "none") {
    return never(
      "all data",
      "nothing is kept elsewhere in mode none",
      "platform:recovery.mode backup-only or warm-standby",
    );
  }
  if (mode === "backup-only") {
    if (!backup.copied)
      return never("all data", "backups are not copied to another region", "platform:backup.copyToRegion");
    return together(lastBackup("database", setup, database.gb), lastBackup("files", setup, filesGb));
  }
  const isAurora = database.engine === "aurora";
  return together(
    isAurora
      ? figure("database", figures.auroraLag, "replication of the global database")
      : figure(
          "database",
          figures.postgresLag,
          "replication to the other region",
          "platform:database.engine aurora",
        ),
    figure("files", figures.fileLag, "replication time control of S3"),
    ...(sessions.store === "dynamodb"
      ? [figure("session table", figures.tableLag, "replication of the global table")]
      : []),
  );
}

/** Just before the next backup is done, the last one is as old as their interval and what the next one takes. */
function lastBackup(what: string, setup: RecoverySetup, gb: number): Course {
  const { intervalHours } = setup.backup;
  const help =
    "platform:recovery.mode warm-standby for the region; more frequent rules in infra/backup for the rest";
  return after(
    {
      what: `${what}: backup interval`,
      seconds: intervalHours * 3600,
      formula: `every ${readable(intervalHours)} h`,
      source: "infra/backup/plan.ts",
      help,
    },
    figure(`${what}: start of the backup`, figures.startWindow, "AWS begins within an hour"),
    byVolume(`${what}: backup and copy`, figures.backupCopy, gb),
  );
}
