import { propertyRule } from "../../model/property-rule";
import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { elements, every, judge, read, some, unknown, type Value, type Verdict } from "../../model/value";
import { isInternal, loadBalancerType } from "../exposure/load-balancer";

const listenerType = "aws:lb/listener:Listener";

export const listenerHttps = rule({
  name: "load-balancer-https",
  description: "A public load balancer speaks TLS, and sends plain HTTP there",
  severity: "high",
  requirement: "security",
  sources: [
    "CFG ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK",
    "CKV_AWS_2",
    "CKV2_AWS_20",
    "PCP aws-alb-listener-disallow-unencrypted-traffic",
  ],
  *check(stack) {
    for (const listener of stack.ofType(listenerType)) {
      const [loadBalancer] = listener.references(loadBalancerType, "loadBalancerArn").resources;
      if (loadBalancer && isInternal(loadBalancer) === true) continue;
      const redirects = every([
        judge(listener.get("defaultActions", 0, "type"), (type) => type === "redirect"),
        judge(listener.get("defaultActions", 0, "redirect", "protocol"), (protocol) => protocol === "HTTPS"),
        rulesRedirect(stack, listener),
      ]);
      yield {
        resource: listener,
        verdict: some([isEncrypted(listener), redirects]),
        found: `protocol ${show(listener.get("protocol"))} on port ${show(listener.get("port"))}, action ${show(listener.get("defaultActions", 0, "type"))}`,
        required:
          "protocol HTTPS (TLS on a network load balancer), or a redirect to HTTPS and no rule that forwards",
        fix: "give the load balancer a listener on 443 with a certificate (platform:domain), and this one a redirect action with protocol HTTPS and statusCode HTTP_301",
      };
    }
  },
});

/** Rules of a listener come before its default action, and may answer over plain HTTP what that would redirect. */
function rulesRedirect(stack: Stack, listener: Resource): Verdict {
  const rules = stack.referring("aws:lb/listenerRule:ListenerRule", listener, "listenerArn");
  return every(
    rules.map(({ resource, sure }) =>
      some([judge(resource.get("actions", 0, "type"), (type) => type !== "forward"), sure ? false : unknown]),
    ),
  );
}

/** A network load balancer may hand TLS through to its targets, on any port but that of plain HTTP. */
function isEncrypted(listener: Resource): Verdict {
  const protocol = listener.get("protocol");
  return some([
    judge(protocol, (known) => known === "HTTPS" || known === "TLS"),
    every([
      judge(protocol, (known) => known !== "HTTP" && known !== undefined),
      judge(listener.get("port"), (port) => show(port) !== "80"),
    ]),
  ]);
}

/** Policies that refuse TLS before 1.2. Source: Elastic Load Balancing, "Security policies for your Application Load Balancer". */
const modernTls = /TLS13-1-[23]-|TLS-1-2-|FS-1-2-/;

export const tlsPolicy = propertyRule({
  name: "tls-policy",
  description: "A listener that speaks TLS takes version 1.2 at least",
  severity: "high",
  requirement: "security",
  sources: ["CFG ELB_PREDEFINED_SECURITY_POLICY_SSL_CHECK", "CKV_AWS_103"],
  on: { [listenerType]: ["sslPolicy"] },
  except: (listener) =>
    judge(listener.get("protocol"), (protocol) => !["HTTPS", "TLS"].includes(show(protocol))) === true,
  holds: (policy) => typeof policy === "string" && modernTls.test(policy),
  required: "ELBSecurityPolicy-TLS13-1-2-2021-06, or another that begins with TLS 1.2",
});

const httpsPolicies = ["redirect-to-https", "https-only"];

export const distributionHttps = rule({
  name: "distribution-https",
  description: "A CloudFront distribution answers on HTTPS only",
  severity: "high",
  requirement: "security",
  sources: ["CFG CLOUDFRONT_VIEWER_POLICY_HTTPS", "CKV_AWS_34"],
  *check(stack) {
    for (const distribution of stack.ofType("aws:cloudfront/distribution:Distribution")) {
      const ordered = distribution.list("orderedCacheBehaviors");
      const behaviors = [distribution.get("defaultCacheBehavior"), ...(ordered === unknown ? [] : ordered)];
      const policies = behaviors.map((behavior) => read(behavior, "viewerProtocolPolicy"));
      const isHttps = (policy: Value) => judge(policy, (known) => httpsPolicies.includes(show(known)));
      yield {
        resource: distribution,
        verdict: every([...policies.map(isHttps), ordered === unknown ? unknown : true]),
        found: `viewerProtocolPolicy ${policies.map(show).join(", ")}`,
        required: `${httpsPolicies.join(" or ")} of defaultCacheBehavior and of each of orderedCacheBehaviors`,
        fix: 'set viewerProtocolPolicy to "redirect-to-https"',
      };
    }
  },
});

export const cacheTls = propertyRule({
  name: "cache-encrypted-in-transit",
  description: "A cache speaks TLS with its clients",
  severity: "high",
  requirement: "security",
  sources: ["CFG ELASTICACHE_REPL_GRP_ENCRYPTED_IN_TRANSIT", "CKV_AWS_30", "NAG AEC3"],
  on: {
    "aws:elasticache/replicationGroup:ReplicationGroup": ["transitEncryptionEnabled"],
    "aws:elasticache/cluster:Cluster": ["transitEncryptionEnabled"],
  },
  // A node that joins a replication group is encrypted as the group is.
  except: (cache) => cache.given("replicationGroupId") !== undefined && cache.type.endsWith(":Cluster"),
  holds: (value) => value === true,
  required: "true",
});

/** The parameter that makes a database refuse plain connections, by what its engine's name contains. */
const tlsParameters = [
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
  severity: "high",
  requirement: "security",
  sources: ["CKV2_AWS_69", "PCP aws-rds-instance-disallow-unencrypted-in-transit"],
  *check(stack) {
    for (const [type, [property, groupType]] of Object.entries(parameterGroups)) {
      for (const database of stack.ofType(type)) {
        const engine = database.get("engine");
        const parameter = tlsParameters.find((it) => show(engine).includes(it.engine));
        // Oracle takes an option group instead, Db2 a parameter of its own.
        if (!parameter && engine !== unknown) continue;
        const [group] = database.references(groupType, property).resources;
        const named = database.given(property);
        const byDefault = requiresByDefault(database);
        yield {
          resource: database,
          verdict:
            group && parameter
              ? hasParameter(group.get("parameters"), parameter, byDefault)
              : named === undefined
                ? byDefault
                : unknown,
          found: group ? `${property} ${group.name} without it` : `${property} ${show(named)}`,
          required: `a parameter group with ${parameter?.name ?? "TLS required"} ${parameter?.on[0] ?? ""}`,
          fix: `add {name: "${parameter?.name ?? ""}", value: "1"} to the parameters of the group that ${property} names`,
        };
      }
    }
  },
});

/**
 * Whether a database refuses plain connections unless a parameter says otherwise, as RDS for PostgreSQL does from version
 * 15. Source: Amazon RDS User Guide, "Requiring an SSL connection to a PostgreSQL DB instance".
 */
function requiresByDefault(database: Resource): Verdict {
  if (database.get("engine") !== "postgres") return false;
  return judge(database.given("engineVersion"), (version) => Number.parseInt(show(version)) >= 15);
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
