import { backupOf, sizedOf } from "./defaults";
import type { Environment } from "./environment";
import { issueProblems } from "./issues";
import { notificationsOf, sloOf } from "./observability";
import { ConfigError, type Problem } from "./problems";
import { relationProblems } from "./relations";
import { type StackConfiguration, stackConfiguration } from "./schema";

/** A stack's configuration as it was found, by full key such as `platform:workload`. */
export interface ConfigSource {
  /** The file that problems are reported for, such as `Pulumi.prod.yaml`. */
  readonly file: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly stack: string;
  /** Keys whose values no message may show; with one secret in it a whole section counts, as in Pulumi. */
  readonly secretKeys?: readonly string[];
}

/** @throws ConfigError with everything that is wrong. Keys of other namespaces are not looked at. */
export function loadEnvironment(source: ConfigSource): Environment {
  const own = Object.entries(source.values).filter(
    ([key]) => key === "aws:region" || key.startsWith("platform:"),
  );
  const values = Object.fromEntries(own);
  const parsed = stackConfiguration.safeParse(values);
  const invalid = issueProblems(parsed.error?.issues ?? [], values);
  const relations = relationProblems(values).map((relation) => withoutSecrets(relation, source));
  const problems = firstOfKey([...invalid, ...relations]);
  if (!parsed.success || problems.length > 0) {
    throw new ConfigError(problems.map((problem) => ({ file: source.file, ...masked(problem, source) })));
  }
  return environmentOf(parsed.data, source.stack);
}

function environmentOf(config: StackConfiguration, stack: string): Environment {
  const sized = sizedOf(config);
  const isProd = sized.name === "prod";
  const region = config["aws:region"];
  const loadBalancer = config["platform:loadBalancer"];
  return {
    ...sized,
    stack,
    region,
    domain: config["platform:domain"],
    notifications: notificationsOf(config["platform:notifications"]),
    tags: config["platform:tags"],
    loadBalancer: { ...loadBalancer, deletionProtection: loadBalancer.deletionProtection ?? isProd },
    storage: config["platform:storage"],
    alarms: config["platform:alarms"],
    slo: sloOf(config["platform:slo"], isProd),
    tracing: config["platform:tracing"],
    backup: backupOf(config["platform:backup"], sized.database, isProd, region),
  };
}

type FoundProblem = Omit<Problem, "file">;

/** A value out of range often breaks a relation as well: the first thing said about a key is enough. */
function firstOfKey(problems: readonly FoundProblem[]): FoundProblem[] {
  return problems
    .filter(({ key }, index) => problems.findIndex((other) => other.key === key) === index)
    .sort((one, other) => one.key.localeCompare(other.key, "en"));
}

function masked(problem: FoundProblem, { secretKeys = [] }: ConfigSource): FoundProblem {
  const [setting] = problem.key.split(/[.[]/);
  return secretKeys.some((key) => key === setting) ? { ...problem, found: "a secret" } : problem;
}

/** A relation says by the value of one setting what another has to be. */
function withoutSecrets(relation: FoundProblem, { values, secretKeys = [] }: ConfigSource): FoundProblem {
  const secrets = secretKeys.flatMap((key) => stringsIn(values[key]));
  const shown = (text: string) =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, () => "a secret"), text);
  const { allowed, fix } = relation;
  return { ...relation, allowed: shown(allowed), ...(fix !== undefined && { fix: shown(fix) }) };
}

function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
