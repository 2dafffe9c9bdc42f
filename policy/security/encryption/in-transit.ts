import { propertyRule } from "../../model/property-rule";
import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource } from "../../model/stack";
import {
  elements,
  every,
  judge,
  read,
  some,
  type Unknown,
  unknown,
  type Value,
  type Verdict,
} from "../../model/value";
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
      ]);
      yield {
        resource: listener,
        verdict: some([isEncrypted(listener), redirects]),
        found: `protocol ${show(listener.get("protocol"))} on port ${show(listener.get("port"))}, action ${show(listener.get("defaultActions", 0, "type"))}`,
        required: "protocol HTTPS (TLS on a network load balancer), or a redirect to HTTPS",
        fix: "give the load balancer a listener on 443 with a certificate (platform:domain), and this one a redirect action with protocol HTTPS and statusCode HTTP_301",
      };
    }
  },
});

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

export const distributionHttps = propertyRule({
  name: "distribution-https",
  description: "A CloudFront distribution answers on HTTPS only",
  severity: "high",
  requirement: "security",
  sources: ["CFG CLOUDFRONT_VIEWER_POLICY_HTTPS", "CKV_AWS_34"],
  on: { "aws:cloudfront/distribution:Distribution": ["defaultCacheBehavior", "viewerProtocolPolicy"] },
  holds: (policy) => policy === "redirect-to-https" || policy === "https-only",
  required: '"redirect-to-https" or "https-only"',
  fix: 'set defaultCacheBehavior.viewerProtocolPolicy to "redirect-to-https"',
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
        yield {
          resource: database,
          verdict:
            group && parameter
              ? hasParameter(group.get("parameters"), parameter)
              : named === undefined
                ? false
                : unknown,
          found: group ? `${property} ${group.name} without it` : `${property} ${show(named)}`,
          required: `a parameter group with ${parameter?.name ?? "TLS required"} ${parameter?.on[0] ?? ""}`,
          fix: `add {name: "${parameter?.name ?? ""}", value: "1"} to the parameters of the group that ${property} names`,
        };
      }
    }
  },
});

function hasParameter(parameters: Value, wanted: { name: string; on: readonly string[] }): Verdict {
  const all: readonly Value[] | Unknown = elements(parameters);
  if (all === unknown) return unknown;
  return some(
    all.map((it) =>
      every([
        judge(read(it, "name"), (name) => name === wanted.name),
        judge(read(it, "value"), (value) => wanted.on.includes(show(value))),
      ]),
    ),
  );
}
