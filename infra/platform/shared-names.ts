import * as pulumi from "@pulumi/pulumi";
import type { Pair } from "../../config";
import { cutTo } from "../name";

/** What a primary and its standby call what they share, so that neither has to ask the other: both compute it. */
export interface SharedNames {
  /** The global database that the clusters of both are members of. */
  readonly globalCluster: string;
  /** The session table, which DynamoDB calls the same in both regions. */
  readonly sessionTable: string;
  /** Alias of the key, in the standby's region, of what is replicated into it. */
  readonly replicaKeyAlias: string;
  /** The buckets, in the standby's region, that files are replicated to. */
  readonly staticFilesReplica: pulumi.Output<string>;
  readonly fileBackupsReplica: pulumi.Output<string>;
}

/** What S3 takes: 63 characters, of which an account's id has 12. */
const longestBucket = 63;
const accountIdLength = 12;

export function sharedNames({ primary, standbyRegion }: Pair, accountId: pulumi.Input<string>): SharedNames {
  // RDS takes no identifier that ends in a hyphen or has two of them side by side.
  const base = `${pulumi.getProject()}-${primary.stack}`
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/-$/, "");
  // Names of buckets are taken for all accounts.
  const bucket = (purpose: string) => {
    const place = `-${purpose}-${standbyRegion}-`;
    return pulumi.interpolate`${cutTo(longestBucket - place.length - accountIdLength, base)}${place}${accountId}`;
  };
  return {
    globalCluster: base,
    sessionTable: `${base}-sessions`,
    replicaKeyAlias: `alias/${base}-replica`,
    staticFilesReplica: bucket("static"),
    fileBackupsReplica: bucket("backup"),
  };
}
