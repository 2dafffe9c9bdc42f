import { z } from "zod";
import { type FoundProblem, inWords, keyOf, valueAt } from "./problems";
import { stackConfiguration } from "./schema";
import { closest } from "./suggest";

/** What zod found wrong, in our words: one problem a key. */
export function issueProblems(issues: readonly z.core.$ZodIssue[], values: unknown): FoundProblem[] {
  return issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => unknownKey(issue.path, key, values));
    }
    // The message of a record's bad key is inside; around it stands only that a key is bad.
    const allowed = issue.code === "invalid_key" ? issue.issues[0]?.message : undefined;
    return [
      {
        key: keyOf(issue.path),
        found: inWords(valueAt(values, issue.path)),
        allowed: allowed ?? issue.message,
      },
    ];
  });
}

/** Keys that had another name, and what to write now. */
export const formerKeys: Readonly<Record<string, string>> = {
  "platform:environment":
    "write platform:tier, dev or prod, in its place; the name of the environment is the stack's",
};

function unknownKey(section: readonly PropertyKey[], key: string, values: unknown): FoundProblem {
  const known = knownKeys(section);
  const problem = { key: keyOf([...section, key]), found: inWords(valueAt(values, [...section, key])) };
  const now = section.length === 0 ? formerKeys[key] : undefined;
  if (now !== undefined) return { ...problem, allowed: "no such key any more", fix: now };
  const meant = closest(key, known);
  return meant === undefined
    ? { ...problem, allowed: `no such key, but ${known.join(", ")}` }
    : { ...problem, allowed: "no such key", fix: `did you mean ${meant}?` };
}

/** The keys that the schema has in the section at a path. */
function knownKeys(path: readonly PropertyKey[]): string[] {
  const section = path.reduce<unknown>((parent, part) => {
    const schema = withoutDefault(parent);
    if (schema instanceof z.ZodArray) return schema.element;
    return schema instanceof z.ZodObject ? schema.shape[String(part)] : undefined;
  }, stackConfiguration);
  const schema = withoutDefault(section);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function withoutDefault(schema: unknown): unknown {
  const wraps =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return wraps ? withoutDefault(schema.unwrap()) : schema;
}
