import { isDeepStrictEqual } from "node:util";
import { isProperties, strings, text, type Json, type Properties } from "../cloud/properties";
import { stateOf, type CloudResource } from "../cloud/store";
import { arnOf, homeOf } from "./identity";
import { computeOutputs } from "./outputs";
import { keyOf, schemaOf } from "./schema";
import { answerTo, recordOf, serviceOf } from "./services";
import type { Lookup, Service } from "./services/service";

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
  const answer = answerTo(key);
  if (!isType(one) && !isType(many) && answer === undefined) {
    throw new Error(
      `The local AWS has no function ${token}; those that read no resources are in local/aws/services.`,
    );
  }
  addProvided(lookup, serviceOf(token));
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
  const state = found ?? answer?.(lookup);
  if (state !== undefined) return { ...common, ...state };
  throw new Error(
    module === "ec2"
      ? `no matching ${labelOf(module, noun)} found`
      : `reading ${token}: nothing in the local AWS matches ${JSON.stringify(lookup.args)}`,
  );
}

/** Puts what every account has, such as the default VPC of a region, where look-ups find it. */
function addProvided({ store, region }: Lookup, service: Service | undefined): void {
  for (const given of service?.provided?.(region) ?? []) {
    if (store.get(region, given.type, given.id) !== undefined) continue;
    const arn = arnOf(given.type, given.id, region);
    const outputs = computeOutputs({ ...given, region, store, arn, name: undefined });
    store.add({ ...given, region, outputs });
  }
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
  const made = all.flatMap((resource) => recordOf(resource.type).brings?.(resource) ?? []);
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
  return {
    [`${key.split("/")[1] ?? ""}Id`]: resource.id,
    ...state,
    tags,
    ...recordOf(resource.type).described?.(state),
  };
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
  const property = recordOf(type).filters?.[name] ?? camel;
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
