import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "../component-types";

export interface FallbackPageArgs {
  /** Names of the records that lead to the page and the name in the users' URL; no other distribution may have them. */
  domainNames: string[];
  /** Certificate of all these names, in us-east-1: CloudFront takes it from no other region. */
  certificateArn: pulumi.Input<string>;
  /** Load balancer that the page stands in for; it is named as the origin, which a distribution has to have, and never asked. */
  originHost: pulumi.Input<string>;
}

/**
 * What users see where no region serves them: CloudFront answers each request at its edge with status 503, so that the page
 * does not depend on a bucket, whose region may be the one that is lost.
 */
export class FallbackPage extends pulumi.ComponentResource {
  /** What an alias record leads to. */
  readonly alias: { name: pulumi.Output<string>; zoneId: string };

  constructor(name: string, args: FallbackPageArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.FallbackPage, name, args, opts);

    const answer = new aws.cloudfront.Function(
      name,
      { comment: "Answers that the service is down", runtime: "cloudfront-js-2.0", code },
      { parent: this },
    );
    const distribution = new aws.cloudfront.Distribution(
      name,
      {
        enabled: true,
        comment: `Answers for ${args.domainNames.join(", ")} while no region does`,
        aliases: args.domainNames,
        httpVersion: "http2and3",
        // As the load balancer's, the name's only records are of type A.
        isIpv6Enabled: false,
        // North America and Europe.
        priceClass: "PriceClass_100",
        origins: [
          {
            originId: "none",
            domainName: args.originHost,
            customOriginConfig: {
              httpPort: 80,
              httpsPort: 443,
              originProtocolPolicy: "https-only",
              originSslProtocols: ["TLSv1.2"],
            },
          },
        ],
        defaultCacheBehavior: {
          targetOriginId: "none",
          viewerProtocolPolicy: "redirect-to-https",
          allowedMethods: ["GET", "HEAD", "OPTIONS", "PUT", "POST", "PATCH", "DELETE"],
          cachedMethods: ["GET", "HEAD"],
          compress: true,
          cachePolicyId: cachingDisabled,
          functionAssociations: [{ eventType: "viewer-request", functionArn: answer.arn }],
        },
        restrictions: { geoRestriction: { restrictionType: "none" } },
        viewerCertificate: {
          acmCertificateArn: args.certificateArn,
          sslSupportMethod: "sni-only",
          minimumProtocolVersion: "TLSv1.2_2021",
        },
      },
      { parent: this },
    );

    this.alias = { name: distribution.domainName, zoneId: cloudFrontZoneId };
    this.registerOutputs({ alias: this.alias });
  }
}

/** The same for all distributions. Source: Route 53 API Reference, AliasTarget, HostedZoneId (2026-11-29). */
const cloudFrontZoneId = "Z2FDTNDATAQYW2";

/** Managed by AWS. Source: CloudFront Developer Guide, "Use managed cache policies", CachingDisabled (2026-11-29). */
const cachingDisabled = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

/** Seconds after which a client may ask again: by then resolvers have forgotten where DNS led. */
const retryAfter = 60;

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Back soon</title>
<h1>We are not available at the moment</h1>
<p>We know, and are working on it. Please try again in a few minutes.
</html>
`;

/**
 * Status and body of a generated response as CloudFront Functions have them. Source: CloudFront Developer Guide, "CloudFront
 * Functions event structure" (2026-11-29).
 */
const code = `function handler() {
  return {
    statusCode: 503,
    statusDescription: "Service Unavailable",
    headers: {
      "content-type": { value: "text/html; charset=utf-8" },
      "cache-control": { value: "no-store" },
      "retry-after": { value: "${retryAfter}" },
    },
    body: { encoding: "text", data: ${JSON.stringify(page)} },
  };
}
`;
