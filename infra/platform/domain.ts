import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../../config";
import { Certificate, EndpointHealth, type Routing, routingPolicy } from "../dns";
import type { LoadBalancer } from "../load-balancer";

/** The certificate of the declared domain: the one that is given, or a new one; none without a domain. */
export function certificateArnOf(
  name: string,
  { domain, pair }: Environment,
  parent: pulumi.Resource,
): pulumi.Input<string> | undefined {
  if (!domain || domain.certificateArn !== undefined) return domain?.certificateArn;
  return new Certificate(
    name,
    {
      domainName: domain.name,
      hostedZoneId: hostedZoneId(domain.hostedZone, parent),
      retainProof: pair !== undefined,
    },
    { parent },
  ).arn;
}

/**
 * URL that users reach a load balancer by: that of the declared domain, to which it adds an alias record, or its own.
 * @param health check that the record follows where another region may serve in its place
 */
export function createEndpoint(
  name: string,
  environment: Environment,
  { loadBalancer, health }: { loadBalancer: LoadBalancer; health?: EndpointHealth },
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const { domain, stack } = environment;
  if (!domain) return pulumi.interpolate`http://${loadBalancer.dnsName}`;
  const routing = routingOf(environment);
  new aws.route53.Record(
    name,
    {
      zoneId: hostedZoneId(domain.hostedZone, parent),
      name: domain.name,
      type: "A",
      aliases: [
        {
          name: loadBalancer.dnsName,
          zoneId: loadBalancer.zoneId,
          evaluateTargetHealth: true,
        },
      ],
      ...(routing && { ...routingPolicy(routing), setIdentifier: stack }),
      ...(health && { healthCheckId: health.id }),
    },
    { parent },
  );
  return pulumi.output(`https://${domain.name}`);
}

/** How users are sent to the region, where another one may serve them as well. */
function routingOf({ domain, pair, region }: Environment): Routing | undefined {
  if (!domain || !pair) return undefined;
  switch (domain.routing) {
    case "failover":
      return { policy: "failover", type: pair.role === "primary" ? "PRIMARY" : "SECONDARY" };
    case "latency":
      return { policy: "latency", region };
    case "weighted":
      return { policy: "weighted", weight: domain.weight };
  }
}

/** What DNS asks about the region; nothing where no other region could serve in its place. */
export function createHealth(
  name: string,
  { domain, pair }: Environment,
  loadBalancer: LoadBalancer,
  path: string,
  parent: pulumi.Resource,
): EndpointHealth | undefined {
  if (!domain || !pair) return undefined;
  return new EndpointHealth(
    `${name}-health`,
    { host: loadBalancer.dnsName, ...(loadBalancer.type === "application" && { path }) },
    { parent },
  );
}

function hostedZoneId(hostedZone: string, parent: pulumi.Resource): pulumi.Output<string> {
  return aws.route53.getZoneOutput({ name: hostedZone }, { parent }).zoneId;
}
