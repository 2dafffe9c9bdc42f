import { type Finding, rule, undecided } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource } from "../../model/stack";
import { elements, every, isText, judge, read, unknown, type Value, type Verdict } from "../../model/value";

const groupType = "aws:elasticache/replicationGroup:ReplicationGroup";
const clusterType = "aws:elasticache/cluster:Cluster";

export const cacheTls = rule({
  name: "cache-encrypted-in-transit",
  description: "A cache speaks TLS with its clients, and nothing else",
  cannotKnow:
    "What AWS chooses for an engine version that is not set, before it has chosen; whether the clients check the certificate",
  severity: "high",
  requirement: "security",
  sources: ["CFG ELASTICACHE_REPL_GRP_ENCRYPTED_IN_TRANSIT", "CKV_AWS_30", "NAG AEC3"],
  *check(stack) {
    for (const cache of stack.ofType(groupType, clusterType)) {
      // A node that joins a replication group is encrypted as the group is.
      if (cache.type === clusterType && cache.given("replicationGroupId") !== undefined) continue;
      const isSingle = cache.type === clusterType && cache.get("engine") !== "memcached";
      yield {
        resource: cache,
        verdict: every([
          judge(cache.get("transitEncryptionEnabled"), (value) => value === true),
          // In the mode for moving to TLS a cache still takes plain connections.
          judge(cache.given("transitEncryptionMode"), (mode) => mode !== "preferred"),
        ]),
        found: `transitEncryptionEnabled ${show(cache.get("transitEncryptionEnabled"))}, transitEncryptionMode ${show(cache.given("transitEncryptionMode"))}`,
        required: "transitEncryptionEnabled true, and transitEncryptionMode not preferred",
        fix: isSingle
          ? "make an aws.elasticache.ReplicationGroup with transitEncryptionEnabled in its place: a single Redis or Valkey has no TLS"
          : "set transitEncryptionEnabled to true, and transitEncryptionMode to required once all clients speak TLS",
      };
    }
  },
});

/** The parameter that makes a database refuse plain connections, by what its engine's name contains. */
const tlsParameters: readonly { engine: string; name: string; on: readonly [string, ...string[]] }[] = [
  { engine: "postgres", name: "rds.force_ssl", on: ["1"] },
  { engine: "sqlserver", name: "rds.force_ssl", on: ["1"] },
  { engine: "mysql", name: "require_secure_transport", on: ["1", "ON", "on"] },
  { engine: "mariadb", name: "require_secure_transport", on: ["1", "ON", "on"] },
];

const parameterGroups = {
  "aws:rds/cluster:Cluster": [
    "dbClusterParameterGroupName",
    "aws:rds/clusterParameterGroup:ClusterParameterGroup",
  ],
  "aws:rds/instance:Instance": ["parameterGroupName", "aws:rds/parameterGroup:ParameterGroup"],
} as const;

export const databaseTls = rule({
  name: "database-requires-tls",
  description: "A database refuses connections without TLS",
  cannotKnow: "What a parameter group of another stack, or an AWS default of the engine's next version, says",
  severity: "high",
  requirement: "security",
  sources: ["CKV2_AWS_69", "PCP aws-rds-instance-disallow-unencrypted-in-transit"],
  *check(stack) {
    for (const [type, [property, parameterGroupType]] of Object.entries(parameterGroups)) {
      for (const database of stack.ofType(type)) {
        const finding = judgeDatabase(database, property, parameterGroupType);
        if (finding) yield finding;
      }
    }
    for (const proxy of stack.ofType("aws:rds/proxy:Proxy")) {
      yield {
        resource: proxy,
        verdict: judge(proxy.get("requireTls"), (value) => value === true),
        found: `requireTls ${show(proxy.get("requireTls"))}`,
        required: "requireTls true",
        fix: "set requireTls to true: what a proxy takes in plain it also passes on",
      };
    }
  },
});

function judgeDatabase(
  database: Resource,
  property: string,
  parameterGroupType: string,
): Finding | undefined {
  const engine = database.get("engine");
  const parameter = tlsParameters.find((it) => show(engine).includes(it.engine));
  const given = database.given(property);
  // AWS's default group, which nobody can change, is in use where none is named.
  const named = given === "" || isDefaultGroup(given) ? undefined : given;
  // Oracle takes an option group instead, Db2 a parameter of its own; a replica takes the group of its source.
  if (!parameter && engine !== unknown) return undefined;
  if (named === undefined && database.given("replicateSourceDb") !== undefined) return undefined;
  if (!parameter) return undecided(database, "engine not known yet");
  const [group] = database.references(parameterGroupType, property).resources;
  const byDefault = requiresByDefault(database, database.get(property));
  return {
    resource: database,
    verdict: group
      ? hasParameter(group.get("parameters"), parameter, byDefault)
      : named === undefined
        ? byDefault
        : unknown,
    found: group ? `${property} ${group.name} without it` : `${property} ${show(named)}`,
    required: `a parameter group with ${parameter.name} ${parameter.on[0]}`,
    fix: group
      ? `add {name: "${parameter.name}", value: "${parameter.on[0]}"} to the parameters of the group ${group.name}`
      : `make a parameter group with {name: "${parameter.name}", value: "${parameter.on[0]}"} and name it in ${property}`,
  };
}

/**
 * The versions from which an engine refuses plain connections unless a parameter says otherwise. Source: Amazon RDS and
 * Aurora User Guides, "Requiring an SSL/TLS connection" of each engine.
 */
const requiredSince: Readonly<Record<string, readonly [major: number, minor: number]>> = {
  postgres: [15, 0],
  "aurora-postgresql": [17, 0],
  mariadb: [11, 8],
};

function isDefaultGroup(group: Value): group is string {
  return typeof group === "string" && group.startsWith("default.");
}

/**
 * By the version that the program gives, or that AWS took where it gives none; AWS's default group has its major version in its
 * name, e.g. `default.postgres17`. Where a preview shows neither, AWS has still to choose.
 */
function requiresByDefault(database: Resource, group: Value): Verdict {
  const [sinceMajor, sinceMinor] = requiredSince[show(database.get("engine"))] ?? [Infinity, 0];
  if (sinceMajor === Infinity) return false;
  const version = database.get("engineVersion");
  const family = isDefaultGroup(group) ? /[\d.]+$/.exec(group)?.[0] : undefined;
  const known = isText(version) ? version : family;
  if (known === undefined) return unknown;
  const [major = 0, minor = 0] = known.split(".").map(Number);
  return major > sinceMajor || (major === sinceMajor && minor >= sinceMinor);
}

function hasParameter(
  parameters: Value,
  wanted: { name: string; on: readonly string[] },
  byDefault: Verdict,
): Verdict {
  const all = elements(parameters);
  if (all === unknown) return unknown;
  const set = all.find((it) => read(it, "name") === wanted.name);
  if (set === undefined) return all.some((it) => read(it, "name") === unknown) ? unknown : byDefault;
  return judge<Value>(read(set, "value"), (value) => wanted.on.includes(show(value)));
}
