import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Backup } from "../backup";
import type { Bucket } from "../bucket";
import type { Cache } from "../cache";
import type { Compute } from "../compute";
import type { Database } from "../database";
import type { LoadBalancer } from "../load-balancer";
import type { Network } from "../network";
import type { SessionTable } from "../session-table";
import type { Replication } from "../storage-replica";
import type { Events } from "./events";

/** What alarms may watch. What is left out has none. */
export interface Parts {
  network?: Pick<Network, "natGatewayIds">;
  loadBalancer?: Pick<LoadBalancer, "type" | "arnSuffix" | "targetGroupArnSuffix">;
  compute?: Pick<Compute, "groupName">;
  database?: Pick<Database, "clusterIdentifier" | "instanceIdentifiers" | "globalMember">;
  /** Check of the endpoint by Route 53, whose metrics are in us-east-1. */
  healthCheckId?: pulumi.Input<string>;
  cache?: Pick<Cache, "memberClusterIds">;
  sessionTable?: Pick<SessionTable, "tableName" | "receivingRegion">;
  storage?: Readonly<Record<"staticFiles" | "fileBackups", Pick<Bucket, "bucketName">>>;
  /** Replications of the storage, from the region into another. */
  replications?: readonly Replication[];
  backup?: Pick<Backup, "vaultName">;
  certificateArn?: pulumi.Input<string>;
  /** Log group that the service's metrics are counted by. */
  serviceLog?: Pick<aws.cloudwatch.LogGroup, "name">;
  events?: Pick<Events, "launchFailedRule" | "databaseFailedRule">;
}

/** One of a kind. */
interface Found {
  /** Tells it from others of its kind, e.g. `2` of two cache nodes. */
  readonly name?: string;
  /** Values of the kind's dimensions, in their order, e.g. the load balancer's ARN suffix. */
  readonly identifiers: readonly pulumi.Input<string>[];
}

interface Kind {
  /** The dimensions by which CloudWatch knows it. */
  readonly dimensions: readonly string[];
  readonly find: (parts: Parts) => readonly Found[];
}

/** Everything that alarms can watch. A new kind is one entry here, and its part in {@link Parts}. */
export const kinds = {
  applicationLoadBalancer: {
    dimensions: ["LoadBalancer"],
    find: ({ loadBalancer: it }) => (it?.type === "application" ? one(it.arnSuffix) : []),
  },
  applicationTargets: {
    dimensions: ["LoadBalancer", "TargetGroup"],
    find: ({ loadBalancer: it }) =>
      it?.type === "application" ? one(it.arnSuffix, it.targetGroupArnSuffix) : [],
  },
  networkTargets: {
    dimensions: ["LoadBalancer", "TargetGroup"],
    find: ({ loadBalancer: it }) =>
      it?.type === "network" ? one(it.arnSuffix, it.targetGroupArnSuffix) : [],
  },
  group: { dimensions: ["AutoScalingGroupName"], find: ({ compute }) => one(compute?.groupName) },
  service: { dimensions: ["LogGroup"], find: ({ serviceLog }) => one(serviceLog?.name) },
  launchFailureRule: { dimensions: ["RuleName"], find: ({ events }) => one(events?.launchFailedRule) },
  // Of a cluster CloudWatch has metrics over all instances, those that scaling adds included.
  databaseCluster: {
    dimensions: ["DBClusterIdentifier"],
    find: ({ database }) => one(database?.clusterIdentifier),
  },
  globalMember: {
    dimensions: ["DBClusterIdentifier"],
    find: ({ database }) => one(database?.globalMember?.clusterIdentifier),
  },
  globalPrimary: {
    dimensions: ["DBClusterIdentifier"],
    find: ({ database }) => memberOf(database, "primary"),
  },
  globalStandby: {
    dimensions: ["DBClusterIdentifier"],
    find: ({ database }) => memberOf(database, "standby"),
  },
  databaseInstance: {
    dimensions: ["DBInstanceIdentifier"],
    find: ({ database: it }) => (it && !it.clusterIdentifier ? numbered(it.instanceIdentifiers) : []),
  },
  databaseEventRule: { dimensions: ["RuleName"], find: ({ events }) => one(events?.databaseFailedRule) },
  cacheNode: { dimensions: ["CacheClusterId"], find: ({ cache }) => numbered(cache?.memberClusterIds) },
  table: { dimensions: ["TableName"], find: ({ sessionTable }) => one(sessionTable?.tableName) },
  tableReplica: {
    dimensions: ["TableName", "ReceivingRegion"],
    find: ({ sessionTable }) => one(sessionTable?.tableName, sessionTable?.receivingRegion),
  },
  replication: {
    dimensions: ["SourceBucket", "DestinationBucket", "RuleId"],
    find: ({ replications = [] }) =>
      replications.map(({ name, source, destination, rule }) => ({
        name,
        identifiers: [source, destination, rule],
      })),
  },
  bucket: {
    dimensions: ["BucketName"],
    find: ({ storage }) =>
      storage
        ? [
            { name: "static", identifiers: [storage.staticFiles.bucketName] },
            { name: "backup", identifiers: [storage.fileBackups.bucketName] },
          ]
        : [],
  },
  backupVault: { dimensions: ["BackupVaultName"], find: ({ backup }) => one(backup?.vaultName) },
  certificate: { dimensions: ["CertificateArn"], find: ({ certificateArn }) => one(certificateArn) },
  healthCheck: { dimensions: ["HealthCheckId"], find: ({ healthCheckId }) => one(healthCheckId) },
  natGateway: { dimensions: ["NatGatewayId"], find: ({ network }) => numbered(network?.natGatewayIds) },
} as const satisfies Readonly<Record<string, Kind>>;

export type Watched = keyof typeof kinds;

/** Something that alarms watch. */
export interface Target extends Found {
  readonly watched: Watched;
}

/** A target whose identifiers are known. */
export interface KnownTarget extends Target {
  readonly identifiers: readonly string[];
}

/** What there is to watch, by kind. */
export function targetsOf(parts: Parts): Target[] {
  return (Object.keys(kinds) as Watched[]).flatMap((watched) =>
    kinds[watched].find(parts).map((found) => ({ watched, ...found })),
  );
}

function memberOf(database: Parts["database"], role: "primary" | "standby"): Found[] {
  const member = database?.globalMember;
  return member?.role === role ? one(member.clusterIdentifier) : [];
}

function one(...identifiers: readonly (pulumi.Input<string> | undefined)[]): Found[] {
  const known = identifiers.filter((identifier) => identifier !== undefined);
  return known.length === identifiers.length ? [{ identifiers: known }] : [];
}

function numbered(identifiers: readonly pulumi.Input<string>[] = []): Found[] {
  return identifiers.map((identifier, index) => ({ name: `${index + 1}`, identifiers: [identifier] }));
}

/** Dimensions of a target as CloudWatch takes them. */
export function dimensions<Value>({
  watched,
  identifiers,
}: {
  watched: Watched;
  identifiers: readonly Value[];
}): Record<string, Value> {
  const names: readonly string[] = kinds[watched].dimensions;
  if (names.length !== identifiers.length) {
    throw new RangeError(
      `${watched} has the dimensions ${names.join(", ")}, not ${identifiers.length} of them`,
    );
  }
  return Object.fromEntries(
    names.flatMap((name, index) => identifiers.slice(index, index + 1).map((value) => [name, value])),
  );
}
