import { propertyRule } from "../../model/property-rule";
import { rule, undecided } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource } from "../../model/stack";
import {
  elements,
  every,
  judge,
  read,
  type Unknown,
  unknown,
  type Value,
  type Verdict,
} from "../../model/value";
import { isOwnKey } from "./own-key";

const isTrue = (value: Value): boolean => value === true || value === "true";

/** A replica or a restored database is encrypted as its source is, which AWS tells of when it is made. */
const followsSource = (database: Resource): boolean =>
  database.get("storageEncrypted") !== false &&
  ["replicateSourceDb", "replicationSourceIdentifier", "snapshotIdentifier"].some(
    (property) => typeof database.given(property) === "string",
  );

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
    for (const resource of stack.ofType(templateType, instanceType)) {
      const volumes = volumesOf(resource);
      if (volumes === unknown) {
        yield undecided(resource, "volumes not known yet");
        continue;
      }
      yield {
        resource,
        verdict: volumes.length === 0 ? false : every(volumes.map(isEncrypted)),
        found:
          volumes
            .map((it) => `encrypted ${show(read(it, "encrypted"))} with ${show(read(it, "kmsKeyId"))}`)
            .join("; ") || "no volume named: the root volume is as the image and the account have it",
        required: "the root volume and all others named, each with encrypted true and a kmsKeyId",
        fix: 'name the root volume in blockDeviceMappings (of an instance: rootBlockDevice) with encrypted "true" and kmsKeyId the ARN of an aws.kms.Key that Auto Scaling may use',
      };
    }
  },
});

/** The settings of each volume: those of a template under `ebs`, an instance's root volume as one object. */
function volumesOf(resource: Resource): readonly Value[] | Unknown {
  if (resource.type === templateType) {
    const mappings = elements(resource.given("blockDeviceMappings"));
    if (mappings === unknown) return unknown;
    // A mapping without `ebs` names an instance store, which the hardware encrypts.
    return mappings.map((mapping) => read(mapping, "ebs")).filter((ebs) => ebs !== undefined);
  }
  const root = resource.given("rootBlockDevice");
  const others = elements(resource.given("ebsBlockDevices"));
  if (others === unknown || root === undefined) return others;
  return [root, ...others];
}

function isEncrypted(volume: Value): Verdict {
  return every([judge(read(volume, "encrypted"), isTrue), isOwnKey(read(volume, "kmsKeyId"))]);
}
