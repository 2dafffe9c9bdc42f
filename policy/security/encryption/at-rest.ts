import { hasSource } from "../../model/aws-defaults";
import { propertyRule } from "../../model/property-rule";
import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { elements, every, judge, read, some, unknown, type Value, type Verdict } from "../../model/value";
import { isCustomerManaged } from "./key";

const isTrue = (value: Value): boolean => value === true || value === "true";

const followsSource = (database: Resource): boolean =>
  database.get("storageEncrypted") !== false && hasSource(database);

/** What reads a stream is encrypted as the stream is, and takes no encryption of its own. Source: Amazon Data Firehose Developer Guide, "Data protection". */
export function passesOnStream(resource: Resource): boolean {
  return resource.given("kinesisSourceConfiguration") !== undefined;
}

export const storageEncrypted = propertyRule({
  name: "storage-encrypted",
  description: "A database, cache, volume, file system, stream or search domain is encrypted at rest",
  severity: "critical",
  requirement: "security",
  sources: [
    "CFG RDS_STORAGE_ENCRYPTED",
    "CFG ENCRYPTED_VOLUMES",
    "CFG ELASTICACHE_REPL_GRP_ENCRYPTED_AT_REST",
    "CFG EFS_ENCRYPTED_CHECK",
    "NAG RDS2",
    "NAG AEC3",
    "NAG EC26",
    "NAG EFS1",
    "CKV_AWS_16",
    "CKV_AWS_96",
    "CKV_AWS_29",
    "CKV_AWS_3",
    "CKV_AWS_42",
    "CFG KINESIS_STREAM_ENCRYPTED",
    "CFG OPENSEARCH_ENCRYPTED_AT_REST",
    "CFG ELASTICSEARCH_ENCRYPTED_AT_REST",
    "CFG DAX_ENCRYPTION_ENABLED",
    "NAG KDS1",
    "NAG KDF1",
    "CKV_AWS_5",
    "CKV_AWS_43",
    "CKV_AWS_47",
    "CKV_AWS_140",
    "CKV_AWS_214",
    "CKV_AWS_240",
    "PCP aws-rds-instance-storage-encryption-enabled",
  ],
  on: {
    "aws:rds/cluster:Cluster": ["storageEncrypted"],
    "aws:rds/instance:Instance": ["storageEncrypted"],
    "aws:docdb/cluster:Cluster": ["storageEncrypted"],
    "aws:neptune/cluster:Cluster": ["storageEncrypted"],
    "aws:redshift/cluster:Cluster": ["encrypted"],
    "aws:elasticache/replicationGroup:ReplicationGroup": ["atRestEncryptionEnabled"],
    "aws:ebs/volume:Volume": ["encrypted"],
    "aws:efs/fileSystem:FileSystem": ["encrypted"],
    "aws:rds/globalCluster:GlobalCluster": ["storageEncrypted"],
    "aws:docdb/globalCluster:GlobalCluster": ["storageEncrypted"],
    "aws:neptune/globalCluster:GlobalCluster": ["storageEncrypted"],
    "aws:dax/cluster:Cluster": ["serverSideEncryption", "enabled"],
    "aws:appsync/apiCache:ApiCache": ["atRestEncryptionEnabled"],
    "aws:kinesis/stream:Stream": ["encryptionType"],
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": ["serverSideEncryption", "enabled"],
    "aws:opensearch/domain:Domain": ["encryptAtRest", "enabled"],
    "aws:elasticsearch/domain:Domain": ["encryptAtRest", "enabled"],
  },
  except: (resource) => followsSource(resource) || passesOnStream(resource),
  holds: (value) => isTrue(value) || value === "KMS",
  required: 'true (encryptionType of a stream: "KMS")',
  fix: "set it to that; AWS replaces what exists, so restore databases and volumes from an encrypted copy of a snapshot",
});

const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
const instanceType = "aws:ec2/instance:Instance";

export const instanceVolumesEncrypted = rule({
  name: "instance-volumes-encrypted",
  description: "Each volume of an instance is encrypted with a customer managed key",
  cannotKnow:
    "What the image calls its root volume; whose key an ARN names that the stack does not make; an account's own default",
  severity: "high",
  requirement: "security",
  sources: [
    "CFG ENCRYPTED_VOLUMES",
    "CKV_AWS_8",
    "NAG EC26",
    "PCP aws-ec2-launchtemplate-disallow-unencrypted-block-device",
    "PCP aws-ec2-launchtemplate-configure-customer-managed-key",
  ],
  *check(stack) {
    const byDefault = encryptsByDefault(stack);
    for (const resource of stack.ofType(templateType, instanceType)) {
      const volumes = resource.type === templateType ? volumesOfTemplate(resource) : volumesOf(resource);
      yield {
        resource,
        verdict: every(volumes.map((volume) => isEncrypted(volume, byDefault))),
        found: volumes.map(showVolume).join("; "),
        required: "the root volume and all others named, each with encrypted true and a kmsKeyId",
        fix: 'name the root volume, which is /dev/xvda or /dev/sda1 by the image, in blockDeviceMappings (of an instance: rootBlockDevice) with encrypted "true" and kmsKeyId the ARN of an aws.kms.Key that Auto Scaling may use',
      };
    }
  },
});

/**
 * What the images' root volumes are called. Source: Amazon EC2 User Guide, "Device names for volumes on Amazon EC2
 * instances".
 */
const rootNames = ["/dev/xvda", "/dev/sda1"];

/** A volume of an instance, and whether its key is a customer managed one. */
interface Volume {
  readonly settings: Value;
  readonly hasCustomerManagedKey: Verdict;
}

/** A root volume that nothing names: it is as the image and the account have it. */
const unnamedRoot: Volume = { settings: undefined, hasCustomerManagedKey: false };
const unknownVolume: Volume = { settings: unknown, hasCustomerManagedKey: unknown };

function volumeAt(resource: Resource, property: string, ...path: (string | number)[]): Volume {
  return {
    settings: resource.given(property, ...path),
    hasCustomerManagedKey: isCustomerManaged(resource, property, ...path, "kmsKeyId"),
  };
}

/** The volumes of an instance. */
function volumesOf(instance: Resource): readonly Volume[] {
  const attached = elements(instance.given("ebsBlockDevices"));
  const others =
    attached === unknown
      ? [unknownVolume]
      : attached.map((_, at) => volumeAt(instance, "ebsBlockDevices", at));
  return instance.given("rootBlockDevice") === undefined
    ? [...volumesByTemplate(instance), ...others]
    : [volumeAt(instance, "rootBlockDevice"), ...others];
}

/** The volumes that an instance has by the launch template that it starts from. */
function volumesByTemplate(instance: Resource): readonly Volume[] {
  if (instance.given("launchTemplate") === undefined) return [unnamedRoot];
  const meant = ["id", "name"].map((property) =>
    instance.references(templateType, "launchTemplate", property),
  );
  const [template, ...others] = new Set(meant.flatMap(({ resources }) => resources));
  const isOne = others.length === 0 && meant.every(({ certain }) => certain);
  return template && isOne ? volumesOfTemplate(template) : [unknownVolume];
}

/** The volumes of a template; a mapping without `ebs` is an instance store, which the hardware encrypts. */
function volumesOfTemplate(template: Resource): readonly Volume[] {
  const mappings = elements(template.given("blockDeviceMappings"));
  if (mappings === unknown) return [unknownVolume];
  const withVolume = mappings
    .map((mapping, at) => ({ mapping, at }))
    .filter(({ mapping }) => read(mapping, "ebs") !== undefined);
  const volumes = withVolume.map(({ at }) => volumeAt(template, "blockDeviceMappings", at, "ebs"));
  const namesRoot = some(
    withVolume.map(({ mapping }) =>
      judge(read(mapping, "deviceName"), (name) => rootNames.includes(show(name))),
    ),
  );
  if (namesRoot === true) return volumes;
  return [namesRoot === false ? unnamedRoot : unknownVolume, ...volumes];
}

/**
 * Whether the account encrypts each new volume with a key of its own, whatever is said of the volume. Source: Amazon EBS
 * User Guide, "Enable Amazon EBS encryption by default".
 */
function encryptsByDefault(stack: Stack): Verdict {
  const settings = stack.ofType("aws:ebs/encryptionByDefault:EncryptionByDefault");
  const keys = stack.ofType("aws:ebs/defaultKmsKey:DefaultKmsKey");
  return every([
    // It is what the provider does where `enabled` is not set.
    some(
      settings.map((it) =>
        judge(it.given("enabled"), (enabled) => enabled === undefined || enabled === true),
      ),
    ),
    some(keys.map((it) => isCustomerManaged(it, "keyArn"))),
  ]);
}

function isEncrypted({ settings, hasCustomerManagedKey }: Volume, byDefault: Verdict): Verdict {
  const hasNoKey = judge(read(settings, "kmsKeyId"), (key) => key === undefined);
  return some([
    every([judge(read(settings, "encrypted"), isTrue), hasCustomerManagedKey]),
    every([byDefault, some([hasNoKey, hasCustomerManagedKey])]),
  ]);
}

function showVolume({ settings }: Volume): string {
  if (settings === undefined) return "no root volume named: it is as the image and the account have it";
  return `encrypted ${show(read(settings, "encrypted"))} with ${show(read(settings, "kmsKeyId"))}`;
}
