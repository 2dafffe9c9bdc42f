import type { Properties } from "../cloud/properties";
import { fill } from "./template";

/**
 * Blocks that AWS fills in where the program leaves them out, by `module/file.property` and with templates (template.ts) as
 * values. A block that is not here has no value then, which the real provider reports of most too.
 *
 * Sources, read 2026-11-25: the defaults in the API references of EC2 (InstanceMetadataOptionsRequest, for an image without
 * ImdsSupport v2.0), Elastic Load Balancing (CreateTargetGroup), Lambda (CreateFunction) and OpenSearch (CreateDomain),
 * and "Setting default server-side encryption behavior" in the S3 user guide.
 */
const BLOCKS: Record<string, Properties> = {
  "acm/certificate.options": { certificateTransparencyLoggingPreference: "ENABLED", export: "DISABLED" },
  "dynamodb/table.pointInTimeRecovery": { enabled: false, recoveryPeriodInDays: 0 },
  "dynamodb/table.ttl": { enabled: false, attributeName: "" },
  "ec2/instance.metadataOptions": {
    httpEndpoint: "enabled",
    httpProtocolIpv6: "disabled",
    httpPutResponseHopLimit: 1,
    httpTokens: "optional",
    instanceMetadataTags: "disabled",
  },
  "ec2/instance.rootBlockDevice": {
    deleteOnTermination: true,
    deviceName: "/dev/xvda",
    encrypted: false,
    iops: 3000,
    kmsKeyId: "",
    throughput: 125,
    volumeId: "vol-{dig17}",
    volumeSize: 8,
    volumeType: "gp3",
  },
  "efs/fileSystem.protection": { replicationOverwrite: "ENABLED" },
  "eks/cluster.certificateAuthority": { data: "LS0tLS1CRUdJTg==" },
  "elasticsearch/domain.encryptAtRest": { enabled: false, kmsKeyId: "" },
  "elasticsearch/domain.nodeToNodeEncryption": { enabled: false },
  "kinesis/stream.streamModeDetails": { streamMode: "PROVISIONED" },
  "lambda/function.ephemeralStorage": { size: 512 },
  "lambda/function.loggingConfig": { logFormat: "Text", logGroup: "/aws/lambda/{name}" },
  "lambda/function.tracingConfig": { mode: "PassThrough" },
  "lb/targetGroup.healthCheck": {
    enabled: true,
    healthyThreshold: 5,
    interval: 30,
    matcher: "200",
    path: "/",
    port: "traffic-port",
    protocol: "HTTP",
    timeout: 5,
    unhealthyThreshold: 2,
  },
  "lb/targetGroup.stickiness": { cookieDuration: 86400, cookieName: "", enabled: false, type: "lb_cookie" },
  "opensearch/domain.encryptAtRest": { enabled: false, kmsKeyId: "" },
  "opensearch/domain.nodeToNodeEncryption": { enabled: false },
  "s3/bucket.serverSideEncryptionConfiguration": {
    rule: {
      applyServerSideEncryptionByDefault: { kmsMasterKeyId: "", sseAlgorithm: "AES256" },
      blockedEncryptionTypes: [],
      bucketKeyEnabled: false,
    },
  },
  "s3/bucket.versioning": { enabled: false, mfaDelete: false },
};

/** Undefined for a block that has no value unless the program gives one. */
export function blockOf(key: string, values: Properties): Properties | undefined {
  const block = BLOCKS[key];
  if (block === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(block).map(([name, value]) => [
      name,
      typeof value === "string" ? fill(value, values) : value,
    ]),
  );
}
