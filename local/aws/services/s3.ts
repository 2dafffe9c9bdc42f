import type { Service, TypeRecord } from "./service";

/** An object's key is its name, in its bucket alone. */
const object: TypeRecord = { id: "{bucket}/{name}", nameProperty: "key", namedPlainly: true };

export const s3: Service = {
  modules: ["s3"],
  lowerCase: true,
  types: {
    "s3/bucket": {
      longestName: 63,
      // "Setting default server-side encryption behavior" in the S3 user guide, read 2026-11-25.
      outputs: {
        bucketDomainName: "{id}.s3.amazonaws.com",
        bucketRegion: "{region}",
        bucketRegionalDomainName: "{id}.s3.{region}.amazonaws.com",
        serverSideEncryptionConfiguration: {
          rule: {
            applyServerSideEncryptionByDefault: { kmsMasterKeyId: "", sseAlgorithm: "AES256" },
            blockedEncryptionTypes: [],
            bucketKeyEnabled: false,
          },
        },
        versioning: { enabled: false, mfaDelete: false },
      },
      namedBy: {
        arguments: ["bucket"],
        missing: "NoSuchBucket: The specified bucket does not exist: {}",
        everywhere: true,
      },
      taken: "BucketAlreadyOwnedByYou",
      uniqueIn: "account",
      inUse: false,
    },
    "s3/bucketMetric": { id: "{bucket}:{name}" },
    "s3/bucketObject": { ...object, arn: "arn:aws:s3:::{bucket}/{name}" },
    "s3/bucketObjectv2": { ...object, arn: "arn:aws:s3:::{bucket}/{name}" },
    "s3/bucketWebsiteConfiguration": {
      outputs: {
        websiteDomain: "s3-website-{region}.amazonaws.com",
        websiteEndpoint: "{bucket}.s3-website-{region}.amazonaws.com",
      },
    },
    "s3/objectCopy": object,
  },
};
