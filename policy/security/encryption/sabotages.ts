import type { Sabotage } from "../../examples/sabotage";

const template = { type: "aws:ec2/launchTemplate:LaunchTemplate", name: "web" };
const cluster = { type: "aws:rds/cluster:Cluster", name: "web-database" };
const cache = { type: "aws:elasticache/replicationGroup:ReplicationGroup", name: "web-cache" };

export const encryptionSabotages: readonly Sabotage[] = [
  { policy: "storage-encrypted", ...cluster, set: { storageEncrypted: false } },
  { policy: "encrypted-with-customer-managed-key", ...cluster, set: { kmsKeyId: null } },
  {
    policy: "encrypted-with-customer-managed-key",
    type: "aws:sns/topic:Topic",
    name: "web-page",
    set: { kmsMasterKeyId: "alias/aws/sns" },
  },
  {
    policy: "encrypted-with-customer-managed-key",
    type: "aws:cloudwatch/logGroup:LogGroup",
    name: "web-flow",
    set: { kmsKeyId: null },
  },
  {
    policy: "bucket-encrypted-with-customer-managed-key",
    type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    name: "web-files-static",
    set: { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
    knownLater: "which bucket the logs of others go to",
  },
  {
    policy: "instance-volumes-encrypted",
    ...template,
    set: { "blockDeviceMappings.0.ebs.encrypted": "false" },
  },
  { policy: "key-rotation", type: "aws:kms/key:Key", name: "web-data", set: { enableKeyRotation: false } },
  {
    policy: "load-balancer-https",
    type: "aws:lb/listener:Listener",
    name: "web-80",
    set: { defaultActions: [{ type: "forward" }] },
  },
  {
    policy: "tls-policy",
    type: "aws:lb/listener:Listener",
    name: "web-443",
    set: { sslPolicy: "ELBSecurityPolicy-2016-08" },
  },
  {
    policy: "database-requires-tls",
    type: "aws:rds/clusterParameterGroup:ClusterParameterGroup",
    set: { parameters: [{ name: "rds.force_ssl", value: "0" }] },
  },
  { policy: "cache-encrypted-in-transit", ...cache, set: { transitEncryptionEnabled: false } },
  {
    policy: "distribution-https",
    type: "aws:cloudfront/distribution:Distribution",
    name: "plain",
    add: { enabled: true, defaultCacheBehavior: { viewerProtocolPolicy: "allow-all" } },
  },
  {
    policy: "service-encrypted-in-transit",
    type: "aws:opensearch/domain:Domain",
    name: "plain",
    add: { nodeToNodeEncryption: { enabled: false }, domainEndpointOptions: { enforceHttps: true } },
  },
];
