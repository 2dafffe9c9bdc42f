import { isProperties, type Json } from "../cloud/properties";
import { ACCOUNT, GLOBAL, type CloudResource, type Store } from "../cloud/store";
import { defaultVpcOf } from "./default-vpc";
import { isManagedKey } from "./managed-keys";
import { keyOf, nameProperty } from "./schema";

/** A mention of a resource in the inputs of another. */
export interface Reference {
  /** An id, ARN or name. */
  target: string;
  /** Where it has to be; undefined for anywhere. */
  region: string | undefined;
  /** The type, such as `iam/role`, where the mention is by name. */
  key?: string;
}

/** AWS's error for an id that names nothing, by the id's prefix; `{}` stands for the id. */
const MISSING_IDS = new Map([
  ["acl", "InvalidNetworkAclID.NotFound: The networkAcl ID '{}' does not exist"],
  ["eipalloc", "InvalidAllocationID.NotFound: The allocation ID '{}' does not exist"],
  ["eni", "InvalidNetworkInterfaceID.NotFound: The networkInterface ID '{}' does not exist"],
  ["i", "InvalidInstanceID.NotFound: The instance ID '{}' does not exist"],
  ["igw", "InvalidInternetGatewayID.NotFound: The internetGateway ID '{}' does not exist"],
  ["lt", "InvalidLaunchTemplateId.NotFound: The launch template with template ID {} does not exist."],
  ["nat", "NatGatewayNotFound: The Nat Gateway {} was not found"],
  ["rtb", "InvalidRouteTableID.NotFound: The routeTable ID '{}' does not exist"],
  ["sg", "InvalidGroup.NotFound: The security group '{}' does not exist"],
  ["subnet", "InvalidSubnetID.NotFound: The subnet ID '{}' does not exist"],
  ["vpc", "InvalidVpcID.NotFound: The vpc ID '{}' does not exist"],
  ["vpce", "InvalidVpcEndpointId.NotFound: The Vpc Endpoint Id '{}' does not exist"],
]);

/** The same for ARNs, by service and first word of the resource, or by service. */
const MISSING_ARNS = new Map([
  ["acm", "CertificateNotFound: Certificate '{}' not found"],
  ["elasticloadbalancing:listener", "ListenerNotFound: Listener '{}' not found"],
  ["elasticloadbalancing:loadbalancer", "LoadBalancerNotFound: Load balancer '{}' not found"],
  ["elasticloadbalancing:targetgroup", "TargetGroupNotFound: Target group '{}' not found"],
  ["iam", "NoSuchEntity: {} does not exist or is not attachable."],
  ["kms", "NotFoundException: Key '{}' does not exist"],
  ["sns", "NotFound: Topic {} does not exist"],
]);

/** Arguments that name a resource of a type by its plain name, and AWS's error if there is none. */
const NAMES: [argument: string, key: string, missing: string][] = [
  ["autoscalingGroupName", "autoscaling/group", "ValidationError: AutoScalingGroup name not found - {}"],
  ["backupVaultName", "backup/vault", "ResourceNotFoundException: Backup vault {} does not exist"],
  ["bucket", "s3/bucket", "NoSuchBucket: The specified bucket does not exist: {}"],
  ["clusterIdentifier", "rds/cluster", "DBClusterNotFoundFault: DBCluster {} not found."],
  [
    "dbClusterParameterGroupName",
    "rds/clusterParameterGroup",
    "DBClusterParameterGroupNotFound: {} not found",
  ],
  [
    "dbSubnetGroupName",
    "rds/subnetGroup",
    "DBSubnetGroupNotFoundFault: DB subnet group '{}' does not exist.",
  ],
  ["globalClusterIdentifier", "rds/globalCluster", "GlobalClusterNotFoundFault: Global cluster {} not found"],
  ["role", "iam/role", "NoSuchEntity: The role with name {} cannot be found."],
  ["subnetGroupName", "elasticache/subnetGroup", "CacheSubnetGroupNotFoundFault: {} does not exist."],
  ["targetVaultName", "backup/vault", "ResourceNotFoundException: Backup vault {} does not exist"],
];

/** ARNs of this account that AWS makes or that no program creates. */
const PROVIDED = /[*?]|:root$|:role\/aws-service-role\/|:user\/|:backup-vault:Default$/;

/** Outputs by which others refer to a resource. */
const PARTS = [
  "arn",
  "defaultNetworkAclId",
  "defaultRouteTableId",
  "defaultSecurityGroupId",
  "mainRouteTableId",
  "networkInterfaceId",
  "primaryNetworkInterfaceId",
  "streamArn",
];

type Subject = Pick<CloudResource, "type" | "region" | "inputs">;

/** All that a resource's inputs mention; texts within texts, such as policies, do not count. */
export function referencesOf(resource: Subject): Reference[] {
  const references: Reference[] = [];
  const visit = (name: string, value: Json): void => {
    if (typeof value === "string") references.push(...mention(resource, name, value));
    else if (Array.isArray(value)) for (const item of value) visit(name, item);
    else if (isProperties(value)) for (const [key, item] of Object.entries(value)) visit(key, item);
  };
  for (const [name, value] of Object.entries(resource.inputs)) if (name !== "tags") visit(name, value);
  return references;
}

function mention({ type, region }: Subject, name: string, value: string): Reference[] {
  const [, key] = NAMES.find(([argument, owner]) => argument === name && isByName(type, owner)) ?? [];
  if (key !== undefined && !/^(default\.|arn:)/.test(value)) {
    if (name === nameProperty(type) && keyOf(type) === key) return [];
    // CloudFront asks for a bucket by its domain name.
    const target = key === "s3/bucket" ? value.replace(/\.s3(\.[\w-]+)?\.amazonaws\.com$/, "") : value;
    // What belongs to no region refers to names in any.
    const home = region === GLOBAL ? undefined : region;
    return [{ target, region: key.startsWith("iam/") ? GLOBAL : home, key }];
  }
  const prefix = /^([a-z]+)-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.exec(value)?.[1];
  if (prefix !== undefined && MISSING_IDS.has(prefix))
    // No program makes the default VPC of a region, or what belongs to it.
    return defaultVpcOf(region).ids.has(value) ? [] : [{ target: value, region }];
  const [arn, , , home, account] = value.split(":");
  if (arn !== "arn" || account !== ACCOUNT || PROVIDED.test(value) || isManagedKey(value)) return [];
  return [{ target: value, region: home === "" ? undefined : home }];
}

/** Other services have inputs of the same names, which mean things of their own. */
function isByName(type: string, key: string): boolean {
  const [module] = key.split("/");
  return module === "iam" || module === "s3" || module === keyOf(type).split("/")[0];
}

/** Throws AWS's error for the first thing that a resource mentions and that is not in the cloud. */
export function refuseMissing(store: Store, resource: Subject): void {
  for (const reference of referencesOf(resource)) {
    if (store.list(reference.region).some((other) => isMeant(reference, other))) continue;
    throw new Error(messageFor(reference).replace("{}", reference.target));
  }
}

/** Whether a reference means a resource: by its name, its id or ARN, or as a part that AWS made along with it. */
export function isMeant({ target, key }: Reference, { type, id, outputs }: CloudResource): boolean {
  if (key !== undefined) return keyOf(type) === key && id === target;
  if (id === target || PARTS.some((part) => outputs[part] === target)) return true;
  const secrets = outputs.masterUserSecrets;
  return (
    Array.isArray(secrets) && secrets.some((secret) => isProperties(secret) && secret.secretArn === target)
  );
}

function messageFor({ target, key }: Reference): string {
  const [, , named] = NAMES.find(([, owner]) => owner === key) ?? [];
  if (named !== undefined) return named;
  const [, , service = "", , , resource = ""] = target.split(":");
  const [kind = ""] = resource.split("/");
  const [prefix = ""] = target.split("-");
  const message =
    MISSING_ARNS.get(`${service}:${kind}`) ?? MISSING_ARNS.get(service) ?? MISSING_IDS.get(prefix);
  return message ?? "ResourceNotFoundException: {} does not exist";
}
