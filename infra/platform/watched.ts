import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { Backup } from "../backup";
import type { Compute } from "../compute";
import type { LoadBalancer } from "../load-balancer";
import type { Network } from "../network";
import type { Target } from "../observability/targets";
import type { DataStores } from "./data";

/** The parts of a platform that alarms watch. */
export interface Parts {
  network: Network;
  loadBalancer: LoadBalancer;
  loadBalancerType: "application" | "network";
  compute: Compute;
  data: DataStores;
  backup: Backup;
  /** Log group that the service's metrics are counted by. */
  serviceLog: aws.cloudwatch.LogGroup;
  certificateArn?: pulumi.Input<string>;
}

/** What there is to watch, as CloudWatch calls it. */
export function watchedTargets(parts: Parts): Target[] {
  const { network, loadBalancer, compute, data, backup, certificateArn } = parts;
  const balancer = [loadBalancer.arnSuffix, loadBalancer.targetGroupArnSuffix];
  return [
    ...(parts.loadBalancerType === "application"
      ? [
          target("applicationLoadBalancer", loadBalancer.arnSuffix),
          { watched: "applicationTargets" as const, identifiers: balancer },
        ]
      : [{ watched: "networkTargets" as const, identifiers: balancer }]),
    target("group", compute.groupName),
    target("service", parts.serviceLog.name),
    ...databaseTargets(data),
    ...numbered("cacheNode", data.cache?.memberClusterIds ?? []),
    ...(data.sessionTable ? [target("table", data.sessionTable.tableName)] : []),
    { ...target("bucket", data.storage.staticFiles.bucketName), name: "static" },
    { ...target("bucket", data.storage.fileBackups.bucketName), name: "backup" },
    target("backupVault", backup.vaultName),
    ...(certificateArn === undefined ? [] : [target("certificate", certificateArn)]),
    ...numbered("natGateway", network.natGatewayIds),
  ];
}

/** Of a cluster CloudWatch has metrics over all instances, those that scaling adds included. */
function databaseTargets({ database }: DataStores): Target[] {
  if (database.clusterIdentifier) return [target("databaseCluster", database.clusterIdentifier)];
  return numbered("databaseInstance", database.instanceIdentifiers);
}

function target(watched: Target["watched"], identifier: pulumi.Input<string>): Target {
  return { watched, identifiers: [identifier] };
}

function numbered(watched: Target["watched"], identifiers: readonly pulumi.Input<string>[]): Target[] {
  return identifiers.map((identifier, index) => ({
    ...target(watched, identifier),
    name: (index + 1).toString(),
  }));
}
