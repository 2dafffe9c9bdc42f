import { propertyRule } from "../../model/property-rule";
import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { elements, every, judge, read, some, unknown, type Value, type Verdict } from "../../model/value";
import { isOwnKey } from "./own-key";

const isTrue = (value: Value): boolean => value === true || value === "true";

/** A replica or a restored database is encrypted as its source is, which AWS tells of when it is made. */
const followsSource = (database: Resource): boolean =>
  database.get("storageEncrypted") !== false &&
  ["replicateSourceDb", "replicationSourceIdentifier", "snapshotIdentifier"]
    .map((property) => database.given(property))
    .some((source) => source !== undefined && source !== "");

export const storageEncrypted = propertyRule({
  name: "storage-encrypted",
  description: "A database, cache, volume or file system is encrypted at rest",
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
  },
  except: followsSource,
  holds: isTrue,
  required: "true",
  fix: "set it to true; AWS replaces what exists, so restore databases and volumes from an encrypted copy of a snapshot",
});

const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
const instanceType = "aws:ec2/instance:Instance";

export const instanceVolumesEncrypted = rule({
  name: "instance-volumes-encrypted",
  description: "Each volume of an instance is encrypted with a key of the account's own",
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

/** A root volume that nothing names: it is as the image and the account have it. */
const unnamedRoot: Value = undefined;

/** The settings of each volume of an instance. */
function volumesOf(instance: Resource): readonly Value[] {
  const root = instance.given("rootBlockDevice");
  const others = listed(instance.given("ebsBlockDevices"));
  return root === undefined ? [...volumesByTemplate(instance), ...others] : [root, ...others];
}

/** The settings of the volumes that an instance has by the launch template that it starts from. */
function volumesByTemplate(instance: Resource): readonly Value[] {
  if (instance.given("launchTemplate") === undefined) return [unnamedRoot];
  const meant = ["id", "name"].map((property) =>
    instance.references(templateType, "launchTemplate", property),
  );
  const [template, ...others] = new Set(meant.flatMap(({ resources }) => resources));
  const isOne = others.length === 0 && meant.every(({ certain }) => certain);
  return template && isOne ? volumesOfTemplate(template) : [unknown];
}

/** The settings of the volumes of a template; a mapping without `ebs` is an instance store, which the hardware encrypts. */
function volumesOfTemplate(template: Resource): readonly Value[] {
  const mappings = listed(template.given("blockDeviceMappings")).filter(
    (mapping) => read(mapping, "ebs") !== undefined,
  );
  const volumes = mappings.map((mapping) => read(mapping, "ebs"));
  const namesRoot = some(
    mappings.map((mapping) => judge(read(mapping, "deviceName"), (name) => rootNames.includes(show(name)))),
  );
  if (namesRoot === true) return volumes;
  return [namesRoot === false ? unnamedRoot : unknown, ...volumes];
}

/** The elements of an array; one that is not known where the array is not. */
function listed(list: Value): readonly Value[] {
  const known = elements(list);
  return known === unknown ? [unknown] : known;
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
    keys.some((it) => isOwnKey(it.given("keyArn"))),
  ]);
}

function isEncrypted(volume: Value, byDefault: Verdict): Verdict {
  const key = read(volume, "kmsKeyId");
  return some([
    every([judge(read(volume, "encrypted"), isTrue), isOwnKey(key)]),
    every([byDefault, key === undefined || isOwnKey(key)]),
  ]);
}

function showVolume(volume: Value): string {
  if (volume === unnamedRoot) return "no root volume named: it is as the image and the account have it";
  return `encrypted ${show(read(volume, "encrypted"))} with ${show(read(volume, "kmsKeyId"))}`;
}
