/** What the packs find in a program: `policy resource`, a line a finding. */
export interface Expected {
  /** Refused in the first preview, and from then on. */
  readonly refused: readonly string[];
  /** Refused as soon as AWS has told what the first preview could not know. */
  readonly later?: readonly string[];
  /** Not to be decided from the stack, which is said in every deployment. */
  readonly elsewhere?: readonly string[];
}

const alarmsOf = (loadBalancer: string) =>
  ["4xx", "5xx", "latency", "requests"].map((metric) => `alarm-load-balancer-${metric} ${loadBalancer}`);

const historyOf = (...buckets: string[]) =>
  buckets.flatMap((bucket) =>
    ["aborts-multipart-uploads", "expires-noncurrent-versions", "versioning"].map(
      (policy) => `bucket-${policy} ${bucket}`,
    ),
  );

const vpcOf = (name: string) => [`default-security-group-closed ${name}`, `vpc-flow-logs ${name}`];

/** By the folder of the program; they run together. `careless`, with everything wrong, has a test of its own. */
export const expected: Readonly<Record<string, Expected>> = {
  archive: { refused: [] },
  workers: { refused: [] },
  indexed: {
    refused: vpcOf("indexed"),
    later: ["data-in-private-subnets public", "subnet-group-multi-az one-zone"],
  },
  deferred: {
    refused: [
      "encrypted-with-customer-managed-key plain",
      "iam-no-wildcards all",
      "security-group-closed ssh",
    ],
    later: ["resource-policy-not-public open"],
  },
  "default-vpc": {
    refused: ["data-in-private-subnets taken-over"],
    later: ["data-in-private-subnets looked-up"],
  },
  "shared-group": {
    refused: [
      ...alarmsOf("doors"),
      ...vpcOf("doors"),
      "deletion-protection doors",
      "instance-without-public-ip public",
      "load-balancer-access-logs doors",
      "security-group-closed everybody",
    ],
    later: ["security-group-closed shared"],
  },
  borrowed: {
    refused: ["security-group-closed ssh"],
    elsewhere: [
      "data-in-private-subnets borrowed",
      "security-group-closed borrowed",
      "subnet-group-multi-az borrowed",
    ],
  },
  "open-policies": {
    refused: [
      "function-url-authorized open",
      "permission-names-its-source any-bucket",
      "permission-names-its-source open",
      "resource-policy-not-public catalogue",
      // A repository's and a search domain's, whose policies name no other resource.
      "resource-policy-not-public for-all",
      "resource-policy-not-public for-all",
    ],
    later: ["resource-policy-not-public for-all"],
  },
  "wide-rights": {
    refused: [
      "iam-no-administrator operator",
      "iam-no-wildcards any-action",
      "iam-no-wildcards any-bucket",
      "iam-no-wildcards any-service",
      "iam-no-wildcards inline",
      "iam-trust-limited any-of-prefix",
      "iam-trust-limited any-repository",
      "iam-trust-limited no-subject",
    ],
  },
  keys: {
    refused: [
      "encrypted-with-customer-managed-key aws-by-alias",
      "encrypted-with-customer-managed-key aws-by-alias-arn",
    ],
    elsewhere: ["encrypted-with-customer-managed-key aws-by-arn"],
  },
  balancers: {
    refused: [
      ...alarmsOf("web"),
      ...historyOf("balancer-logs", "files", "visits"),
      ...vpcOf("balancers"),
      "alarm-target-health balanced",
      "alarm-target-health inspection",
      "load-balancer-https unsaid",
    ],
    later: ["stateful-resource-backed-up files"],
  },
  sized: {
    refused: [
      ...vpcOf("sized"),
      "alarm-group-cpu sized",
      "alarm-group-memory sized",
      "alarm-target-health sized",
      "auto-scaling-group-notifications sized",
      "deletion-protection sized",
      "detailed-monitoring sized",
      "instance-tags sized",
      "instance-volumes-encrypted sized",
      "load-balancer-access-logs sized",
      "load-balancer-cross-zone sized",
      "tracing-sampling-rule sized",
    ],
    later: ["instance-metadata-v2 sized", "request-count-of-application-load-balancer requests"],
  },
  secrets: {
    refused: [
      "detailed-monitoring secretive",
      "encrypted-with-customer-managed-key secretive",
      "instance-metadata-v2 secretive",
      "instance-tags secretive",
      "instance-volumes-encrypted secretive",
      "permission-names-its-source secretive",
      // Of three resources, as one mistake.
      "required-tags secretive",
    ],
  },
  tasks: {
    refused: [
      "environment-without-secrets argument",
      "environment-without-secrets variable",
      "instance-without-public-ip bastion",
      "user-data-without-secrets token",
    ],
  },
};
