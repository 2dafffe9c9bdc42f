import { isProperties, type Json, type Properties } from "../../cloud/properties";
import type { NormalForm } from "./service";

/** What AWS writes in lower case, which the real provider knows (`StateFunc: strings.ToLower`). */
export const lowerCase: NormalForm = { to: (value) => mapText(value, lower), suppressed: true };

/** What AWS writes in upper case, which the real provider knows (`StateFunc: strings.ToUpper`). */
export const upperCase: NormalForm = {
  to: (value) => mapText(value, (text) => text.toUpperCase()),
  suppressed: true,
};

/** A domain name: lower case, and no dot at its end. */
export const domainName: NormalForm = { to: (value) => mapText(value, domain), suppressed: true };

/** JSON, of which AWS keeps the meaning and the provider compares it (`SuppressEquivalentJSONDiffs`). */
export const json: NormalForm = { to: (value) => mapJson(value, sorted), suppressed: true };

/**
 * A policy document: "When you create a policy, AWS validates, processes, and transforms the policy before storing it", so that
 * a list of one comes back as a text, and lists and keys in another order. The provider compares what policies mean
 * (`SuppressEquivalentPolicyDiffs`). Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_policies.html,
 * "Policy restructuring"; https://github.com/hashicorp/awspolicyequivalence; read 2026-11-28.
 */
export const policy: NormalForm = { to: (value) => mapJson(value, restructured), suppressed: true };

export const mapText = (value: Json, change: (text: string) => string): Json =>
  typeof value === "string" ? change(value) : value;

const lower = (text: string): string => text.toLowerCase();

export const domain = (text: string): string => lower(text).replace(/\.$/, "");

/** A text that is no JSON, such as one that a preview does not know yet, stays as it is. */
function mapJson(value: Json, change: (document: Json) => Json): Json {
  if (typeof value !== "string") return value;
  try {
    return JSON.stringify(change(JSON.parse(value) as Json));
  } catch {
    return value;
  }
}

/** Keys in alphabetical order; of lists the order is kept. */
function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  return isProperties(value) ? mapValues(value, sorted) : value;
}

function restructured(document: Json): Json {
  if (!isProperties(document)) return document;
  const { Statement: statement = [], ...rest } = document;
  const statements = Array.isArray(statement) ? statement : [statement];
  return { ...rest, Statement: statements.map(withSingleElements) };
}

function withSingleElements(value: Json): Json {
  if (Array.isArray(value)) {
    const items = value.map(withSingleElements);
    const [first = null] = items;
    return items.length === 1 ? first : items.sort((a, b) => compare(JSON.stringify(a), JSON.stringify(b)));
  }
  return isProperties(value) ? mapValues(value, withSingleElements) : value;
}

function mapValues(properties: Properties, change: (value: Json) => Json): Properties {
  const entries = Object.entries(properties).sort(([one], [other]) => compare(one, other));
  return Object.fromEntries(entries.map(([key, value]) => [key, change(value)]));
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
