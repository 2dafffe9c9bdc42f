import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../../config";
import { Certificate, EndpointHealth, HealthAlarm, type Routing, routingPolicy } from "../dns";
import type { LoadBalancer } from "../load-balancer";
import type { Observability } from "../observability";
import type { Notifications } from "../observability/notifications";
import type { PlatformArgs } from "./args";
import { limitsOf } from "./observability";

interface Watched {
  loadBalancer: LoadBalancer;
  notifications: Notifications;
  observability: Observability;
}

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

/** What DNS asks about the region, and who is called when it gets no answer; nothing where no other could serve in its place. */
export function createHealth(
  name: string,
  args: PlatformArgs,
  { loadBalancer, notifications, observability }: Watched,
  path: string,
  parent: pulumi.Resource,
): EndpointHealth | undefined {
  const { environment, globalProvider } = args;
  const { domain, pair, region, stack, notifications: told } = environment;
  if (!domain || !pair) return undefined;
  const [alarmName] = observability.alarmNames.get("global-database-read-only") ?? [];
  const health = new EndpointHealth(
    `${name}-health`,
    {
      host: loadBalancer.dnsName,
      ...(loadBalancer.type === "application" && { path }),
      ...(alarmName && { readOnly: { alarmName, region } }),
    },
    { parent },
  );
  const { ticket, ...page } = told;
  new HealthAlarm(
    `${name}-health`,
    {
      healthCheckId: health.endpointId,
      names: `${name}-${stack}`,
      limits: limitsOf(args),
      notify:
        region === "us-east-1"
          ? { topicArn: notifications.topicArns.page }
          : { subscribers: { page, ticket } },
    },
    { parent, ...(globalProvider && { provider: globalProvider }) },
  );
  return health;
}

function hostedZoneId(hostedZone: string, parent: pulumi.Resource): pulumi.Output<string> {
  return aws.route53.getZoneOutput({ name: hostedZone }, { parent }).zoneId;
}
