import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../../config";
import { Certificate } from "../dns";
import type { LoadBalancer } from "../load-balancer";

/** The certificate of the declared domain: the one that is given, or a new one; none without a domain. */
export function certificateArnOf(
  name: string,
  { domain }: Environment,
  parent: pulumi.Resource,
): pulumi.Input<string> | undefined {
  if (!domain || domain.certificateArn !== undefined) return domain?.certificateArn;
  return new Certificate(
    name,
    { domainName: domain.name, hostedZoneId: hostedZoneId(domain.hostedZone, parent) },
    { parent },
  ).arn;
}

/** URL that users reach a load balancer by: that of the declared domain, to which it adds an alias record, or its own. */
export function createEndpoint(
  name: string,
  { domain }: Environment,
  loadBalancer: LoadBalancer,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  if (!domain) return pulumi.interpolate`http://${loadBalancer.dnsName}`;
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
    },
    { parent },
  );
  return pulumi.output(`https://${domain.name}`);
}

function hostedZoneId(hostedZone: string, parent: pulumi.Resource): pulumi.Output<string> {
  return aws.route53.getZoneOutput({ name: hostedZone }, { parent }).zoneId;
}
