import { crossFieldProblems } from "./cross-field";
import { type Environment, environmentOf } from "./environment";
import { issueProblems } from "./issues";
import type { Place } from "./pair";
import { ConfigError, type FoundProblem, inWords } from "./problems";
import { stackConfiguration } from "./schema";

/** A stack's configuration as it was found, by full key such as `platform:workload`. */
export interface ConfigSource {
  /** The file that problems are reported for, such as `Pulumi.prod.yaml`. */
  readonly file: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly stack: string;
  /** Keys whose values no message may show; with one secret in it a whole section counts, as in Pulumi. */
  readonly secretKeys?: readonly string[];
  /** The stack that this one is the standby of; standby.ts completes its values by that one's. */
  readonly primary?: Place;
}

/** @throws ConfigError with everything that is wrong. Keys of other namespaces are not looked at. */
export function loadEnvironment(source: ConfigSource): Environment {
  const own = Object.entries(source.values).filter(
    ([key]) => key === "aws:region" || key.startsWith("platform:"),
  );
  const values = Object.fromEntries(own);
  const parsed = stackConfiguration.safeParse(values);
  const invalid = issueProblems(parsed.error?.issues ?? [], values);
  const crossField = crossFieldProblems(values).map((problem) => withoutSecrets(problem, source));
  const problems = firstOfKey([...stackNameProblems(source.stack), ...invalid, ...crossField]);
  if (!parsed.success || problems.length > 0) {
    throw new ConfigError(problems.map((problem) => ({ file: source.file, ...masked(problem, source) })));
  }
  return environmentOf(parsed.data, source.stack, source.primary);
}

/**
 * The stack's name is part of names in AWS. The strictest are a dashboard's, of letters, digits, `-` and `_` alone (CloudWatch
 * API Reference, `PutDashboard`, 2026-11-28), and those of X-Ray, of 32 characters.
 */
function stackNameProblems(stack: string): FoundProblem[] {
  if (/^[\w-]{1,24}$/.test(stack)) return [];
  const allowed = "a name of 1 to 24 letters, digits, hyphens and underscores";
  return [
    { key: "stack", found: inWords(stack), allowed, fix: "pulumi stack rename NAME, and rename its file" },
  ];
}

/** A value out of range often fails the cross-field validation as well: the first thing said about a key is enough. */
function firstOfKey(problems: readonly FoundProblem[]): FoundProblem[] {
  return problems
    .filter(({ key }, index) => problems.findIndex((other) => other.key === key) === index)
    .sort((one, other) => one.key.localeCompare(other.key, "en"));
}

function masked(problem: FoundProblem, { secretKeys = [] }: ConfigSource): FoundProblem {
  const [setting] = problem.key.split(/[.[]/);
  return secretKeys.some((key) => key === setting) ? { ...problem, found: "a secret" } : problem;
}

/** Cross-field validation says by the value of one setting what another has to be. */
function withoutSecrets(problem: FoundProblem, { values, secretKeys = [] }: ConfigSource): FoundProblem {
  const secrets = secretKeys.flatMap((key) => stringsIn(values[key]));
  const shown = (text: string) =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, () => "a secret"), text);
  const { allowed, fix } = problem;
  return { ...problem, allowed: shown(allowed), ...(fix !== undefined && { fix: shown(fix) }) };
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
