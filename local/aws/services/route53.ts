import { block, blocks, strings, text, type Properties } from "../../cloud/properties";
import { GLOBAL, type Store } from "../../cloud/store";
import { digest, fill } from "../template";
import { distributionsZone } from "./cloudfront";
import { domain, domainName } from "./normal-forms";
import type { Candidate, Service } from "./service";

export const route53: Service = {
  modules: ["route53"],
  global: true,
  types: {
    "route53/healthCheck": {
      replaces: { requestInterval: true, type: true },
      namedBy: {
        arguments: ["healthCheckId", "childHealthchecks"],
        missing: "NoSuchHealthCheck: No health check exists with the specified ID {}.",
      },
      demands: [checkable],
      inUse: "HealthCheckInUse",
      usedBy: ["route53/healthCheck"],
    },
    "route53/record": {
      id: "{zoneId}_{name}_{type}_{setIdentifier}",
      cloudFormation: "RecordSet",
      outputs: { fqdn: "{name}" },
      // As the provider's `route53/record.go` has it, read 2026-11-28: names by StateFunc, an alias's by both.
      normalises: {
        name: domainName,
        aliases: {
          to: (aliases) => blocks(aliases).map((alias) => ({ ...alias, name: domain(text(alias.name)) })),
          suppressed: true,
        },
      },
      replaces: { zoneId: true },
      demands: [recordComplete, aliasLeadsSomewhere, recordStandsBeside],
    },
    "route53/zone": {
      id: "Z{HEX20}",
      normalises: { name: domainName },
      outputs: {
        nameServers: ({ id }) =>
          ["com", "net", "org", "co.uk"].map(
            (end, index) => `ns-${digest(id, 3 + index)}.awsdns-0${index}.${end}`,
          ),
        zoneId: "{id}",
      },
    },
  },
  functions: {
    "route53/getZone": ({ args }) => {
      // Whoever registers a domain has its zone before any program runs.
      const name = text(args.name).replace(/\.$/, "");
      const id = text(args.zoneId) || fill("Z{DIG20:name}", { name });
      return {
        id,
        zoneId: id,
        name,
        arn: `arn:aws:route53:::hostedzone/${id}`,
        nameServers: ["ns-1.awsdns-01.org"],
        privateZone: false,
      };
    },
  },
};

/** Errors as in the API reference of CreateHealthCheck, read 2026-11-28. */
function checkable({ inputs }: Candidate): string | undefined {
  const { type, requestInterval = 30, failureThreshold = 3, regions } = inputs;
  if (type === "CALCULATED") {
    return strings(inputs.childHealthchecks).length === 0
      ? "InvalidInput: A calculated health check needs child health checks"
      : undefined;
  }
  if (type === "CLOUDWATCH_METRIC") {
    return text(inputs.cloudwatchAlarmName) === "" || text(inputs.cloudwatchAlarmRegion) === ""
      ? "InvalidInput: A health check of an alarm needs its name and region"
      : undefined;
  }
  if (type === "RECOVERY_CONTROL") return undefined;
  if (text(inputs.fqdn) === "" && text(inputs.ipAddress) === "")
    return "InvalidInput: A health check of an endpoint needs its domain name or address";
  if (requestInterval !== 10 && requestInterval !== 30)
    return `InvalidInput: Invalid parameter : RequestInterval ${JSON.stringify(requestInterval)} is not 10 or 30`;
  if (typeof failureThreshold !== "number" || failureThreshold < 1 || failureThreshold > 10)
    return "InvalidInput: Invalid parameter : FailureThreshold must be from 1 to 10";
  return regions !== undefined && strings(regions).length < 3
    ? "InvalidInput: At least three health checker regions are needed"
    : undefined;
}

const POLICIES = [
  "failover",
  "latency",
  "weighted",
  "geolocation",
  "geoproximity",
  "cidr",
  "multivalueAnswer",
];

/** The routing policy of a record, such as `failover`; `simple` where it has none. */
function policyOf(inputs: Readonly<Properties>): string {
  const given = POLICIES.filter((policy) =>
    [`${policy}RoutingPolicies`, `${policy}RoutingPolicy`].some((name) => (inputs[name] ?? false) !== false),
  );
  return given.length > 1 ? "several" : (given[0] ?? "simple");
}

/** What the policy is about: which of two, which region, which weight. */
function choiceOf(inputs: Readonly<Properties>): Properties {
  const policy = policyOf(inputs);
  return block(blocks(inputs[`${policy}RoutingPolicies`])[0] ?? inputs[`${policy}RoutingPolicy`]);
}

/** https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/resource-record-sets-values.html, read 2026-11-28. */
function recordComplete({ inputs }: Candidate): string | undefined {
  const policy = policyOf(inputs);
  const label = `RRSet with DNS name ${nameOf(inputs)}, type ${text(inputs.type)}`;
  const isAlias = blocks(inputs.aliases).length > 0;
  if (policy === "several") return `InvalidChangeBatch: ${label} cannot have more than one routing policy`;
  if (policy !== "simple" && text(inputs.setIdentifier) === "")
    return `InvalidInput: ${label} needs a SetIdentifier for ${policy} routing`;
  if (policy === "simple" && text(inputs.setIdentifier) !== "")
    return `InvalidInput: ${label} has a SetIdentifier, but no routing policy`;
  if (isAlias && (inputs.ttl !== undefined || strings(inputs.records).length > 0))
    return `InvalidInput: ${label} is an alias, which has neither TTL nor records`;
  const checked =
    text(inputs.healthCheckId) !== "" ||
    blocks(inputs.aliases).some((alias) => alias.evaluateTargetHealth === true);
  return policy === "failover" && choiceOf(inputs).type === "PRIMARY" && !checked
    ? `InvalidInput: ${label}: a primary failover record needs a health check, or an alias whose target's health is evaluated`
    : undefined;
}

/** What an alias may lead to: a record of its zone, or a distribution that has its name and whose health nobody asks for. */
function aliasLeadsSomewhere({ inputs }: Candidate, store: Store): string | undefined {
  const label = `RRSet with DNS name ${nameOf(inputs)}, type ${text(inputs.type)}`;
  for (const { name, zoneId, evaluateTargetHealth } of blocks(inputs.aliases)) {
    const target = domain(text(name));
    const missing = `InvalidChangeBatch: Tried to create an alias that targets ${target}., type ${text(inputs.type)} in zone ${text(zoneId)}, but that target was not found`;
    if (zoneId === inputs.zoneId) {
      const isThere = store
        .list(GLOBAL)
        .some(
          (other) =>
            other.type === "aws:route53/record:Record" &&
            other.inputs.zoneId === zoneId &&
            domain(text(other.inputs.name)) === target &&
            other.inputs.type === inputs.type,
        );
      if (!isThere) return missing;
    }
    if (zoneId !== distributionsZone) continue;
    if (evaluateTargetHealth === true)
      return `InvalidInput: ${label}: EvaluateTargetHealth cannot be true for an alias to a CloudFront distribution`;
    const served = store
      .list(GLOBAL)
      .find(
        ({ type, outputs }) =>
          type === "aws:cloudfront/distribution:Distribution" && outputs.domainName === target,
      );
    if (
      !strings(served?.inputs.aliases)
        .map(domain)
        .includes(domain(text(inputs.name)))
    )
      return missing;
  }
  return undefined;
}

const nameOf = ({ name }: Readonly<Properties>): string => `${domain(text(name))}.`;

/** Records of one name: CNAME stands alone, a type has one routing policy, and each choice is made once. */
function recordStandsBeside({ type, region, inputs, id }: Candidate, store: Store): string | undefined {
  const others = store
    .list(region)
    .filter((other) => other.type === type && other.id !== id)
    .map((other) => other.inputs)
    .filter((other) => other.zoneId === inputs.zoneId && nameOf(other) === nameOf(inputs));
  const label = `RRSet with DNS name ${nameOf(inputs)}, type ${text(inputs.type)}`;
  if (others.some((other) => (other.type === "CNAME") !== (inputs.type === "CNAME")))
    return `InvalidChangeBatch: RRSet of type ${text(inputs.type)} with DNS name ${nameOf(inputs)} is not permitted as it conflicts with other records with the same DNS name in zone.`;
  const alike = others.filter((other) => other.type === inputs.type);
  if (alike.some((other) => policyOf(other) !== policyOf(inputs)))
    return `InvalidChangeBatch: ${label} cannot be created as a record with another routing policy exists with the same name and type`;
  const mine = JSON.stringify(choiceOf(inputs));
  const isUnique = ["failover", "latency", "geolocation"].includes(policyOf(inputs));
  if (isUnique && alike.some((other) => JSON.stringify(choiceOf(other)) === mine))
    return `InvalidChangeBatch: ${label}: another record exists with the same ${policyOf(inputs)} value ${mine}`;
  return inputs.allowOverwrite !== true &&
    alike.some((other) => text(other.setIdentifier) === text(inputs.setIdentifier))
    ? `InvalidChangeBatch: Tried to create resource record set [name='${nameOf(inputs)}', type='${text(inputs.type)}'${text(inputs.setIdentifier) && `, set-identifier='${text(inputs.setIdentifier)}'`}] but it already exists`
    : undefined;
}
