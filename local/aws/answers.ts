import { strings, isProperties, text, type Json, type Properties } from "../cloud/properties";
import { ACCOUNT, stateOf, type Store } from "../cloud/store";
import { zoneIdOf, zoneNames } from "./default-vpc";
import { managedKey } from "./managed-keys";
import { renderPolicyDocument } from "./policy-document";
import { digest, fill } from "./template";

/** A question to the cloud: the arguments of a function such as `getVpc`, and where it is asked. */
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

/** The folders of Parameter Store in which AWS and others publish the ids of images. */
const IMAGE_FAMILIES = /^(ami-|bottlerocket|canonical|debian|ecs|eks|freebsd|marketplace|suse)/;

/** What AWS answers by itself, where the cloud holds nothing of the program's own. */
export const ANSWERS: Record<string, (lookup: Lookup) => Properties | undefined> = {
  "ec2/getAmi": ({ region, args }) =>
    image(region, JSON.stringify([args.owners, args.filters, args.nameRegex])),
  "ec2/getInstanceTypeOfferings": ({ region, args }) => {
    const locations = zoneNames(region);
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
  "ec2/getManagedPrefixList": prefixList,
  "ec2/getPrefixList": prefixList,
  "elb/getServiceAccount": ({ region }) => {
    const id = LOG_DELIVERY_ACCOUNTS[region];
    return id === undefined ? undefined : { id, arn: `arn:aws:iam::${id}:root` };
  },
  "iam/getPolicyDocument": ({ args }) => renderPolicyDocument(args),
  "index/getAvailabilityZone": ({ region, args }) => {
    const name = zoneNames(region).find((zone) => zone === args.name || zoneIdOf(zone) === args.zoneId);
    return name === undefined
      ? undefined
      : { id: name, name, zoneId: zoneIdOf(name), groupName: region, state: "available" };
  },
  "index/getAvailabilityZones": ({ region, args }) => {
    const excluded = [...strings(args.excludeNames), ...strings(args.excludeZoneIds)];
    const names = zoneNames(region).filter(
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
    const alias = text(args.name);
    if (!alias.startsWith("alias/aws/")) return undefined;
    const { id, arn, aliasArn } = managedKey(region, alias);
    return { id: aliasArn, arn: aliasArn, targetKeyId: id, targetKeyArn: arn };
  },
  "kms/getKey": keyOfAlias,
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
    const value = publicParameter(region, name);
    if (value === undefined) return undefined;
    const arn = `arn:aws:ssm:${region}::parameter${name}`;
    return { id: name, arn, type: "String", value, insecureValue: value, version: 1 };
  },
};

/**
 * A parameter that AWS publishes of an image: its id, or at `.../recommended` of ECS and EKS a document that has it.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html, read 2026-11-25.
 */
function publicParameter(region: string, name: string): string | undefined {
  const [, family] = /^\/aws\/service\/([\w-]+)\//.exec(name) ?? [];
  if (family === undefined || !IMAGE_FAMILIES.test(family)) return undefined;
  const [of = ""] = name.split("/image_id");
  const id = text(image(region, of).id);
  if (!name.endsWith("/recommended")) return id;
  return JSON.stringify({ image_id: id, image_name: of.split("/").at(-2) ?? "", schema_version: 1 });
}

/** The key behind an alias, given by its name or ARN, or an AWS managed key given by id or ARN. */
function keyOfAlias({ store, region, args }: Lookup): Properties | undefined {
  const asked = text(args.keyId).replace(/^arn:aws:kms:[^:]*:[^:]*:(key\/)?/, "");
  const alias = asked.startsWith("alias/aws/")
    ? asked
    : MANAGED.find((name) => managedKey(region, name).id === asked);
  if (alias !== undefined) {
    const { id, arn } = managedKey(region, alias);
    const description = `Default key that protects my ${alias.replace("alias/aws/", "")} data when no other key is defined`;
    return { id, keyId: id, arn, description, ...describedKey("AWS") };
  }
  const own = store.get(region, "aws:kms/alias:Alias", asked);
  const key = store.get(region, "aws:kms/key:Key", text(own?.inputs.targetKeyId) || asked);
  return key && { ...stateOf(key), id: key.id, ...describedKey("CUSTOMER") };
}

const MANAGED = [
  "acm",
  "backup",
  "dynamodb",
  "ebs",
  "elasticfilesystem",
  "kinesis",
  "lambda",
  "rds",
  "redshift",
  "s3",
]
  .concat("secretsmanager", "sns", "sqs", "ssm")
  .map((service) => `alias/aws/${service}`);

/** What AWS says of a key beyond the properties that Pulumi's type has. */
export const describedKey = (keyManager: "AWS" | "CUSTOMER"): Properties => ({
  awsAccountId: ACCOUNT,
  enabled: true,
  keyManager,
  keySpec: "SYMMETRIC_DEFAULT",
  keyState: "Enabled",
  keyUsage: "ENCRYPT_DECRYPT",
  origin: "AWS_KMS",
});

function prefixList({ args }: Lookup): Properties {
  const filters: Json[] = Array.isArray(args.filters) ? args.filters : [];
  const named = filters.filter(isProperties).find(({ name }) => name === "prefix-list-name");
  const name = text(args.name) || (strings(named?.values)[0] ?? "");
  return { id: `pl-${digest(name, 8)}`, name };
}

function image(region: string, description: string): Properties {
  const id = `ami-${digest(region + description, 17)}`;
  const architecture = /arm64|aarch64/.test(description) ? "arm64" : "x86_64";
  return { id, imageId: id, architecture, rootDeviceName: "/dev/xvda", state: "available" };
}
