import { isProperties, type Json } from "../cloud/properties";
import { ACCOUNT, GLOBAL, type CloudResource, type Store } from "../cloud/store";
import { nameProperty } from "./names";
import { keyOf } from "./schema";
import { missingError, recordOf, services } from "./services";
import { defaultVpcOf } from "./services/ec2/default-vpc";
import { awsKeyIds } from "./services/kms";

/** A mention of a resource in the inputs of another. */
export interface Reference {
  /** An id, ARN or name. */
  target: string;
  /** Where it has to be; undefined for anywhere. */
  region: string | undefined;
  /** The type, such as `iam/role`, where the mention is by name. */
  key?: string;
}

/** ARNs of this account that AWS makes or that no program creates. */
const PROVIDED = /[*?]|:root$|:role\/aws-service-role\/|:user\/|:backup-vault:Default$|:alias\/aws\//;

/** Types that others name by their plain name, by the argument in which they do. */
const namedTypes = services.flatMap((service) =>
  Object.entries(service.types ?? {}).flatMap(([key, { namedBy, global }]) =>
    namedBy === undefined
      ? []
      : [{ key, modules: service.modules, isGlobal: service.global ?? global ?? false, ...namedBy }],
  ),
);

type Subject = Pick<CloudResource, "type" | "region" | "inputs">;

/** All that a resource's inputs mention; texts within texts, such as policies, do not count. */
export function referencesOf(resource: Subject): Reference[] {
  const references: Reference[] = [];
  const { unread = [] } = recordOf(resource.type);
  const visit = (path: string, value: Json): void => {
    if (path === "tags" || unread.includes(path)) return;
    if (typeof value === "string") references.push(...mention(resource, path, value));
    else if (Array.isArray(value)) for (const item of value) visit(path, item);
    else if (isProperties(value))
      for (const [key, item] of Object.entries(value)) visit(`${path}.${key}`, item);
  };
  for (const [name, value] of Object.entries(resource.inputs)) visit(name, value);
  return references;
}

function mention({ type, region }: Subject, path: string, value: string): Reference[] {
  const name = path.split(".").at(-1) ?? "";
  const { key, isGlobal } = namedType(type, name) ?? {};
  if (key !== undefined && !/^(default\.|arn:)/.test(value)) {
    if (name === nameProperty(type) && keyOf(type) === key) return [];
    // CloudFront asks for a bucket by its domain name.
    const target = key === "s3/bucket" ? value.replace(/\.s3(\.[\w-]+)?\.amazonaws\.com$/, "") : value;
    // What belongs to no region refers to names in any.
    const home = region === GLOBAL ? undefined : region;
    return [{ target, region: isGlobal === true ? GLOBAL : home, key }];
  }
  const prefix = /^([a-z]+)-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.exec(value)?.[1];
  if (prefix !== undefined && missingError(prefix) !== undefined)
    // No program makes the default VPC of a region, or what belongs to it.
    return defaultVpcOf(region).ids.has(value) ? [] : [{ target: value, region }];
  const [arn, , , home, account] = value.split(":");
  if (arn !== "arn" || account !== ACCOUNT || PROVIDED.test(value) || value.includes(awsKeyIds)) return [];
  // Where AWS does not take an ARN of another region, it looks for it in its own, and does not find it.
  const isAnywhere = region === GLOBAL || (recordOf(type).crossRegion ?? []).includes(path);
  return [{ target: value, region: home === "" ? undefined : isAnywhere ? home : region }];
}

/** The type that an argument names. Other services have arguments of the same names, which mean things of their own. */
function namedType(type: string, argument: string) {
  const [module = ""] = keyOf(type).split("/");
  return namedTypes.find(
    (named) =>
      named.arguments.includes(argument) && (named.everywhere === true || named.modules.includes(module)),
  );
}

/** Throws AWS's error for the first thing that a resource mentions and that is not in the cloud. */
export function refuseMissing(store: Store, resource: Subject): void {
  for (const reference of referencesOf(resource)) {
    if (store.list(reference.region).some((other) => isMeant(reference, other))) continue;
    throw new Error(messageFor(reference).replace("{}", reference.target));
  }
}

/** Whether a reference means a resource: by its name, its id or ARN, or as a part that AWS made along with it. */
export function isMeant({ target, key }: Reference, { type, id, inputs, outputs }: CloudResource): boolean {
  if (key !== undefined) return keyOf(type) === key && id === target;
  const parts = ["arn", ...(recordOf(type).parts ?? [])].map((part) => outputs[part]);
  // What it was given, such as a key, is no part that AWS made.
  return id === target || (parts.some((part) => holds(part, target)) && !holds(inputs, target));
}

/** Whether a value is this text, or has it somewhere within. */
function holds(value: Json | undefined, target: string): boolean {
  if (typeof value !== "object" || value === null) return value === target;
  return Object.values(value).some((item) => holds(item, target));
}

function messageFor({ target, key }: Reference): string {
  const named = namedTypes.find((type) => type.key === key);
  if (named !== undefined) return named.missing;
  const [, , service = "", , , resource = ""] = target.split(":");
  const [kind = ""] = resource.split("/");
  const [prefix = ""] = target.split("-");
  return (
    missingError(`${service}:${kind}`, service, prefix) ?? "ResourceNotFoundException: {} does not exist"
  );
}
