import { block, blocks, isProperties, strings, text } from "../../cloud/properties";
import type { Store } from "../../cloud/store";
import { domain } from "./normal-forms";
import type { Candidate, Service } from "./service";

/** The hosted zone of all distributions. Source: Route 53 API Reference, AliasTarget, read 2026-11-29. */
export const distributionsZone = "Z2FDTNDATAQYW2";

export const cloudfront: Service = {
  modules: ["cloudfront"],
  global: true,
  types: {
    "cloudfront/distribution": {
      id: "E{HEX13}",
      outputs: { domainName: "d{dig13}.cloudfront.net", hostedZoneId: distributionsZone },
      demands: [originsKnown, certificateFits, namesCovered, aliasesFree],
    },
    "cloudfront/function": {
      id: "{name}",
      arn: "arn:aws:cloudfront::{account}:function/{name}",
      longestName: 64,
      taken: "FunctionAlreadyExists",
      inUse: "FunctionInUse",
    },
    "cloudfront/originAccessControl": {
      id: "E{HEX13}",
      outputs: { etag: "E{DIG13}" },
      longestName: 64,
      taken: "OriginAccessControlAlreadyExists",
      namedBy: {
        arguments: ["originAccessControlId"],
        missing: "InvalidOriginAccessControl: The origin access control {} does not exist.",
      },
      inUse: "OriginAccessControlInUse",
    },
    "cloudfront/originAccessIdentity": {
      outputs: {
        cloudfrontAccessIdentityPath: "origin-access-identity/cloudfront/{id}",
        iamArn: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity {id}",
      },
    },
  },
  missing: { "cloudfront:function": "InvalidFunctionAssociation: The function ARN {} does not exist." },
};

/** Errors as in the API reference of CreateDistribution, read 2026-11-28. */
function originsKnown({ inputs }: Candidate): string | undefined {
  const known = [...blocks(inputs.origins), ...blocks(inputs.originGroups)].map(({ originId }) => originId);
  const behaviors = [inputs.defaultCacheBehavior, ...blocks(inputs.orderedCacheBehaviors)].filter(
    isProperties,
  );
  const missing = behaviors.some(
    ({ targetOriginId = "" }) => known.length > 0 && !known.includes(targetOriginId),
  );
  return missing ? "NoSuchOrigin: One or more of your origins or origin groups do not exist." : undefined;
}

function certificateFits({ inputs }: Candidate): string | undefined {
  const certificate = block(inputs.viewerCertificate);
  const arn = text(certificate.acmCertificateArn);
  if (arn !== "" && arn.split(":")[3] !== "us-east-1")
    return "InvalidViewerCertificate: The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or doesn't include a valid certificate chain.";
  return strings(inputs.aliases).length > 0 && arn === "" && text(certificate.iamCertificateId) === ""
    ? "InvalidViewerCertificate: To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a trusted certificate that validates your authorization to use the domain name."
    : undefined;
}

/**
 * A certificate of the cloud names all alternate domain names, or has a wildcard for them. Source: CloudFront Developer Guide,
 * "Requirements for using alternate domain names", and the error as in github.com/widdix/aws-cf-templates/issues/443, read 2026-11-29.
 */
function namesCovered({ inputs }: Candidate, store: Store): string | undefined {
  const arn = text(block(inputs.viewerCertificate).acmCertificateArn);
  const certificate = store.list("us-east-1").find(({ id, type }) => id === arn && type.includes(":acm/"));
  if (certificate === undefined) return undefined;
  const covered = [
    text(certificate.inputs.domainName),
    ...strings(certificate.inputs.subjectAlternativeNames),
  ].map(domain);
  const bare = strings(inputs.aliases).filter(
    (alias) => !covered.includes(domain(alias)) && !covered.includes(domain(alias).replace(/^[^.]+/, "*")),
  );
  return bare.length > 0
    ? "InvalidViewerCertificate: The certificate that is attached to your distribution doesn't cover the alternate domain name (CNAME) that you're trying to add."
    : undefined;
}

function aliasesFree({ type, region, inputs, id }: Candidate, store: Store): string | undefined {
  const taken = store
    .list(region)
    .filter((other) => other.type === type && other.id !== id)
    .flatMap((other) => strings(other.inputs.aliases));
  return strings(inputs.aliases).some((alias) => taken.includes(alias))
    ? "CNAMEAlreadyExists: One or more of the CNAMEs you provided are already associated with a different resource."
    : undefined;
}
