import { isDeepStrictEqual } from "node:util";
import { isProperties, strings, text, type Json, type Properties } from "../cloud/properties";
import { ACCOUNT, stateOf, type Store } from "../cloud/store";
import { homeOf } from "./identity";
import { renderPolicyDocument } from "./policy-document";
import { schemaOf } from "./schema";
import { digest, fill } from "./template";

export interface Lookup {
  store: Store;
  region: string;
  defaultTags: Properties;
  args: Properties;
}

/** The accounts whose load balancers write access logs; newer regions have a service principal instead. */
const LOG_DELIVERY_ACCOUNTS: Record<string, string> = {
  "ap-northeast-1": "582318560864",
  "ap-southeast-1": "114774131450",
  "ap-southeast-2": "783225319266",
  "ca-central-1": "985666609251",
  "eu-central-1": "054676820928",
  "eu-west-1": "156460612806",
  "eu-west-2": "652711504416",
  "us-east-1": "127311923021",
  "us-east-2": "033677994240",
  "us-west-1": "027434742980",
  "us-west-2": "797873946194",
};

/** What AWS grants a new account of a quota, and what it granted this one on request. */
const QUOTAS: Record<string, { quotaName: string; defaultValue: number; value: number }> = {
  "L-1216C47A": { quotaName: "Running On-Demand Standard instances (vCPUs)", defaultValue: 5, value: 640 },
  "L-0263D0A3": { quotaName: "EC2-VPC Elastic IPs", defaultValue: 5, value: 10 },
};

/** What AWS answers by itself, where the cloud holds nothing of the program's own. */
const ANSWERS: Record<string, (lookup: Lookup) => Properties | undefined> = {
  "ec2/getAmi": ({ region, args }) =>
    image(region, JSON.stringify([args.owners, args.filters, args.nameRegex])),
  "ec2/getManagedPrefixList": ({ args }) => ({ id: `pl-${digest(text(args.name), 8)}` }),
  "ec2/getPrefixList": ({ args }) => ({ id: `pl-${digest(text(args.name), 8)}` }),
  "ec2/getInstanceTypeOfferings": ({ region, args }) => {
    const locations = zonesOf(region);
    const filters = Array.isArray(args.filters) ? args.filters.filter(isProperties) : [];
    const types = filters.flatMap(({ name, values }) => (name === "instance-type" ? strings(values) : []));
    const offered = types.flatMap((type) => locations.map((location) => ({ type, location })));
    return {
      id: region,
      instanceTypes: offered.map(({ type }) => type),
      locations: offered.map(({ location }) => location),
      locationTypes: offered.map(() => text(args.locationType)),
    };
  },
  "elb/getServiceAccount": ({ region }) => {
    const id = LOG_DELIVERY_ACCOUNTS[region];
    return id === undefined ? undefined : { id, arn: `arn:aws:iam::${id}:root` };
  },
  "iam/getPolicyDocument": ({ args }) => renderPolicyDocument(args),
  "index/getAvailabilityZone": ({ region, args }) => {
    const name = zonesOf(region).find((zone) => zone === args.name || zoneIdOf(zone) === args.zoneId);
    return name === undefined
      ? undefined
      : { id: name, name, zoneId: zoneIdOf(name), groupName: region, state: "available" };
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
    userId: "LOCAL",
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
    endpoint: `ec2.${region}.amazonaws.com`,
    description: region,
  }),
  "kms/getAlias": ({ region, args }) => {
    if (!text(args.name).startsWith("alias/aws/")) return undefined;
    const targetKeyId = `00000000-0000-4000-8000-${digest(region + text(args.name), 12)}`;
    const arn = `arn:aws:kms:${region}:${ACCOUNT}:${text(args.name)}`;
    return { id: arn, arn, targetKeyId, targetKeyArn: `arn:aws:kms:${region}:${ACCOUNT}:key/${targetKeyId}` };
  },
  "route53/getZone": ({ args }) => {
    // Whoever registers a domain has its zone before any program runs.
    const name = text(args.name).replace(/\.$/, "");
    const id = text(args.zoneId) || fill("Z{DIG20:name}", { name });
    return {
      id,
      zoneId: id,
      name,
      arn: `arn:aws:route53:::hostedzone/${id}`,
      nameServers: ["ns-1.awsdns-01.org"],
      privateZone: false,
    };
  },
  "servicequotas/getServiceQuota": ({ args }) => {
    const quota = QUOTAS[text(args.quotaCode)];
    return quota === undefined ? undefined : { id: text(args.quotaCode), adjustable: true, ...quota };
  },
  "ssm/getParameter": ({ region, args }) => {
    const name = text(args.name);
    if (!name.startsWith("/aws/service/ami-")) return undefined;
    const value = text(image(region, name).id);
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
  const noun = name.replace(/^get/, "");
  const [one, many] = [noun, noun.replace(/s$/, "")].map(
    (type) => `aws:${module}/${type.charAt(0).toLowerCase()}${type.slice(1)}:${type}`,
  );
  const isType = (type = ""): boolean => schemaOf(type).outputs.size > 0;
  if (!isType(one) && !isType(many) && ANSWERS[key] === undefined) {
    throw new Error(
      `The local AWS has no function ${token}; those that read no resources are in local/aws/lookups.ts.`,
    );
  }
  const common = { ...lookup.args, region: lookup.region };
  const answer = find(lookup, one)[0] ?? ANSWERS[key]?.(lookup);
  if (answer !== undefined) return { ...common, ...answer };
  if (isType(one) || !isType(many))
    throw new Error(`reading ${token}: nothing in the local AWS matches ${JSON.stringify(lookup.args)}`);
  return { tags: {}, ...common, id: lookup.region, ids: find(lookup, many).map(({ id }) => text(id)) };
}

function find({ store, region, args }: Lookup, type = ""): Properties[] {
  const { outputs } = schemaOf(type);
  const wanted = Object.entries(args).filter(([name]) => name === "id" || outputs.has(name));
  const filters = Array.isArray(args.filters) ? args.filters.filter(isProperties) : [];
  return store
    .list(homeOf(type, {}, region))
    .filter((resource) => resource.type === type)
    .map((resource): Properties => ({ ...stateOf(resource), id: resource.id }))
    .filter((state) => wanted.every(([name, value]) => contains(state[name], value)))
    .filter((state) => filters.every((filter) => passes(state, filter)));
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
function passes(state: Properties, { name, values }: Properties): boolean {
  const [, tag] = /^tag:(.*)$/.exec(text(name)) ?? [];
  const property = text(name).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const value = tag === undefined ? state[property] : isProperties(state.tags) ? state.tags[tag] : undefined;
  return strings(values).includes(text(value));
}

function image(region: string, description: string): Properties {
  const id = `ami-${digest(region + description, 17)}`;
  const architecture = /arm64|aarch64/.test(description) ? "arm64" : "x86_64";
  return { id, imageId: id, architecture, rootDeviceName: "/dev/xvda", state: "available" };
}

const zonesOf = (region: string): string[] => ["a", "b", "c"].map((letter) => region + letter);

/** `use1-az1` of `us-east-1a`. */
function zoneIdOf(zone: string): string {
  const [area = "", direction = "", number = ""] = zone.slice(0, -1).split("-");
  return `${area}${direction.slice(0, 1)}${number}-az${zone.charCodeAt(zone.length - 1) - "a".charCodeAt(0) + 1}`;
}
