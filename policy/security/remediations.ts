import type { Remediation } from "../model/remediation";
import { asKnown, elements, read, unknown, type Value } from "../model/value";

const launchTemplate = "aws:ec2/launchTemplate:LaunchTemplate";
const instance = "aws:ec2/instance:Instance";

interface TagsConfig {
  readonly tags: Readonly<Record<string, string>>;
}

const tags: Remediation<TagsConfig> = {
  name: "remediate-tags",
  description:
    "Adds the tags given in the configuration to what lacks them; tags that are there stay as they are",
  types: [
    launchTemplate,
    instance,
    "aws:s3/bucket:Bucket",
    "aws:rds/cluster:Cluster",
    "aws:rds/instance:Instance",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:dynamodb/table:Table",
    "aws:ebs/volume:Volume",
    "aws:ec2/vpc:Vpc",
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:kms/key:Key",
    "aws:sns/topic:Topic",
    "aws:sqs/queue:Queue",
    "aws:secretsmanager/secret:Secret",
    "aws:cloudwatch/logGroup:LogGroup",
  ],
  parameters: {
    tags: { type: "object", description: "Tags by key", additionalProperties: { type: "string" } },
  },
  change(get, { tags: wanted = {} }) {
    const present = get("tags");
    // Of tags that are not known none is known to be missing.
    const missing = Object.entries(wanted).filter(([key]) => read(present, key) === undefined);
    return missing.map(([key, value]) => ({ path: ["tags", key], value }));
  },
};

const metadataV2: Remediation = {
  name: "remediate-instance-metadata-v2",
  description: "Makes instances ask for a session before they hand out credentials (IMDSv2)",
  types: [launchTemplate, instance],
  change(get) {
    const options = get("metadataOptions");
    const done = ["required", unknown].includes(read(options, "httpTokens") as string);
    if (options === unknown || done || read(options, "httpEndpoint") === "disabled") return [];
    const given = read(options, "httpEndpoint");
    return [
      ...(given === undefined
        ? [{ path: ["metadataOptions", "httpEndpoint"], value: "enabled" } as const]
        : []),
      { path: ["metadataOptions", "httpTokens"], value: "required" },
    ];
  },
};

/**
 * Only where AWS changes in place, with what is launched from then on: a database or a volume would be replaced, and
 * its data lost.
 */
const volumeEncryption: Remediation = {
  name: "remediate-volume-encryption",
  description: "Encrypts the volumes that a launch template names",
  types: [launchTemplate],
  change(get) {
    return asKnown(elements(get("blockDeviceMappings"))).flatMap((mapping, at) =>
      isPlain(mapping) ? [{ path: ["blockDeviceMappings", at, "ebs", "encrypted"], value: "true" }] : [],
    );
  },
};

function isPlain(mapping: Value): boolean {
  const ebs = read(mapping, "ebs");
  return (
    typeof ebs === "object" &&
    ebs !== null &&
    [undefined, false, "false"].includes(read(ebs, "encrypted") as string)
  );
}

const keyRotation: Remediation = {
  name: "remediate-key-rotation",
  description: "Rotates symmetric keys that say nothing of rotation",
  types: ["aws:kms/key:Key"],
  change(get) {
    const special = ["customerMasterKeySpec", "customKeyStoreId"].some(
      (property) => get(property) !== undefined,
    );
    return special || get("enableKeyRotation") !== undefined
      ? []
      : [{ path: ["enableKeyRotation"], value: true }];
  },
};

/** What the pack repairs where the configuration asks for it, in the order in which it is done. */
export const remediations: readonly Remediation[] = [tags, metadataV2, volumeEncryption, keyRotation];
