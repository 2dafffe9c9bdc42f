import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Environment, keepsFallbackPage } from "../../config";
import { Certificate, type EndpointHealth, FallbackPage, type Routing, routingPolicy } from "../dns";
import type { LoadBalancer } from "../load-balancer";
import type { PlatformArgs } from "./args";
import { hasGlobalCertificate, hostedZoneId } from "./domain";

/** What serves users in the region. */
interface Endpoint {
  loadBalancer: LoadBalancer;
  /** Check that the record follows where something else may serve in its place. */
  health: EndpointHealth | undefined;
  /** Certificate of the load balancer. */
  certificateArn: pulumi.Input<string> | undefined;
}

type WithDomain = Environment & { domain: NonNullable<Environment["domain"]> };

/** Where a record leads, and which of a name's records it is. */
interface Leads {
  /** Name of the record; that of the domain where it is left out. */
  name?: string;
  alias: aws.types.input.route53.RecordAlias;
  healthCheckId?: pulumi.Input<string>;
  routing?: Routing;
  /** The stack's name where it is left out. */
  setIdentifier?: string;
}

/** URL that users reach a load balancer by: that of the declared domain, to which it adds alias records, or its own. */
export function createEndpoint(
  name: string,
  args: PlatformArgs,
  endpoint: Endpoint,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const { environment } = args;
  const { domain, pair } = environment;
  const { loadBalancer, health } = endpoint;
  if (!domain) return pulumi.interpolate`http://${loadBalancer.dnsName}`;
  const named = { ...environment, domain };
  const region: Leads = {
    alias: { name: loadBalancer.dnsName, zoneId: loadBalancer.zoneId, evaluateTargetHealth: true },
    ...(health && { healthCheckId: health.id }),
  };
  if (!keepsFallbackPage(environment)) {
    const routing = routingOf(named);
    aliasRecord(name, named, { ...region, ...(routing && { routing }) }, parent);
  } else if (!pair) {
    const record = aliasRecord(name, named, { ...region, routing: first }, parent);
    // A name whose record was a plain one takes no other until that is the first of two.
    createFallback(name, { ...args, environment: named }, endpoint, [domain.name], parent, [record]);
  } else {
    // Route 53 has one secondary of a name, which the standby is of the domain: its own secondary is that of a name below.
    const below = `standby.${domain.name}`;
    const records = [
      aliasRecord(`${name}-standby`, named, { ...region, name: below, routing: first }, parent),
      createFallback(name, { ...args, environment: named }, endpoint, [below, domain.name], parent),
    ];
    const alias = {
      name: below,
      zoneId: hostedZoneId(domain.hostedZone, parent),
      evaluateTargetHealth: true,
    };
    aliasRecord(name, named, { alias, routing: last }, parent, records);
  }
  return pulumi.output(`https://${domain.name}`);
}

const first: Routing = { policy: "failover", type: "PRIMARY" };
const last: Routing = { policy: "failover", type: "SECONDARY" };

/** How users are sent to the region, where another one may serve them as well. */
function routingOf({ domain, pair, region }: WithDomain): Routing | undefined {
  if (!pair) return undefined;
  switch (domain.routing) {
    case "failover":
      return pair.role === "primary" ? first : last;
    case "latency":
      return { policy: "latency", region };
    case "weighted":
      return { policy: "weighted", weight: domain.weight };
  }
}

function aliasRecord(
  name: string,
  { domain, stack }: WithDomain,
  { alias, healthCheckId, routing, setIdentifier = stack, name: recordName }: Leads,
  parent: pulumi.Resource,
  dependsOn: pulumi.Resource[] = [],
): aws.route53.Record {
  return new aws.route53.Record(
    name,
    {
      zoneId: hostedZoneId(domain.hostedZone, parent),
      name: recordName ?? domain.name,
      type: "A",
      aliases: [alias],
      ...(routing && { ...routingPolicy(routing), setIdentifier }),
      ...(healthCheckId !== undefined && { healthCheckId }),
    },
    { parent, dependsOn },
  );
}

/**
 * The page, and the record that leads to it.
 * @param names the record's, and the others that are in the URL of those who are led there
 */
function createFallback(
  name: string,
  { environment, globalProvider }: PlatformArgs & { environment: WithDomain },
  { loadBalancer, certificateArn }: Endpoint,
  names: [string, ...string[]],
  parent: pulumi.Resource,
  dependsOn: pulumi.Resource[] = [],
): aws.route53.Record {
  const { domain, stack, pair } = environment;
  const own = () =>
    new Certificate(
      `${name}-fallback`,
      {
        domainName: domain.name,
        alternativeNames: names.filter((it) => it !== domain.name),
        hostedZoneId: hostedZoneId(domain.hostedZone, parent),
        retainProof: pair !== undefined || domain.certificateArn === undefined,
      },
      { parent, ...(globalProvider && { provider: globalProvider }) },
    ).arn;
  const page = new FallbackPage(
    `${name}-fallback`,
    {
      domainNames: names,
      certificateArn:
        hasGlobalCertificate(environment) && certificateArn !== undefined ? certificateArn : own(),
      originHost: loadBalancer.dnsName,
    },
    { parent },
  );
  return aliasRecord(
    `${name}-fallback`,
    environment,
    {
      name: names[0],
      // Route 53 takes a distribution for healthy, and refuses to be told to look.
      alias: { ...page.alias, evaluateTargetHealth: false },
      routing: last,
      setIdentifier: `${stack}-fallback`,
    },
    parent,
    dependsOn,
  );
}
