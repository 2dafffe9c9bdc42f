import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { isProperties, strings, text, type Json, type Properties } from "../cloud/properties";
import { ACCOUNT, stateOf, type Store } from "../cloud/store";
import { homeOf } from "./identity";
import { renderPolicyDocument } from "./policy-document";
import { schemaOf } from "./schema";

export interface Lookup {
  store: Store;
  region: string;
  defaultTags: Properties;
  args: Properties;
}

/** The accounts whose load balancers write access logs; newer regions have a service principal instead. */
const LOG_DELIVERY_ACCOUNTS: Record<string, string> = {
  "ap-northeast-1": "582318560864",
  "ap-northeast-2": "600734575887",
  "ap-south-1": "718504428378",
  "ap-southeast-1": "114774131450",
  "ap-southeast-2": "783225319266",
  "ca-central-1": "985666609251",
  "eu-central-1": "054676820928",
  "eu-north-1": "897822967062",
  "eu-west-1": "156460612806",
  "eu-west-2": "652711504416",
  "eu-west-3": "009996457667",
  "sa-east-1": "507241528517",
  "us-east-1": "127311923021",
  "us-east-2": "033677994240",
  "us-west-1": "027434742980",
  "us-west-2": "797873946194",
};

/** What AWS grants a new account, and what this account was granted on request. */
const QUOTAS: Record<string, { defaultValue: number; value: number }> = {
  "L-1216C47A": { defaultValue: 5, value: 640 }, // vCPUs of standard on-demand instances
  "L-0263D0A3": { defaultValue: 5, value: 10 }, // Elastic IPs
};

/** Functions that do not read the cloud: what AWS offers in a region, and who asks. */
const LOOKUPS: Record<string, (lookup: Lookup) => Properties> = {
  "index/getAvailabilityZone": ({ region, args }) => {
    const name =
      zonesOf(region).find((zone) => zone === args.name || zoneIdOf(zone) === args.zoneId) ?? `${region}a`;
    return {
      id: name,
      name,
      zoneId: zoneIdOf(name),
      nameSuffix: name.slice(-1),
      groupName: region,
      state: "available",
      zoneType: "availability-zone",
    };
  },
  "index/getAvailabilityZones": ({ region, args }) => {
    const excluded = [...strings(args.excludeNames), ...strings(args.excludeZoneIds)];
    const names = zonesOf(region).filter(
      (zone) => !excluded.includes(zone) && !excluded.includes(zoneIdOf(zone)),
    );
    return { id: region, names, zoneIds: names.map(zoneIdOf), groupNames: [region], state: "available" };
  },
  "index/getCallerIdentity": () => ({
    id: ACCOUNT,
    accountId: ACCOUNT,
    arn: `arn:aws:iam::${ACCOUNT}:user/local`,
    userId: "AIDALOCALAWS",
  }),
  "index/getDefaultTags": ({ defaultTags }) => ({ id: "aws", tags: defaultTags }),
  "index/getPartition": () => ({
    id: "aws",
    partition: "aws",
    dnsSuffix: "amazonaws.com",
    reverseDnsPrefix: "com.amazonaws",
  }),
  "index/getRegion": ({ region }) => ({
    id: region,
    name: region,
    description: region,
    endpoint: `ec2.${region}.amazonaws.com`,
  }),
  "ec2/getAmi": ({ region, args }) =>
    ami(region, JSON.stringify([args.owners ?? null, args.filters ?? null, args.nameRegex ?? null])),
  "ec2/getManagedPrefixList": (it) => prefixList(it),
  "ec2/getPrefixList": (it) => prefixList(it),
  "elb/getServiceAccount": ({ region }) => {
    const id = LOG_DELIVERY_ACCOUNTS[region];
    if (id === undefined) throw new Error(`unknown AWS region for ELB service accounts: ${region}`);
    return { id, arn: `arn:aws:iam::${id}:root` };
  },
  "iam/getPolicyDocument": ({ args }) => renderPolicyDocument(args),
  "servicequotas/getServiceQuota": ({ region, args }) => {
    const code = text(args.quotaCode);
    const quota = QUOTAS[code];
    if (quota === undefined)
      throw new Error(
        `NoSuchResourceException: no quota ${code} in the local AWS; it has ${Object.keys(QUOTAS).join(", ")}`,
      );
    const arn = `arn:aws:servicequotas:${region}:${ACCOUNT}:${text(args.serviceCode)}/${code}`;
    return {
      id: arn,
      arn,
      adjustable: true,
      quotaName: code,
      serviceName: text(args.serviceCode),
      usageMetrics: [],
      ...quota,
    };
  },
};

/** Functions about what AWS has by itself, where the cloud has none of the program's own. */
const PROVIDED: Record<string, (lookup: Lookup) => Properties | undefined> = {
  "kms/getAlias": ({ region, args }) => {
    const name = text(args.name);
    if (!name.startsWith("alias/aws/")) return undefined;
    const targetKeyId = uuidOf(region + name);
    const account = `arn:aws:kms:${region}:${ACCOUNT}`;
    return {
      id: `${account}:${name}`,
      arn: `${account}:${name}`,
      targetKeyId,
      targetKeyArn: `${account}:key/${targetKeyId}`,
    };
  },
  "route53/getZone": ({ args }) => {
    // A domain is registered by hand, so its zone exists before any program runs.
    const name = (text(args.name) || "example.com").replace(/\.$/, "");
    const id = text(args.zoneId) || `Z${hash(name, 20).toUpperCase()}`;
    const nameServers = ["com", "net", "org", "co.uk"].map(
      (end, index) => `ns-${index * 512}.awsdns-0${index}.${end}`,
    );
    return {
      id,
      zoneId: id,
      name,
      arn: `arn:aws:route53:::hostedzone/${id}`,
      nameServers,
      primaryNameServer: nameServers[0] ?? "",
      privateZone: false,
      comment: "",
      callerReference: "",
      resourceRecordSetCount: 2,
      tags: {},
    };
  },
  "ssm/getParameter": ({ region, args }) => {
    const name = text(args.name);
    if (!name.startsWith("/aws/service/ami-")) return undefined;
    const value = text(ami(region, name).id);
    return {
      id: name,
      arn: `arn:aws:ssm:${region}::parameter${name}`,
      type: "String",
      value,
      insecureValue: value,
      version: 1,
    };
  },
};

/**
 * The answer to a function such as `aws:ssm/getParameter:getParameter`. One that is named after a resource type, like
 * `getVpc` or `getSubnets`, finds resources of that type by their id, properties, tags and filters.
 *
 * Throws if nothing is found, or if there is no such function.
 */
export function lookUp(token: string, lookup: Lookup): Properties {
  const key = token.split(":")[1] ?? token;
  const [module = "", name = ""] = key.split("/");
  const typeOf = (noun: string): string =>
    `aws:${module}/${noun.charAt(0).toLowerCase()}${noun.slice(1)}:${noun}`;
  const noun = name.replace(/^get/, "");
  const [one, many] = [typeOf(noun), typeOf(noun.replace(/s$/, ""))];
  const isKnown = [one, many].some((type) => schemaOf(type).outputs.size > 0);
  if (!isKnown && LOOKUPS[key] === undefined) {
    throw new Error(
      `The local AWS has no function ${token}; those that read no resources are in local/aws/lookups.ts.`,
    );
  }
  const answer = LOOKUPS[key]?.(lookup) ?? find(lookup, one)[0] ?? PROVIDED[key]?.(lookup);
  if (answer !== undefined) return { ...lookup.args, region: lookup.region, ...answer };
  if (one !== many) {
    const found = find(lookup, many);
    return {
      tags: {},
      ...lookup.args,
      id: lookup.region,
      region: lookup.region,
      ids: found.map(({ id }) => text(id)),
    };
  }
  throw new Error(`reading ${token}: nothing in the local AWS matches ${JSON.stringify(lookup.args)}`);
}

function find({ store, region, args }: Lookup, type: string): Properties[] {
  const { outputs } = schemaOf(type);
  return store
    .list(homeOf(type, {}, region))
    .filter((resource) => resource.type === type)
    .map((resource): Properties => ({ ...stateOf(resource), id: resource.id }))
    .filter((state) =>
      Object.entries(args).every(
        ([name, value]) => !(name === "id" || outputs.has(name)) || contains(state[name], value),
      ),
    )
    .filter((state) =>
      (Array.isArray(args.filters) ? args.filters : []).every((filter) => passes(state, filter)),
    );
}

/** Whether a value is the wanted one, or a map that holds at least the wanted entries. */
function contains(value: Json | undefined, wanted: Json): boolean {
  if (!isProperties(wanted)) return isDeepStrictEqual(value, wanted);
  return (
    isProperties(value) &&
    Object.entries(wanted).every(([key, entry]) => isDeepStrictEqual(value[key], entry))
  );
}

/** EC2's filters: `vpc-id` is the property `vpcId`, `tag:Name` the tag. */
function passes(state: Properties, filter: Json): boolean {
  if (!isProperties(filter)) return true;
  const name = text(filter.name);
  const tags = isProperties(state.tags) ? state.tags : {};
  const property = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  return strings(filter.values).includes(
    text(name.startsWith("tag:") ? tags[name.slice(4)] : state[property]),
  );
}

function ami(region: string, name: string): Properties {
  const id = `ami-${hash(region + name, 17)}`;
  const architecture = /arm64|aarch64/.test(name) ? "arm64" : "x86_64";
  return {
    id,
    imageId: id,
    architecture,
    rootDeviceName: "/dev/xvda",
    rootDeviceType: "ebs",
    state: "available",
    virtualizationType: "hvm",
  };
}

function prefixList({ region, args }: Lookup): Properties {
  const name = text(args.name) || `com.amazonaws.${region}.s3`;
  const id = `pl-${hash(name, 8)}`;
  return {
    id,
    name,
    arn: `arn:aws:ec2:${region}:aws:prefix-list/${id}`,
    addressFamily: "IPv4",
    cidrBlocks: [],
    entries: [],
    maxEntries: 0,
    ownerId: "AWS",
    version: 1,
    tags: {},
  };
}

const zonesOf = (region: string): string[] => ["a", "b", "c"].map((letter) => region + letter);

/** `use1-az1` of `us-east-1a`. */
function zoneIdOf(zone: string): string {
  const [area = "", direction = "", number = ""] = zone.slice(0, -1).split("-");
  return `${area}${direction.slice(0, 1)}${number}-az${zone.charCodeAt(zone.length - 1) - "a".charCodeAt(0) + 1}`;
}

function hash(value: string, length: number): string {
  return createHash("sha256").update(value).digest("hex").slice(0, length);
}

function uuidOf(value: string): string {
  return hash(value, 32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
