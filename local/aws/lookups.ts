import { isDeepStrictEqual } from "node:util";
import { isProperties, strings, text, type Json, type Properties } from "../cloud/properties";
import { stateOf, type CloudResource } from "../cloud/store";
import { addDefaultVpc, madeAlongWith } from "./account";
import { ANSWERS, describedKey, type Lookup } from "./answers";
import { defaultVpcOf, zoneIdOf } from "./default-vpc";
import { homeOf } from "./identity";
import { keyOf, schemaOf } from "./schema";

/** What AWS says of a resource beyond the properties that its type has in Pulumi. */
const DESCRIBED: Record<string, (state: Properties) => Properties> = {
  "ec2/subnet": (state) => {
    const { region, availabilityZone, id } = state;
    return {
      availabilityZoneId: zoneIdOf(text(availabilityZone)),
      defaultForAz: defaultVpcOf(text(region)).ids.has(text(id)),
      state: "available",
    };
  },
  "ec2/vpc": ({ region, id }) => ({
    default: defaultVpcOf(text(region)).ids.has(text(id)),
    state: "available",
  }),
  "kms/key": () => describedKey("CUSTOMER"),
};

/** EC2's names of what a filter compares, where they are not the property's with hyphens. */
const FILTERED: Record<string, Record<string, string>> = {
  "ec2/instance": { "image-id": "ami", "instance-state-name": "instanceState" },
  "ec2/securityGroup": { "group-id": "id", "group-name": "name" },
  "ec2/subnet": { availabilityZone: "availabilityZone", cidr: "cidrBlock", "subnet-arn": "arn" },
  "ec2/vpc": {
    cidr: "cidrBlock",
    "cidr-block-association.cidr-block": "cidrBlock",
    "is-default": "default",
    isDefault: "default",
  },
};

/**
 * The answer to a function such as `aws:ssm/getParameter:getParameter`. One that is named after a resource type, like
 * `getVpc` or `getSubnets`, finds resources of that type by their id, properties, tags and filters.
 *
 * Throws if nothing or more than one is found, or if there is no such function or filter.
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
      `The local AWS has no function ${token}; those that read no resources are in local/aws/answers.ts.`,
    );
  }
  if (module === "ec2") addDefaultVpc(lookup.store, lookup.region);
  const common = { ...lookup.args, region: lookup.region };
  if (!isType(one) && isType(many))
    return { tags: {}, ...common, id: lookup.region, ids: find(lookup, many).map(({ id }) => text(id)) };
  const [found, ...others] = find(lookup, one);
  if (others.length > 0 && lookup.args.mostRecent !== true) {
    const label = labelOf(module, noun);
    // The wording of Terraform's provider, on which the real one is built: internal/tfresource/not_found_error.go.
    throw new Error(
      `multiple ${label}s matched; use additional constraints to reduce matches to a single ${label}`,
    );
  }
  const answer = found ?? ANSWERS[key]?.(lookup);
  if (answer !== undefined) return { ...common, ...answer };
  throw new Error(
    module === "ec2"
      ? `no matching ${labelOf(module, noun)} found`
      : `reading ${token}: nothing in the local AWS matches ${JSON.stringify(lookup.args)}`,
  );
}

/** `EC2 VPC`, `EC2 Security Group`. */
function labelOf(module: string, noun: string): string {
  const words = noun
    .replace(/[a-z](?=[A-Z])/g, "$& ")
    .replace(/^(Vpc|Nat|Ami)\b/, (word) => word.toUpperCase());
  return `${module.toUpperCase()} ${words}`;
}

function find({ store, region, args }: Lookup, type = ""): Properties[] {
  const { outputs } = schemaOf(type);
  const filters = Array.isArray(args.filters) ? args.filters.filter(isProperties) : [];
  const all = store.list(homeOf(type, {}, region));
  const made = all.filter((resource) => keyOf(resource.type) === "ec2/vpc").flatMap(madeAlongWith);
  return [...all, ...made]
    .filter((resource) => resource.type === type)
    .map((resource) => described(resource))
    .filter((state) =>
      Object.entries(args)
        .filter(([name]) => name in state || outputs.has(name))
        .every(([name, value]) => contains(state[name], value)),
    )
    .filter((state) => filters.every((filter) => passes(type, state, filter)));
}

/** What AWS tells of a resource; it does not know which tags came by the provider's defaults. */
function described(resource: CloudResource): Properties {
  const key = keyOf(resource.type);
  const state: Properties = { region: resource.region, ...stateOf(resource), id: resource.id };
  const tags = state.tagsAll ?? state.tags ?? {};
  return { [`${key.split("/")[1] ?? ""}Id`]: resource.id, ...state, tags, ...DESCRIBED[key]?.(state) };
}

/** Whether a value is the wanted one, or a map that holds at least the wanted entries. */
function contains(value: Json | undefined, wanted: Json): boolean {
  if (!isProperties(wanted)) return isDeepStrictEqual(value, wanted);
  return (
    isProperties(value) &&
    Object.entries(wanted).every(([key, entry]) => isDeepStrictEqual(value[key], entry))
  );
}

/**
 * EC2's filters: `vpc-id` is the property `vpcId`, `tag:Name` the tag; `*` and `?` in a value stand for other characters.
 * Source: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html, read 2026-11-25.
 */
function passes(type: string, state: Properties, filter: Properties): boolean {
  const values = strings(filter.values).map(patternOf);
  return compared(type, state, text(filter.name)).some((value) =>
    values.some((pattern) => pattern.test(value)),
  );
}

/** What a filter of this name compares: one value, or several. */
function compared(type: string, state: Properties, name: string): string[] {
  const tags = isProperties(state.tags) ? state.tags : {};
  if (name === "tag-key") return Object.keys(tags);
  if (name.startsWith("tag:")) return [tags[name.slice("tag:".length)]].flatMap(asText);
  const camel = name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  const property = FILTERED[keyOf(type)]?.[name] ?? camel;
  if (!(property in state) && !schemaOf(type).outputs.has(property)) {
    throw new Error(
      `InvalidParameterValue: The filter '${name}' is invalid, or one that the local AWS has not`,
    );
  }
  return [state[property]].flat().flatMap(asText);
}

function asText(value: Json | undefined): string[] {
  return typeof value === "object" || value === undefined ? [] : [String(value)];
}

function patternOf(value: string): RegExp {
  const escaped = value.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`);
}
