import { isProperties, strings, text, type Json, type Properties } from "../cloud/properties";
import { ACCOUNT, stateOf, type CloudResource, type Store } from "../cloud/store";
import type { Identity } from "./identity";
import { keyOf, nameProperty, schemaOf, type Output } from "./schema";
import { digest, fill } from "./template";

/** A resource whose outputs are wanted. */
export interface Subject extends Identity {
  type: string;
  region: string;
  inputs: Properties;
  store: Store;
}

/** Outputs that are text, as templates (template.ts), by `module/file.property` or by property. */
const TEXTS: Record<string, string> = {
  accountId: "{account}",
  arn: "{arn}",
  associationId: "eipassoc-{dig17}",
  bucketDomainName: "{id}.s3.amazonaws.com",
  bucketRegion: "{region}",
  bucketRegionalDomainName: "{id}.s3.{region}.amazonaws.com",
  defaultNetworkAclId: "acl-{dig17}",
  defaultRouteTableId: "rtb-{dig17}",
  defaultSecurityGroupId: "sg-{dig17}",
  dhcpOptionsId: "dopt-{dig17}",
  engineVersionActual: "{engineVersion}",
  hostedZoneId: "Z{DIG13:region}",
  ipAddressType: "ipv4",
  mainRouteTableId: "rtb-{dig17}",
  networkInterfaceId: "eni-{dig17}",
  ownerId: "{account}",
  primaryNetworkInterfaceId: "eni-{dig17}",
  region: "{region}",
  securityGroupRuleId: "{id}",
  zoneId: "Z{DIG13:region}",
  "autoscaling/group.healthCheckType": "EC2",
  "autoscaling/group.serviceLinkedRoleArn":
    "arn:aws:iam::{account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
  "ec2/eip.allocationId": "{id}",
  "ec2/eip.domain": "vpc",
  "ec2/subnet.availabilityZone": "{region}a",
  "elasticache/replicationGroup.primaryEndpointAddress": "master.{id}.{dig6}.{region}.cache.amazonaws.com",
  "elasticache/replicationGroup.readerEndpointAddress": "replica.{id}.{dig6}.{region}.cache.amazonaws.com",
  "iam/role.uniqueId": "AROA{DIG17}",
  "kms/alias.targetKeyArn": "arn:aws:kms:{region}:{account}:key/{targetKeyId}",
  "kms/key.keyId": "{id}",
  "lb/loadBalancer.dnsName": "{name}-{dig10}.{region}.elb.amazonaws.com",
  "rds/cluster.clusterResourceId": "cluster-{DIG26}",
  "rds/cluster.endpoint": "{id}.cluster-{dig12:account}.{region}.rds.amazonaws.com",
  "rds/cluster.readerEndpoint": "{id}.cluster-ro-{dig12:account}.{region}.rds.amazonaws.com",
  "rds/clusterInstance.endpoint": "{id}.{dig12:account}.{region}.rds.amazonaws.com",
  "rds/instance.address": "{id}.{dig12:account}.{region}.rds.amazonaws.com",
  "route53/record.fqdn": "{name}",
  "route53/zone.zoneId": "{id}",
};

/** Outputs that are no text, or that follow from more. */
const VALUES: Record<string, (subject: Subject) => Json | undefined> = {
  "acm/certificate.domainValidationOptions": (subject) => domainsOf(subject).map(validationOf),
  "acm/certificate.subjectAlternativeNames": (subject) => domainsOf(subject),
  "autoscaling/group.availabilityZones": (subject) => [...zonesOf(subject)],
  "autoscaling/group.defaultCooldown": () => 300,
  "autoscaling/group.desiredCapacity": ({ inputs }) => inputs.minSize,
  "ec2/eip.publicIp": ({ id }) => `52.${[...Buffer.from(digest(id, 6), "hex")].join(".")}`,
  "ec2/launchTemplate.defaultVersion": () => 1,
  "ec2/launchTemplate.latestVersion": () => 1,
  "ec2/vpc.ipv6CidrBlock": ({ id, inputs }) =>
    inputs.assignGeneratedIpv6CidrBlock === true
      ? `2600:1f18:${digest(id, 4)}:${digest(id, 2)}00::/56`
      : undefined,
  "elasticache/replicationGroup.memberClusters": membersOf,
  "iam/role.createDate": () => new Date().toISOString(),
  "lb/loadBalancer.arnSuffix": ({ arn }) => arn.split(":loadbalancer/")[1],
  "lb/loadBalancer.vpcId": (subject) => subnetsOf(subject)[0]?.inputs.vpcId,
  "lb/targetGroup.arnSuffix": ({ arn }) => arn.split(":")[5],
  "rds/cluster.availabilityZones": ({ region }) => ["a", "b", "c"].map((letter) => region + letter),
  "rds/cluster.masterUserSecrets": masterSecretsOf,
  "rds/cluster.port": ({ inputs }) => (text(inputs.engine).includes("postgres") ? 5432 : 3306),
  "route53/zone.nameServers": ({ id }) =>
    ["com", "net", "org", "co.uk"].map((end, index) => `ns-${digest(id, 3 + index)}.awsdns-0${index}.${end}`),
  // Endpoints confirm by themselves, people when they read their mail.
  "sns/topicSubscription.pendingConfirmation": ({ inputs }) => inputs.protocol === "email",
};

/** Outputs that AWS computes anew in an update, so that its preview cannot know them. */
const VOLATILE = [
  "ec2/launchTemplate.latestVersion",
  "elasticache/replicationGroup.engineVersionActual",
  "elasticache/replicationGroup.memberClusters",
  "rds/cluster.engineVersionActual",
  "rds/cluster.masterUserSecrets",
  "rds/clusterInstance.engineVersionActual",
];

export function isVolatile(type: string, property: string): boolean {
  return VOLATILE.includes(`${keyOf(type)}.${property}`);
}

/** Everything that AWS adds to the inputs of a new resource. */
export function computeOutputs(subject: Subject): Properties {
  const outputs: Properties = {};
  for (const [property, output] of schemaOf(subject.type).outputs) {
    if (property in subject.inputs) continue;
    const value = compute(subject, property, output);
    if (value !== undefined) outputs[property] = value;
  }
  return outputs;
}

function compute(subject: Subject, property: string, output: Output): Json | undefined {
  const { type, id, arn, name, region, inputs } = subject;
  if (property === nameProperty(type) && name !== undefined) return name;
  if (!output.always) return defaultOf(output);
  const key = `${keyOf(type)}.${property}`;
  const value = VALUES[key]?.(subject);
  if (value !== undefined) return value;
  const template = TEXTS[key] ?? TEXTS[property];
  if (template === undefined) return defaultOf(output);
  return fill(template, { ...inputs, id, arn, name: name ?? "", region, account: ACCOUNT });
}

/** The documented default, or the zero value of an output that is always there; objects are left out. */
function defaultOf({ type, always, doc }: Output): Json | undefined {
  const documented = /[Dd]efaults? (?:\w+ ){0,3}`"?([^`"]+)"?`/.exec(doc)?.[1] ?? "";
  if (type === "boolean" && (always || /^(true|false)$/.test(documented))) return documented === "true";
  if (type === "number" && (always || /^\d+$/.test(documented))) return Number.parseInt(documented) || 0;
  if (!always) return undefined;
  if (type.endsWith("[]")) return [];
  if (type.startsWith("{")) return {};
  // The documentation's generator writes AWS's `round_robin` as `roundRobin`.
  const value = /^[a-z]+([A-Z][a-z]+)+$/.test(documented)
    ? documented.replace(/[A-Z]/g, "_$&").toLowerCase()
    : documented;
  return type === "string" ? value : undefined;
}

/** Tags of the provider, overlaid by the resource's own, which may be unknown; undefined for a type without tags. */
export function allTags(type: string, { tags }: Properties, defaults: Properties): Json | undefined {
  if (!schemaOf(type).outputs.has("tagsAll")) return undefined;
  return typeof tags === "string" ? tags : { ...defaults, ...(isProperties(tags) ? tags : {}) };
}

/** The stored subnets that a load balancer, group or subnet group lies in. */
function subnetsOf({ inputs, region, store }: Pick<Subject, "inputs" | "region" | "store">): CloudResource[] {
  const { subnets, subnetIds, subnetMappings, vpcZoneIdentifiers } = inputs;
  const mapped = Array.isArray(subnetMappings)
    ? subnetMappings.filter(isProperties).map(({ subnetId }) => text(subnetId))
    : [];
  return [subnets, subnetIds, vpcZoneIdentifiers, mapped]
    .flatMap(strings)
    .flatMap((id) => store.get(region, "aws:ec2/subnet:Subnet", id) ?? []);
}

/** The zones of those subnets. */
export function zonesOf(subject: Pick<Subject, "inputs" | "region" | "store">): Set<string> {
  return new Set(subnetsOf(subject).map((subnet) => text(stateOf(subnet).availabilityZone)));
}

function domainsOf({ inputs }: Subject): string[] {
  return [...new Set([text(inputs.domainName), ...strings(inputs.subjectAlternativeNames)])];
}

function validationOf(domainName: string): Properties {
  const name = domainName.replace(/^\*\./, "");
  return {
    domainName,
    resourceRecordName: `_${digest(name, 32)}.${name}.`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_${digest(`value ${name}`, 32)}.acm-validations.aws.`,
  };
}

function masterSecretsOf({ id, region, inputs }: Subject): Properties[] {
  if (inputs.manageMasterUserPassword !== true) return [];
  const secretArn = `arn:aws:secretsmanager:${region}:${ACCOUNT}:secret:rds!cluster-${digest(id, 32)}`;
  return [{ secretArn, secretStatus: "active", kmsKeyId: text(inputs.masterUserSecretKmsKeyId) }];
}

/** `cache-001`, or with several shards `cache-0001-001`. */
function membersOf({ id, inputs }: Subject): string[] {
  const numberOf = (value: Json | undefined): number => (typeof value === "number" ? value : 0);
  const shards = Math.min(numberOf(inputs.numNodeGroups) || 1, 500);
  const nodes = Math.min(numberOf(inputs.numCacheClusters) || numberOf(inputs.replicasPerNodeGroup) + 1, 6);
  const numbers = (count: number, digits: number): string[] =>
    Array.from({ length: count }, (_, index) => String(index + 1).padStart(digits, "0"));
  if (shards === 1) return numbers(nodes, 3).map((node) => `${id}-${node}`);
  return numbers(shards, 4).flatMap((shard) => numbers(nodes, 3).map((node) => `${id}-${shard}-${node}`));
}
