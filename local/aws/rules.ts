import { text, type Properties } from "../cloud/properties";
import { stateOf, type CloudResource, type Store } from "../cloud/store";
import { firstOf, lastOf, overlap, parseBlock } from "../awsx/cidr";
import { subnetsOf } from "./outputs";
import { isMeant, referencesOf, refuseMissing } from "./references";
import { keyOf, nameProperty } from "./schema";

/** What is about to be made, or to become of a resource that has an id. */
export type Candidate = Pick<CloudResource, "type" | "region" | "inputs"> & { id?: string };

const SNAPSHOT = "aws:rds/clusterSnapshot:ClusterSnapshot";

/** AWS's code for a name that is taken, where it is not `AlreadyExistsException`. */
const TAKEN: Record<string, string> = {
  "autoscaling/group": "AlreadyExists: AutoScalingGroup by this name already exists",
  "dynamodb/table": "ResourceInUseException: Table already exists",
  "ec2/launchTemplate":
    "InvalidLaunchTemplateName.AlreadyExistsException: Launch template name already in use.",
  "ec2/securityGroup": "InvalidGroup.Duplicate: The security group already exists",
  "elasticache/replicationGroup": "ReplicationGroupAlreadyExists: Replication group already exists",
  "iam/instanceProfile": "EntityAlreadyExists: Instance Profile already exists.",
  "iam/policy": "EntityAlreadyExists: A policy already exists.",
  "iam/role": "EntityAlreadyExists: Role already exists.",
  "lb/loadBalancer":
    "DuplicateLoadBalancerName: A load balancer with the same name exists, but with different settings",
  "lb/targetGroup":
    "DuplicateTargetGroupName: A target group with the same name exists, but with different settings",
  "rds/cluster": "DBClusterAlreadyExistsFault: DB Cluster already exists",
  "rds/clusterInstance": "DBInstanceAlreadyExists: DB instance already exists",
  "s3/bucket":
    "BucketAlreadyOwnedByYou: Your previous request to create the named bucket succeeded and you already own it.",
};

/** AWS's error for a delete of what is in use, where it is not `DependencyViolation`. */
const IN_USE: Record<string, string> = {
  "acm/certificate": "ResourceInUseException: Certificate is in use.",
  "elasticache/subnetGroup":
    "CacheSubnetGroupInUse: Cache subnet group is currently in use by a cache cluster.",
  "iam/policy": "DeleteConflict: Cannot delete a policy attached to entities.",
  "iam/role": "DeleteConflict: Cannot delete entity, must detach all policies first.",
  "lb/targetGroup": "ResourceInUse: Target group is currently in use by a listener or a rule",
  "rds/cluster":
    "InvalidDBClusterStateFault: Cluster cannot be deleted, it still contains DB instances in non-deleting state.",
  "rds/subnetGroup":
    "InvalidDBSubnetGroupStateFault: Cannot delete the subnet group because at least one database is still using it.",
};

/** What AWS deletes though it is still in use... */
const FREE_TO_GO = [
  "cloudwatch/logGroup",
  "ec2/launchTemplate",
  "kms/key",
  "kms/alias",
  "s3/bucket",
  "secretsmanager/secret",
  "sns/topic",
];
/** ...and users of which it takes no notice. */
const UNNOTICED = ["backup/selection", "cloudwatch/metricAlarm", "ec2/flowLog"];
/** What keeps a role from being deleted is only what is attached to it. */
const ATTACHED = ["iam/instanceProfile", "iam/rolePolicy", "iam/rolePolicyAttachment"];

/** What AWS demands of some types beyond references and names. */
const DEMANDS: Record<string, (candidate: Candidate, store: Store) => string | undefined> = {
  "autoscaling/group": ({ inputs: { minSize, maxSize, desiredCapacity } }) => {
    if (Number(minSize) > Number(maxSize)) {
      return `ValidationError: Max bound, ${Number(maxSize)}, must be greater than or equal to min bound, ${Number(minSize)}`;
    }
    const isOutside = Number(desiredCapacity) < Number(minSize) || Number(desiredCapacity) > Number(maxSize);
    return isOutside
      ? `ValidationError: Desired capacity:${Number(desiredCapacity)} must be between the specified min size:${Number(minSize)} and max size:${Number(maxSize)}`
      : undefined;
  },
  "ec2/subnet": subnetDemand,
  "lb/loadBalancer": (candidate, store) =>
    text(candidate.inputs.loadBalancerType) !== "network" && zonesOf(candidate, store).size < 2
      ? "ValidationError: At least two subnets in two different Availability Zones must be specified"
      : undefined,
  "rds/subnetGroup": (candidate, store) =>
    zonesOf(candidate, store).size < 2
      ? "DBSubnetGroupDoesNotCoverEnoughAZs: The DB subnet group doesn't meet Availability Zone (AZ) coverage requirement. " +
        `Current AZ coverage: ${[...zonesOf(candidate, store)].join(", ")}. Add subnets to cover at least 2 AZs.`
      : undefined,
};

/** Refuses a create or an update as AWS does. Throws an error that starts with AWS's code. */
export function refuseChange(store: Store, candidate: Candidate): void {
  const key = keyOf(candidate.type);
  const name = nameProperty(candidate.type);
  const taken =
    candidate.id === undefined && name !== undefined && namesake(store, candidate, name) !== undefined;
  if (taken)
    throw new Error(
      `${TAKEN[key] ?? "AlreadyExistsException: it already exists"} (${text(candidate.inputs[name])})`,
    );
  refuseMissing(store, candidate);
  const complaint = DEMANDS[key]?.(candidate, store);
  if (complaint !== undefined) throw new Error(complaint);
}

/** Names are unique by type and region, those of buckets everywhere, and those of security groups in their VPC. */
function namesake(
  store: Store,
  { type, region, inputs }: Candidate,
  name: string,
): CloudResource | undefined {
  const isGroup = keyOf(type) === "ec2/securityGroup";
  return store
    .list(keyOf(type) === "s3/bucket" ? undefined : region)
    .filter((other) => other.type === type && inputs[name] !== undefined)
    .find(
      (other) => other.inputs[name] === inputs[name] && (!isGroup || other.inputs.vpcId === inputs.vpcId),
    );
}

function zonesOf(candidate: Candidate, store: Store): Set<string> {
  return new Set(subnetsOf({ ...candidate, store }).map((subnet) => text(stateOf(subnet).availabilityZone)));
}

function subnetDemand({ region, inputs, id }: Candidate, store: Store): string | undefined {
  const cidr = text(inputs.cidrBlock);
  if (cidr === "") return undefined;
  const block = parseBlock(cidr);
  const blocksOf = (...keys: string[]) =>
    store
      .list(region)
      .filter((other) => keys.includes(keyOf(other.type)) && other.id !== id)
      .filter((other) => [other.id, other.inputs.vpcId].includes(inputs.vpcId ?? ""))
      .map((other) => text(stateOf(other).cidrBlock))
      .filter((other) => other !== "")
      .map(parseBlock);
  const ranges = blocksOf("ec2/vpc", "ec2/vpcIpv4CidrBlockAssociation");
  if (!ranges.some((range) => firstOf(range) <= firstOf(block) && lastOf(block) <= lastOf(range))) {
    return `InvalidSubnet.Range: The CIDR '${cidr}' is invalid.`;
  }
  const conflicts = blocksOf("ec2/subnet").some((other) => overlap(other, block));
  return conflicts ? `InvalidSubnet.Conflict: The CIDR '${cidr}' conflicts with another subnet` : undefined;
}

/** Refuses to delete what is protected or in use. Throws an error that starts with AWS's code. */
export function refuseDelete(store: Store, resource: CloudResource): void {
  const protection = protectionOf(resource);
  if (protection !== undefined) throw new Error(protection);
  const key = keyOf(resource.type);
  if (FREE_TO_GO.includes(key)) return;
  const user = store.list().find((other) => isUser(other, resource));
  if (user === undefined) return;
  const reason =
    IN_USE[key] ??
    `DependencyViolation: The ${key.split("/")[1] ?? key} '${resource.id}' has dependencies and cannot be deleted.`;
  throw new Error(`${reason} (It is in use by ${user.type} ${user.id}.)`);
}

function isUser(other: CloudResource, resource: CloudResource): boolean {
  const isSelf = other.type === resource.type && other.id === resource.id;
  if (isSelf || UNNOTICED.includes(keyOf(other.type))) return false;
  if (keyOf(resource.type) === "iam/role" && !ATTACHED.includes(keyOf(other.type))) return false;
  return referencesOf(other).some((reference) => isMeant(reference, resource));
}

function protectionOf({ type, id, inputs }: CloudResource): string | undefined {
  const key = keyOf(type);
  if (inputs.enableDeletionProtection === true) {
    return `OperationNotPermitted: Load balancer '${id}' cannot be deleted because deletion protection is enabled`;
  }
  if (inputs.deletionProtection === true) {
    return `InvalidParameterCombination: Cannot delete protected ${key.startsWith("rds/cluster") ? "Cluster" : "DB Instance"}, please disable deletion protection and try again.`;
  }
  if (inputs.deletionProtectionEnabled === true) {
    return `ValidationException: Resource cannot be deleted as it is currently protected against deletion. Disable deletion protection first.`;
  }
  const needsSnapshot =
    key === "rds/cluster" && inputs.skipFinalSnapshot !== true && text(inputs.finalSnapshotIdentifier) === "";
  return needsSnapshot
    ? "RDS Cluster FinalSnapshotIdentifier is required when a final snapshot is required"
    : undefined;
}

/** The snapshot that outlives a database cluster, unless it was told to skip it. Throws if there is one of this name. */
export function finalSnapshot(store: Store, { type, region, id, inputs }: CloudResource): void {
  if (keyOf(type) !== "rds/cluster" || inputs.skipFinalSnapshot === true) return;
  const snapshot: Properties = { dbClusterSnapshotIdentifier: text(inputs.finalSnapshotIdentifier) };
  const made = store.add({
    type: SNAPSHOT,
    region,
    id: text(inputs.finalSnapshotIdentifier),
    inputs: snapshot,
    outputs: { sourceCluster: id, status: "available" },
  });
  if (!made) {
    throw new Error(
      `DBClusterSnapshotAlreadyExistsFault: Cannot create the cluster snapshot because one with the identifier ${text(inputs.finalSnapshotIdentifier)} already exists.`,
    );
  }
}
