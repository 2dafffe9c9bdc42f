import { Secret } from "@pulumi/policy";
import fc from "fast-check";
import { notYetKnown } from "../../policy/examples/example";
import { marked } from "./analyzer";

/** What is in every secret text below, and in no text of a rule; the short ones are shorter than any word. */
export const telltale = /ŧ|731654/;

/** Decisions of a random run, one after the other. */
export type Decide = () => number;

export const decisions: fc.Arbitrary<Decide> = fc
  .array(fc.nat(99), { minLength: 200, maxLength: 200 })
  .map((numbers) => {
    let at = 0;
    return () => numbers[at++ % numbers.length] ?? 0;
  });

/** A value some parts of which are secret at any depth, with what tells in the place of their texts and numbers. */
export function withSecrets(value: unknown, decide: Decide): unknown {
  if (decide() < 15) return new Secret(telling(value, decide));
  if (Array.isArray(value)) return value.map((element) => withSecrets(element, decide));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withSecrets(inner, decide)]));
}

function telling(value: unknown, decide: Decide): unknown {
  if (value === notYetKnown) return value;
  if (typeof value === "number") return 731654000 + decide();
  if (typeof value === "string") {
    if (value.startsWith("{")) return JSON.stringify(telling(JSON.parse(value), decide));
    return decide() < 50 ? `ŧ${decide() % 9}` : `ŧ-a-long-secret-${decide()}`;
  }
  if (Array.isArray(value)) return value.map((element) => telling(element, decide));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, telling(inner, decide)]));
}

/** A value without the marks of its secrets; what they are replaced by is told of each. */
export function unmarked(value: unknown, mark: (secret: unknown) => unknown = (secret) => secret): unknown {
  if (value instanceof Secret) return mark(unmarked(value.value, mark));
  if (Array.isArray(value)) return value.map((element) => unmarked(element, mark));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, unmarked(inner, mark)]));
}

/** A value with its marks as the protocol has them. */
export function ofProtocol(value: unknown): unknown {
  return unmarked(value, marked);
}

/** The paths of what is secret in a value of the protocol or of the SDK. */
export function secretPaths(value: unknown, path = ""): string[] {
  if (value instanceof Secret) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => secretPaths(inner, `${path}/${key}`));
}
