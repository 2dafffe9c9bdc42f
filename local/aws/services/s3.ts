import { block, blocks, isProperties, text, type Properties } from "../../cloud/properties";
import type { CloudResource, Store } from "../../cloud/store";
import { policy } from "./normal-forms";
import type { Candidate, Service, TypeRecord } from "./service";

/** An object's key is its name, in its bucket alone. */
const object: TypeRecord = { id: "{bucket}/{name}", nameProperty: "key", namedPlainly: true };

export const s3: Service = {
  modules: ["s3"],
  lowerCase: true,
  types: {
    "s3/bucket": {
      longestName: 63,
      // "Setting default server-side encryption behavior" in the S3 user guide, read 2026-11-25.
      outputs: {
        bucketDomainName: "{id}.s3.amazonaws.com",
        bucketRegion: "{region}",
        bucketRegionalDomainName: "{id}.s3.{region}.amazonaws.com",
        serverSideEncryptionConfiguration: {
          rule: {
            applyServerSideEncryptionByDefault: { kmsMasterKeyId: "", sseAlgorithm: "AES256" },
            blockedEncryptionTypes: [],
            bucketKeyEnabled: false,
          },
        },
        versioning: { enabled: false, mfaDelete: false },
      },
      namedBy: {
        arguments: ["bucket"],
        missing: "NoSuchBucket: The specified bucket does not exist: {}",
        everywhere: true,
      },
      taken: "BucketAlreadyOwnedByYou",
      uniqueIn: "account",
      inUse: false,
      refusesDelete: (bucket, store) =>
        bucket.inputs.forceDestroy !== true && objectsIn(bucket, store).length > 0
          ? "BucketNotEmpty: The bucket you tried to delete is not empty. You must delete all versions in the bucket."
          : undefined,
      // The real provider empties it first.
      effect: ({ store, before, after }) => {
        if (before && !after) for (const kept of objectsIn(before, store)) store.remove(kept);
      },
    },
    "s3/bucketMetric": { id: "{bucket}:{name}" },
    "s3/bucketObject": { ...object, arn: "arn:aws:s3:::{bucket}/{name}" },
    "s3/bucketObjectv2": { ...object, arn: "arn:aws:s3:::{bucket}/{name}" },
    "s3/bucketPolicy": { normalises: { policy } },
    "s3/bucketReplicationConfig": {
      crossRegion: ["rules.destination.encryptionConfiguration.replicaKmsKeyId"],
      demands: [replicable],
      replaces: { bucket: true },
    },
    "s3/bucketVersioning": { demands: [staysVersioned], replaces: { bucket: true } },
    "s3/bucketWebsiteConfiguration": {
      outputs: {
        websiteDomain: "s3-website-{region}.amazonaws.com",
        websiteEndpoint: "{bucket}.s3-website-{region}.amazonaws.com",
      },
    },
    "s3/objectCopy": object,
  },
};

function objectsIn(bucket: CloudResource, store: Store): CloudResource[] {
  const objects = [
    "aws:s3/bucketObject:BucketObject",
    "aws:s3/bucketObjectv2:BucketObjectv2",
    "aws:s3/objectCopy:ObjectCopy",
  ];
  return store.list().filter(({ type, inputs }) => objects.includes(type) && inputs.bucket === bucket.id);
}

function isVersioned(store: Store, bucket: string): boolean {
  return store
    .list()
    .some(({ type, inputs }) =>
      type === "aws:s3/bucketVersioning:BucketVersioning"
        ? inputs.bucket === bucket && block(inputs.versioningConfiguration).status === "Enabled"
        : type === "aws:s3/bucket:Bucket" &&
          inputs.bucket === bucket &&
          block(inputs.versioning).enabled === true,
    );
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-requirements.html, read 2026-11-28. */
function replicable({ inputs }: Candidate, store: Store): string | undefined {
  if (!isVersioned(store, text(inputs.bucket)))
    return "InvalidRequest: Versioning must be 'Enabled' on the bucket to apply a replication configuration";
  for (const rule of blocks(inputs.rules)) {
    const destination = block(rule.destination);
    const target = text(destination.bucket).replace(/^arn:aws[\w-]*:s3:::/, "");
    const exists = store.list().some(({ type, id }) => type === "aws:s3/bucket:Bucket" && id === target);
    if (!exists) return "InvalidRequest: Destination bucket must exist.";
    if (!isVersioned(store, target))
      return "InvalidRequest: Destination bucket must have versioning enabled.";
    const complaint = ruleComplaint(rule, destination);
    if (complaint !== undefined) return complaint;
  }
  return undefined;
}

function ruleComplaint(rule: Properties, destination: Properties): string | undefined {
  if (isProperties(rule.filter) && !isProperties(rule.deleteMarkerReplication))
    return "InvalidRequest: DeleteMarkerReplication must be specified for this version of Cross Region Replication configuration schema.";
  const encrypted = block(block(rule.sourceSelectionCriteria).sseKmsEncryptedObjects).status === "Enabled";
  const key = text(block(destination.encryptionConfiguration).replicaKmsKeyId);
  if (encrypted && key === "")
    return "InvalidRequest: ReplicaKmsKeyID must be specified if SseKmsEncryptedObjects tag is present.";
  if (!encrypted && key !== "")
    return "InvalidRequest: SseKmsEncryptedObjects must be specified if EncryptionConfiguration is present.";
  const isTimed = block(destination.replicationTime).status === "Enabled";
  return isTimed && block(destination.metrics).status !== "Enabled"
    ? "InvalidRequest: Metrics must be enabled when replication time control is enabled."
    : undefined;
}

function staysVersioned({ inputs }: Candidate, store: Store): string | undefined {
  const replicated = store
    .list()
    .some(
      ({ type, inputs: other }) =>
        type === "aws:s3/bucketReplicationConfig:BucketReplicationConfig" && other.bucket === inputs.bucket,
    );
  return replicated && block(inputs.versioningConfiguration).status !== "Enabled"
    ? "InvalidBucketState: A replication configuration is present on this bucket, so the versioning state cannot be changed."
    : undefined;
}
