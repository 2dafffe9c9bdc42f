import { createHash } from "node:crypto";
import { isProperties, strings, text, type Json, type Properties } from "../cloud/properties";
import { ACCOUNT, type CloudResource, type Store } from "../cloud/store";
import { partOf, type Identity } from "./identity";
import { keyOf, nameProperty, schemaOf, type Output } from "./schema";

/** What a computed property may depend on. */
export interface Subject extends Identity {
  type: string;
  region: string;
  inputs: Properties;
  store: Store;
}

type Rule = [properties: RegExp, value: (subject: Subject) => Json | undefined];

/** Values by `module/file.property`, the first that matches. What is not here has its type's zero value. */
const RULES: Rule[] = [
  [/\.arn$/, ({ arn }) => arn],
  [/\.region$/, ({ region }) => region],
  [/\.(ownerId|accountId|registryId)$/, () => ACCOUNT],
  [/\.(main|default)RouteTableId$/, ({ id }) => partOf(id, "rtb")],
  [/\.defaultSecurityGroupId$/, ({ id }) => partOf(id, "sg")],
  [/\.defaultNetworkAclId$/, ({ id }) => partOf(id, "acl")],
  [/\.dhcpOptionsId$/, ({ id }) => partOf(id, "dopt")],
  [/\.(networkInterfaceId|primaryNetworkInterfaceId)$/, ({ id }) => partOf(id, "eni")],
  [/\.(associationId)$/, ({ id }) => partOf(id, "eipassoc")],
  [
    /^ec2\/vpc\.ipv6CidrBlock$/,
    (it) =>
      it.inputs.assignGeneratedIpv6CidrBlock === true
        ? `2600:1f18:${hash(it, 4)}:${hash(it, 2)}00::/56`
        : undefined,
  ],
  [/^ec2\/eip\.allocationId$/, ({ id }) => id],
  [/^ec2\/eip\.domain$/, () => "vpc"],
  [/^ec2\/subnet\.availabilityZone$/, ({ region }) => `${region}a`],
  [/\.securityGroupRuleId$/, ({ id }) => id],
  [/\.publicIp$/, (it) => `52.${bytes(it, 3).join(".")}`],
  [/\.privateIp$/, (it) => `10.0.${bytes(it, 2).join(".")}`],
  [/\.(latestVersion|defaultVersion)$/, () => 1],
  [
    /\.arnSuffix$/,
    ({ arn }) => /(?:loadbalancer\/)?((?:(?<=loadbalancer\/)|targetgroup\/).+)$/.exec(arn)?.[1],
  ],
  [/^lb\/loadBalancer\.vpcId$/, (it) => subnetsOf(it)[0]?.inputs.vpcId],
  [/^lb\/loadBalancer\.dnsName$/, (it) => `${it.name ?? ""}-${hash(it, 10)}.${it.region}.elb.amazonaws.com`],
  [/\.(zoneId|hostedZoneId)$/, (it) => `Z${hash({ ...it, id: it.region }, 13).toUpperCase()}`],
  [/^autoscaling\/group\.desiredCapacity$/, ({ inputs }) => inputs.minSize],
  [/^autoscaling\/group\.healthCheckType$/, () => "EC2"],
  [/\.domainValidationOptions$/, (it) => domains(it).map((name) => validation(it, name))],
  [/\.subjectAlternativeNames$/, domains],
  [/\.bucketDomainName$/, ({ id }) => `${id}.s3.amazonaws.com`],
  [/\.bucketRegionalDomainName$/, ({ id, region }) => `${id}.s3.${region}.amazonaws.com`],
  [/\.bucketRegion$/, ({ region }) => region],
  [/^rds\/cluster\.endpoint$/, (it) => databaseEndpoint(it, "cluster-")],
  [/^rds\/cluster\.readerEndpoint$/, (it) => databaseEndpoint(it, "cluster-ro-")],
  [/^rds\/(clusterInstance|instance)\.(endpoint|address)$/, (it) => databaseEndpoint(it, "")],
  [/^rds\/.*\.port$/, ({ inputs }) => (text(inputs.engine).includes("postgres") ? 5432 : 3306)],
  [/^rds\/.*\.engineVersionActual$/, ({ inputs }) => inputs.engineVersion],
  [/^rds\/cluster\.clusterResourceId$/, (it) => `cluster-${hash(it, 26).toUpperCase()}`],
  [/\.masterUserSecrets$/, (it) => (it.inputs.manageMasterUserPassword === true ? [masterSecret(it)] : [])],
  [/^elasticache\/replicationGroup\.memberClusters$/, memberClusters],
  [/^elasticache\/.*\.primaryEndpointAddress$/, (it) => cacheEndpoint(it, "master")],
  [/^elasticache\/.*\.readerEndpointAddress$/, (it) => cacheEndpoint(it, "replica")],
  [/^elasticache\/.*\.engineVersionActual$/, ({ inputs }) => inputs.engineVersion],
  [/^kms\/key\.keyId$/, ({ id }) => id],
  [
    /^kms\/alias\.targetKeyArn$/,
    ({ inputs, region }) => `arn:aws:kms:${region}:${ACCOUNT}:key/${text(inputs.targetKeyId)}`,
  ],
  [/^route53\/record\.fqdn$/, ({ name }) => name],
  [
    /\.nameServers$/,
    (it) => ["com", "net", "org", "co.uk"].map((end, i) => `ns-${hash(it, 3 + i)}.awsdns-0${i}.${end}`),
  ],
  [/\.uniqueId$/, (it) => `AROA${hash(it, 17).toUpperCase()}`],
  [/\.(createDate|createdDate|creationDate)$/, () => new Date().toISOString()],
  [
    /\.serviceLinkedRoleArn$/,
    () =>
      `arn:aws:iam::${ACCOUNT}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
  ],
];

/** Outputs that change when the resource does, so that a preview of an update cannot know them. */
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
  if (property === nameProperty(subject.type) && subject.name !== undefined) return subject.name;
  const rule = output.always
    ? RULES.find(([pattern]) => pattern.test(`${keyOf(subject.type)}.${property}`))
    : undefined;
  return rule?.[1](subject) ?? defaultOf(output);
}

/** The documented default, or the zero value of an output that is always there. */
function defaultOf({ type, always, doc }: Output): Json | undefined {
  const documented = /[Dd]efaults? (?:\w+ ){0,3}`"?([^`"]+)"?`/.exec(doc)?.[1];
  if (type === "boolean" && /^(true|false)$/.test(documented ?? "")) return documented === "true";
  if (type === "number" && /^\d+$/.test(documented ?? "")) return Number(documented);
  if (!always) return undefined;
  if (type === "boolean") return false;
  if (type === "number") return 0;
  if (type.endsWith("[]")) return [];
  if (type.startsWith("{")) return {};
  return type === "string" ? (documented ?? "") : undefined;
}

/** Tags of the provider, overlaid by the resource's own, which may be unknown; undefined for a type without tags. */
export function allTags(type: string, { tags }: Properties, defaults: Properties): Json | undefined {
  if (!schemaOf(type).outputs.has("tagsAll")) return undefined;
  return typeof tags === "string" ? tags : { ...defaults, ...(isProperties(tags) ? tags : {}) };
}

/** The stored subnets that a load balancer, group or subnet group lies in. */
export function subnetsOf({
  inputs,
  region,
  store,
}: Pick<Subject, "inputs" | "region" | "store">): CloudResource[] {
  const mapped = Array.isArray(inputs.subnetMappings)
    ? inputs.subnetMappings.map((it) => (isProperties(it) ? (it.subnetId ?? null) : null))
    : [];
  const ids = [
    ...strings(inputs.subnets),
    ...strings(inputs.subnetIds),
    ...strings(inputs.vpcZoneIdentifiers),
    ...strings(mapped),
  ];
  return ids.flatMap((id) => store.get(region, "aws:ec2/subnet:Subnet", id) ?? []);
}

function hash({ id }: Pick<Identity, "id">, length: number): string {
  return createHash("sha256").update(id).digest("hex").slice(0, length);
}

function bytes(subject: Subject, count: number): number[] {
  return [...Buffer.from(hash(subject, 2 * count), "hex")];
}

function domains({ inputs }: Subject): string[] {
  return [...new Set([text(inputs.domainName), ...strings(inputs.subjectAlternativeNames)])];
}

function validation(subject: Subject, domainName: string): Properties {
  const name = domainName.replace(/^\*\./, "");
  return {
    domainName,
    resourceRecordName: `_${hash({ id: name }, 32)}.${name}.`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_${hash(subject, 32)}.acm-validations.aws.`,
  };
}

function databaseEndpoint({ id, region, store }: Subject, kind: string): string {
  return `${id}.${kind}${hash({ id: store.directory }, 12)}.${region}.rds.amazonaws.com`;
}

function cacheEndpoint(subject: Subject, role: string): string {
  return `${role}.${subject.id}.${hash(subject, 6)}.use1.cache.amazonaws.com`;
}

function masterSecret(subject: Subject): Properties {
  const secret = `arn:aws:secretsmanager:${subject.region}:${ACCOUNT}:secret:rds!cluster-${hash(subject, 32)}-${hash(subject, 6)}`;
  const key = subject.inputs.masterUserSecretKmsKeyId;
  return { secretArn: secret, secretStatus: "active", kmsKeyId: typeof key === "string" ? key : "" };
}

function memberClusters({ id, inputs }: Subject): string[] {
  const count = (value: Json | undefined, otherwise: number): number =>
    typeof value === "number" ? value : otherwise;
  const groups = count(inputs.numNodeGroups, 1);
  const nodes = count(inputs.numCacheClusters, 0) || groups * (count(inputs.replicasPerNodeGroup, 0) + 1);
  return Array.from({ length: Math.min(nodes, 500) }, (_, index) =>
    groups === 1
      ? `${id}-${String(index + 1).padStart(3, "0")}`
      : `${id}-${String(Math.floor(index / (nodes / groups)) + 1).padStart(4, "0")}-${String((index % (nodes / groups)) + 1).padStart(3, "0")}`,
  );
}
