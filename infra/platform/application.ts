import type * as pulumi from "@pulumi/pulumi";
import { resolve } from "node:path";
import type { Environment } from "../../config";
import { Application, type Runs } from "../application";
import { archiveAt, sampleArchive } from "../application/archive";
import { backupTag } from "../backup";
import type { Bucket } from "../bucket";
import type { Encryption } from "../encryption";
import type { PlatformArgs } from "./args";

/** What the environment's instances run: what its file names, or the sample. */
export function runsOf({ application }: Environment, projectRoot: string): Runs {
  const { image, archive, command, packages } = application;
  if (image !== undefined) return { image };
  return {
    archive: archive === undefined ? sampleArchive() : archiveAt(resolve(projectRoot, archive)),
    command,
    packages,
  };
}

export function createApplication(
  name: string,
  { environment: { storage } }: PlatformArgs,
  runs: Runs,
  { encryption, accessLogs }: { encryption: Encryption; accessLogs: Bucket },
  parent: pulumi.Resource,
): Application {
  return new Application(
    name,
    {
      runs,
      kmsKeyArn: encryption.storage,
      accessLogs,
      forceDestroy: storage.forceDestroy,
      noncurrentDays: storage.noncurrentDays,
      tags: backupTag("continuous"),
    },
    { parent },
  );
}
