import { blockAt, formatBlock, parseBlock } from "../awsx/cidr";
import { isProperties, strings, text, type Json, type Properties } from "../cloud/properties";
import { ACCOUNT, stateOf, type CloudResource, type Store } from "../cloud/store";
import { blockOf } from "./blocks";
import { DEFAULT_VPC_CIDR, defaultVpcOf, zoneNames } from "./default-vpc";
import type { Identity } from "./identity";
import { keyOf, nameProperty, schemaOf, type Output } from "./schema";
import { digest, fill } from "./template";
import { TEXTS } from "./texts";

/** A resource whose outputs are wanted. */
export interface Subject extends Identity {
  type: string;
  region: string;
  inputs: Properties;
  store: Store;
}

/** Outputs that are no text, or that follow from more. */
const VALUES: Record<string, (subject: Subject) => Json | undefined> = {
  "acm/certificate.domainValidationOptions": (subject) => domainsOf(subject).map(validationOf),
  "acm/certificate.subjectAlternativeNames": (subject) => domainsOf(subject),
  "autoscaling/group.availabilityZones": (subject) => [...zonesOf(subject)],
  "autoscaling/group.defaultCooldown": () => 300,
  "autoscaling/group.desiredCapacity": ({ inputs }) => inputs.minSize,
  "ec2/defaultSubnet.cidrBlock": ({ inputs, region }) => defaultSubnetOf(region, inputs).cidrBlock,
  "ec2/defaultSubnet.vpcId": ({ region }) => defaultVpcOf(region).vpcId,
  "ec2/eip.publicIp": ({ id }) => publicAddress(id),
  // An instance or group that names no subnet or VPC is in the default one.
  "ec2/instance.associatePublicIpAddress": hasPublicAddress,
  "ec2/instance.availabilityZone": (subject) => text(subnetOf(subject)?.availabilityZone),
  "ec2/instance.privateIp": privateAddressOf,
  "ec2/instance.publicDns": (subject) =>
    hasPublicAddress(subject)
      ? `ec2-${publicAddress(subject.id).replaceAll(".", "-")}.${computeDomain(subject.region)}.amazonaws.com`
      : "",
  "ec2/instance.publicIp": (subject) => (hasPublicAddress(subject) ? publicAddress(subject.id) : ""),
  "ec2/instance.subnetId": ({ inputs, region }) => defaultSubnetOf(region, inputs).id,
  "ec2/instance.vpcSecurityGroupIds": (subject) => [groupOf(subnetOf(subject)?.vpcId)],
  "ec2/launchTemplate.defaultVersion": () => 1,
  "ec2/launchTemplate.latestVersion": () => 1,
  "ec2/securityGroup.vpcId": ({ region }) => defaultVpcOf(region).vpcId,
  "ec2/vpc.ipv6CidrBlock": ({ id, inputs }) =>
    inputs.assignGeneratedIpv6CidrBlock === true
      ? `2600:1f18:${digest(id, 4)}:${digest(id, 2)}00::/56`
      : undefined,
  "elasticache/replicationGroup.memberClusters": membersOf,
  "ecs/taskDefinition.revision": ({ arn }) => Number(arn.split(":").at(-1)),
  "iam/role.createDate": () => new Date().toISOString(),
  "lambda/eventSourceMapping.functionArn": ({ inputs, region }) => functionArn(region, inputs.functionName),
  "lambda/functionUrl.functionArn": ({ inputs, region }) => functionArn(region, inputs.functionName),
  "lb/loadBalancer.arnSuffix": ({ arn }) => arn.split(":loadbalancer/")[1],
  "lb/loadBalancer.securityGroups": (subject) =>
    subject.inputs.loadBalancerType === "network" ? [] : [groupOf(subnetsOf(subject)[0]?.inputs.vpcId)],
  "lb/loadBalancer.vpcId": (subject) => subnetsOf(subject)[0]?.inputs.vpcId,
  "lb/targetGroup.arnSuffix": ({ arn }) => arn.split(":")[5],
  "rds/cluster.availabilityZones": ({ region }) => zoneNames(region),
  "rds/cluster.masterUserSecrets": masterSecretsOf,
  "dynamodb/table.streamArn": ({ arn, inputs }) =>
    inputs.streamEnabled === true ? `${arn}/stream/2026-01-01T00:00:00.000` : "",
  "rds/cluster.port": databasePort,
  "rds/instance.endpoint": (subject) =>
    `${fill("{id}.{dig12:account}", { id: subject.id, account: ACCOUNT })}.${subject.region}.rds.amazonaws.com:${databasePort(subject)}`,
  "rds/instance.port": databasePort,
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
  const values = { ...inputs, id, arn, name: name ?? "", region, account: ACCOUNT };
  const template = TEXTS[key] ?? TEXTS[property];
  if (template === undefined) return blockOf(key, values) ?? defaultOf(output);
  return fill(template, values);
}

/** The documented default, or the zero value of an output that is always there; blocks have none (blocks.ts). */
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

const publicAddress = (id: string): string => `52.${[...Buffer.from(digest(id, 6), "hex")].join(".")}`;

const computeDomain = (region: string): string =>
  region === "us-east-1" ? "compute-1" : `${region}.compute`;

/** The default security group of a VPC. */
const groupOf = (vpcId: Json | undefined): string => fill("sg-{dig17}", { id: text(vpcId) });

function defaultSubnetOf(region: string, { availabilityZone }: Properties) {
  const { subnets } = defaultVpcOf(region);
  const [first] = subnets;
  const subnet = subnets.find(({ zone }) => zone === availabilityZone) ?? first;
  if (subnet === undefined) throw new Error(`${region} has no zones`);
  return subnet;
}

/** The subnet that an instance is in; undefined for one that is not in the cloud. */
function subnetOf({ inputs, region, store }: Subject): Properties | undefined {
  if (inputs.subnetId === undefined) {
    const { zone, cidrBlock } = defaultSubnetOf(region, inputs);
    const { vpcId } = defaultVpcOf(region);
    return { availabilityZone: zone, cidrBlock, vpcId, mapPublicIpOnLaunch: true };
  }
  const subnet = store.get(region, "aws:ec2/subnet:Subnet", text(inputs.subnetId));
  return subnet && stateOf(subnet);
}

/** What the program says, else what the subnet does. */
function hasPublicAddress(subject: Subject): boolean {
  const { associatePublicIpAddress } = subject.inputs;
  if (typeof associatePublicIpAddress === "boolean") return associatePublicIpAddress;
  return subnetOf(subject)?.mapPublicIpOnLaunch === true;
}

/** An address in the first /24 of the subnet. */
function privateAddressOf(subject: Subject): string {
  const { address } = parseBlock(text(subnetOf(subject)?.cidrBlock) || DEFAULT_VPC_CIDR);
  const host = 4 + (Number.parseInt(digest(subject.id, 4), 16) % 250);
  return formatBlock(blockAt(address + host, 32)).replace("/32", "");
}

/** Of a function given by its name or ARN. */
function functionArn(region: string, name: Json | undefined): string {
  return text(name).startsWith("arn:")
    ? text(name)
    : `arn:aws:lambda:${region}:${ACCOUNT}:function:${text(name)}`;
}

function databasePort({ inputs }: Subject): number {
  if (typeof inputs.port === "number") return inputs.port;
  return text(inputs.engine).includes("postgres") ? 5432 : 3306;
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
