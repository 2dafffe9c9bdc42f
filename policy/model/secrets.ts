import { type ResourceValidationPolicy, Secret } from "@pulumi/policy";
import { isUnknown, parsed, read } from "./value";

/** Which parts of a value are secret: all of it, or some of its properties. All elements of a list count as one. */
export type SecretParts = "all" | ReadonlyMap<string, SecretParts>;

/** The secret inputs of one resource. */
export interface SecretInputs {
  readonly parts: SecretParts;
  /** The texts among their values. */
  readonly texts: ReadonlySet<string>;
  /** The texts inside of those that are JSON; the usual words of a policy document among them. */
  readonly inJson: ReadonlySet<string>;
}

/** Secret inputs by the URN of the resource; none of a resource without. */
export type Secrets = ReadonlyMap<string, SecretInputs>;

/** Stands for every element of a list: AWS returns some lists in another order than the program's. */
export const eachElement = "*";

const recorded = new Map<string, SecretInputs>();

/** Which inputs the engine has marked as secret so far. */
export const secrets: Secrets = recorded;

const shown = new Set<string>();

/** The resources whose inputs the engine has shown with their marks; none where `secrets-recorded` is switched off. */
export const shownWithMarks: ReadonlySet<string> = shown;

/**
 * Changes nothing, and records what is secret. `validateResource` and `validateStack` are given the values without a mark;
 * only `remediateResource` of a policy at the level `remediate` is given the marks. Source: @pulumi/policy 1.21, server.js.
 */
export const secretsRecorded: ResourceValidationPolicy = {
  name: "secrets-recorded",
  description: "Records which inputs are secret, so that no message shows one; changes and finds nothing",
  enforcementLevel: "remediate",
  remediateResource: ({ urn, props }) => {
    shown.add(urn);
    const found = secretInputs(props);
    if (found) recorded.set(urn, found);
    else recorded.delete(urn);
  },
};

/** The secret parts of a resource's inputs, in which `Secret` marks them; undefined where there are none. */
function secretInputs(props: object): SecretInputs | undefined {
  const marked: unknown[] = [];
  const parts = partsOf(props, marked);
  if (!parts) return undefined;
  const texts = new Set(marked.flatMap(textsIn));
  return { parts, texts, inJson: new Set([...texts].flatMap((text) => textsIn(objectIn(text)))) };
}

/** @param marked is given each secret value */
function partsOf(value: unknown, marked: unknown[]): SecretParts | undefined {
  if (value instanceof Secret) {
    marked.push(value);
    return "all";
  }
  if (typeof value !== "object" || value === null) return undefined;
  const parts = new Map<string, SecretParts>();
  for (const key of Object.keys(value)) {
    const inner = partsOf(read(value, key), marked);
    const name = Array.isArray(value) ? eachElement : key;
    if (inner) parts.set(name, joined(parts.get(name), inner));
  }
  return parts.size > 0 ? parts : undefined;
}

function joined(one: SecretParts = new Map<string, SecretParts>(), other: SecretParts): SecretParts {
  if (one === "all" || other === "all") return "all";
  const parts = new Map(one);
  for (const [name, part] of other) parts.set(name, joined(parts.get(name), part));
  return parts;
}

function textsIn(value: unknown): string[] {
  if (isUnknown(value) || value === "") return [];
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.keys(value).flatMap((key) => textsIn(read(value, key)));
}

function objectIn(json: string): unknown {
  const value = parsed(json);
  return typeof value === "object" ? value : undefined;
}
