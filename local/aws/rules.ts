import { text } from "../cloud/properties";
import { stateOf, type CloudResource, type Store } from "../cloud/store";
import { type Block, firstOf, lastOf, overlap, parseBlock } from "../awsx/cidr";
import { zonesOf } from "./outputs";
import { isMeant, referencesOf, refuseMissing } from "./references";
import { startDemand } from "./scheduled-actions";
import { keyOf, nameProperty } from "./schema";

/** What is about to be made, or to become of a resource that has an id. */
export type Candidate = Pick<CloudResource, "type" | "region" | "inputs"> & { id?: string };

/** AWS's error codes for a name that is taken; for other types the id alone is unique. */
const TAKEN: Record<string, string> = {
  "autoscaling/group": "AlreadyExists",
  "dynamodb/table": "ResourceInUseException",
  "ec2/launchTemplate": "InvalidLaunchTemplateName.AlreadyExistsException",
  "ec2/securityGroup": "InvalidGroup.Duplicate",
  "elasticache/replicationGroup": "ReplicationGroupAlreadyExists",
  "iam/policy": "EntityAlreadyExists",
  "iam/role": "EntityAlreadyExists",
  "lb/loadBalancer": "DuplicateLoadBalancerName",
  "lb/targetGroup": "DuplicateTargetGroupName",
  "rds/cluster": "DBClusterAlreadyExistsFault",
  "rds/clusterInstance": "DBInstanceAlreadyExists",
  "s3/bucket": "BucketAlreadyOwnedByYou",
};

/** AWS's error codes for a delete of what is in use, where it is not `DependencyViolation`. */
const IN_USE: Record<string, string> = {
  "acm/certificate": "ResourceInUseException",
  "elasticache/subnetGroup": "CacheSubnetGroupInUse",
  "iam/policy": "DeleteConflict",
  "iam/role": "DeleteConflict",
  "lb/targetGroup": "ResourceInUse",
  "rds/cluster": "InvalidDBClusterStateFault",
  "rds/subnetGroup": "InvalidDBSubnetGroupStateFault",
};

/** What AWS deletes though it is in use... */
const FREE = [
  "cloudwatch/logGroup",
  "ec2/launchTemplate",
  "kms/alias",
  "kms/key",
  "s3/bucket",
  "sns/topic",
  // Its id is the topic's, which others mean.
  "sns/topicPolicy",
];
/** ...and users of which it takes no notice. */
const UNNOTICED = ["backup/selection", "cloudwatch/metricAlarm", "ec2/flowLog"];
/** A role is in use only by what is attached to it. */
const ATTACHED = ["iam/instanceProfile", "iam/rolePolicy", "iam/rolePolicyAttachment"];

/** What is left of a database that is deleted. */
const FINAL_SNAPSHOTS: Record<string, { type: string; of: string; name: string; taken: string }> = {
  "rds/cluster": {
    type: "aws:rds/clusterSnapshot:ClusterSnapshot",
    of: "Cluster",
    name: "dbClusterSnapshotIdentifier",
    taken: "DBClusterSnapshotAlreadyExistsFault",
  },
  "rds/instance": {
    type: "aws:rds/snapshot:Snapshot",
    of: "Instance",
    name: "dbSnapshotIdentifier",
    taken: "DBSnapshotAlreadyExists",
  },
};

/** What AWS demands of some types beyond references and names. */
const DEMANDS: Record<string, (candidate: Candidate, store: Store) => string | undefined> = {
  "autoscaling/group": ({ inputs }) => {
    const [min, max, desired] = [inputs.minSize, inputs.maxSize, inputs.desiredCapacity].map(Number);
    if (min === undefined || max === undefined || desired === undefined) return undefined;
    if (min > max)
      return `ValidationError: Max bound, ${max}, must be greater than or equal to min bound, ${min}`;
    return desired < min || desired > max
      ? `ValidationError: Desired capacity:${desired} must be between the specified min size:${min} and max size:${max}`
      : undefined;
  },
  "autoscaling/schedule": ({ inputs }) => startDemand(inputs, new Date()),
  "ec2/subnet": subnetDemand,
  "ec2/vpc": ({ inputs }) => {
    if ("cidrBlock" in inputs) blockOf(text(inputs.cidrBlock));
    return undefined;
  },
  "lb/loadBalancer": (candidate, store) =>
    text(candidate.inputs.loadBalancerType) !== "network" && zonesOf({ ...candidate, store }).size < 2
      ? "ValidationError: At least two subnets in two different Availability Zones must be specified"
      : undefined,
  "rds/subnetGroup": (candidate, store) => {
    const zones = [...zonesOf({ ...candidate, store })];
    if (zones.length >= 2) return undefined;
    return (
      "DBSubnetGroupDoesNotCoverEnoughAZs: The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. " +
      `Current AZ coverage: ${zones.join(", ")}. Add subnets to cover at least 2 AZs.`
    );
  },
};

/** Refuses a create or an update as AWS does. Throws an error that starts with AWS's code. */
export function refuseChange(store: Store, candidate: Candidate): void {
  const code = TAKEN[keyOf(candidate.type)];
  const name = candidate.inputs[nameProperty(candidate.type) ?? ""];
  if (candidate.id === undefined && code !== undefined && isTaken(store, candidate, text(name))) {
    throw new Error(`${code}: The name '${text(name)}' is already in use`);
  }
  refuseMissing(store, candidate);
  const complaint = DEMANDS[keyOf(candidate.type)]?.(candidate, store);
  if (complaint !== undefined) throw new Error(complaint);
}

/** Names are unique by region, those of buckets everywhere, and those of security groups in their VPC. */
function isTaken(store: Store, { type, region, inputs }: Candidate, name: string): boolean {
  const key = keyOf(type);
  return store
    .list(key === "s3/bucket" ? undefined : region)
    .filter((other) => other.type === type && other.inputs[nameProperty(type) ?? ""] === name)
    .some((other) => key !== "ec2/securityGroup" || other.inputs.vpcId === inputs.vpcId);
}

function subnetDemand({ region, inputs, id }: Candidate, store: Store): string | undefined {
  const cidr = text(inputs.cidrBlock);
  if (cidr === "") return undefined;
  const block = blockOf(cidr);
  const blocksOf = (...keys: string[]) =>
    store
      .list(region)
      .filter((other) => keys.includes(keyOf(other.type)) && other.id !== id)
      .filter((other) => [other.id, other.inputs.vpcId].includes(inputs.vpcId ?? ""))
      .map((other) => text(stateOf(other).cidrBlock))
      .filter((other) => other !== "")
      .map(blockOf);
  const ranges = blocksOf("ec2/vpc", "ec2/vpcIpv4CidrBlockAssociation");
  if (!ranges.some((range) => firstOf(range) <= firstOf(block) && lastOf(block) <= lastOf(range))) {
    return `InvalidSubnet.Range: The CIDR '${cidr}' is invalid.`;
  }
  const conflicts = blocksOf("ec2/subnet").some((other) => overlap(other, block));
  return conflicts ? `InvalidSubnet.Conflict: The CIDR '${cidr}' conflicts with another subnet` : undefined;
}

function blockOf(cidr: string): Block {
  try {
    return parseBlock(cidr);
  } catch {
    throw new Error(
      `InvalidParameterValue: Value (${cidr}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`,
    );
  }
}

/** Refuses to delete what is protected or in use. Throws an error that starts with AWS's code. */
export function refuseDelete(store: Store, resource: CloudResource): void {
  const protection = protectionOf(resource);
  if (protection !== undefined) throw new Error(protection);
  const key = keyOf(resource.type);
  const user = FREE.includes(key) ? undefined : store.list().find((other) => isUser(other, resource));
  if (user === undefined) return;
  const code = IN_USE[key] ?? "DependencyViolation";
  throw new Error(
    `${code}: ${resource.id} cannot be deleted, it is in use by ${keyOf(user.type)} ${user.id}`,
  );
}

function isUser(other: CloudResource, resource: CloudResource): boolean {
  const isSelf = other.type === resource.type && other.id === resource.id;
  if (isSelf || UNNOTICED.includes(keyOf(other.type))) return false;
  if (keyOf(resource.type) === "iam/role" && !ATTACHED.includes(keyOf(other.type))) return false;
  return referencesOf(other).some(
    (reference) => isMeant(reference, resource) && (reference.region ?? resource.region) === resource.region,
  );
}

function protectionOf({ type, id, inputs }: CloudResource): string | undefined {
  if (inputs.enableDeletionProtection === true) {
    return `OperationNotPermitted: Load balancer '${id}' cannot be deleted because deletion protection is enabled`;
  }
  if (inputs.deletionProtection === true) {
    const kind = keyOf(type) === "rds/cluster" ? "Cluster" : "DB Instance";
    return `InvalidParameterCombination: Cannot delete protected ${kind}, please disable deletion protection and try again.`;
  }
  if (inputs.deletionProtectionEnabled === true) {
    return "ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.";
  }
  const needsSnapshot = FINAL_SNAPSHOTS[keyOf(type)] !== undefined && inputs.skipFinalSnapshot !== true;
  return needsSnapshot && text(inputs.finalSnapshotIdentifier) === ""
    ? "InvalidParameterCombination: FinalSnapshotIdentifier is required unless SkipFinalSnapshot is specified."
    : undefined;
}

/** The snapshot that outlives a database, unless it was told to skip it. Throws if there is one of this name. */
export function finalSnapshot(store: Store, { type, region, id, inputs }: CloudResource): void {
  const kind = FINAL_SNAPSHOTS[keyOf(type)];
  if (kind === undefined || inputs.skipFinalSnapshot === true) return;
  const snapshot = text(inputs.finalSnapshotIdentifier);
  const made = store.add({
    type: kind.type,
    region,
    id: snapshot,
    inputs: { [`db${kind.of}Identifier`]: id, [kind.name]: snapshot },
    outputs: { status: "available" },
  });
  if (!made) {
    throw new Error(
      `${kind.taken}: Cannot create the snapshot because one with the identifier ${snapshot} already exists.`,
    );
  }
}
