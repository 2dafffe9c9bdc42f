import type { Sabotage } from "../../examples/sabotage";

const plan = { type: "platform:recovery:RecoveryPlan", name: "recovery" };

export const regionSabotages: readonly Sabotage[] = [
  { policy: "recovery-objectives-declared", ...plan, set: { "objectives.data": null } },
  {
    policy: "recovery-objectives-kept",
    type: "aws:rds/clusterInstance:ClusterInstance",
    name: "web-database-1",
    remove: true,
  },
  {
    policy: "recovery-objectives-kept",
    type: "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
    remove: true,
  },
  { policy: "recovery-objectives-kept", ...plan, set: { responseMinutes: 240 } },
  // A primary's floor is too low for a standby, which has to reach the peak in time.
  { policy: "recovery-objectives-kept", ...plan, set: { role: "standby" } },
  {
    policy: "recovery-objectives-kept",
    type: "aws:route53/record:Record",
    name: "web",
    set: { ttl: 86_400 },
    knownLater: "which name the load balancer has, to which the record leads",
  },
  {
    policy: "certificate-in-region",
    type: "aws:lb/listener:Listener",
    set: { certificateArn: "arn:aws:acm:eu-west-1:123456789012:certificate/12ab34cd" },
  },
  {
    policy: "store-replicated-to-standby",
    type: "aws:s3/bucket:Bucket",
    name: "unfollowed",
    add: { bucket: "unfollowed" },
    config: { types: ["aws:s3/bucket:Bucket"] },
    knownLater: "which buckets logs are written to",
  },
  {
    policy: "store-replicated-to-standby",
    type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    name: "web-replica-static",
    set: { "rules.0.destination.metrics": null },
    knownLater: "which buckets logs are written to",
  },
  {
    policy: "store-replicated-to-standby",
    type: "aws:rds/globalCluster:GlobalCluster",
    name: "web-database",
    remove: true,
  },
  {
    policy: "dns-failover-pair",
    type: "aws:route53/record:Record",
    name: "web",
    set: { setIdentifier: null },
  },
  // Prod's own record alone, with nobody standing by.
  {
    policy: "dns-fallback-page",
    ...plan,
    set: { mode: "backup-only" },
    knownLater: "which name the load balancer has, to which the record leads",
  },
  {
    policy: "dns-failover-health-check",
    type: "aws:route53/healthCheck:HealthCheck",
    name: "web-health",
    set: { requestInterval: 30 },
    knownLater: "which checks the record's own is calculated from",
  },
];
