import type { Service } from "./service";

export const cloudfront: Service = {
  modules: ["cloudfront"],
  global: true,
  types: {
    "cloudfront/distribution": {
      id: "E{HEX13}",
      outputs: { domainName: "d{dig13}.cloudfront.net", hostedZoneId: "Z2FDTNDATAQYW2" },
    },
    "cloudfront/originAccessIdentity": {
      outputs: {
        cloudfrontAccessIdentityPath: "origin-access-identity/cloudfront/{id}",
        iamArn: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity {id}",
      },
    },
  },
};
