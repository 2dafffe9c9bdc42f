import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { type Environment, hasHealthCheck, keepsFallbackPage } from "../../config";
import { Certificate, EndpointHealth, HealthAlarm } from "../dns";
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
  environment: Environment,
  parent: pulumi.Resource,
): pulumi.Input<string> | undefined {
  const { domain, pair } = environment;
  if (!domain || domain.certificateArn !== undefined) return domain?.certificateArn;
  return new Certificate(
    name,
    {
      domainName: domain.name,
      hostedZoneId: hostedZoneId(domain.hostedZone, parent),
      retainProof:
        pair !== undefined || (keepsFallbackPage(environment) && !hasGlobalCertificate(environment)),
    },
    { parent },
  ).arn;
}

/** Whether CloudFront takes the region's certificate, and it has all the names of the page. */
export function hasGlobalCertificate({ pair, region }: Environment): boolean {
  return pair === undefined && region === "us-east-1";
}

/** What DNS asks about the region, and who is called when it gets no answer; nothing where nothing else serves in its place. */
export function createHealth(
  name: string,
  args: PlatformArgs,
  { loadBalancer, notifications, observability }: Watched,
  path: string,
  parent: pulumi.Resource,
): EndpointHealth | undefined {
  const { environment, globalProvider } = args;
  const { region, stack, notifications: told } = environment;
  if (!hasHealthCheck(environment)) return undefined;
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

export function hostedZoneId(hostedZone: string, parent: pulumi.Resource): pulumi.Output<string> {
  return aws.route53.getZoneOutput({ name: hostedZone }, { parent }).zoneId;
}
