import { type Declared, type Example, notYetKnown } from "../../examples/example";
import { propertyExample } from "../../examples/property";

const keyArn = "arn:aws:kms:us-east-1:123456789012:key/1";
const key: Declared = { type: "aws:kms/key:Key", name: "key" };
const bucket: Declared = { type: "aws:s3/bucket:Bucket", name: "bucket", props: { bucket: "files" } };
const ofBucket = (type: string, props: object): Declared => ({
  type,
  name: type,
  props: { bucket: notYetKnown, ...props },
  refersTo: { bucket: ["bucket"] },
});
const bucketEncryption = (rules: unknown, refersTo: Declared["refersTo"] = {}): Declared => {
  const type = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
  const declared = ofBucket(type, { rules });
  return { ...declared, refersTo: { ...declared.refersTo, ...refersTo } };
};
const byDefault = (rule: object) => [{ applyServerSideEncryptionByDefault: rule }];

const template = (ebs: object): Declared[] => [
  {
    type: "aws:ec2/launchTemplate:LaunchTemplate",
    name: "template",
    props: { blockDeviceMappings: [{ deviceName: "/dev/xvda", ebs }] },
    refersTo: { blockDeviceMappings: ["key"] },
  },
  key,
];
const topic = (kmsMasterKeyId: unknown, ...named: string[]): Declared[] => [
  {
    type: "aws:sns/topic:Topic",
    name: "topic",
    props: { kmsMasterKeyId },
    refersTo: { kmsMasterKeyId: named },
  },
];

/** An instance whose volumes are those of the template. */
const fromTemplate: Declared = {
  type: "aws:ec2/instance:Instance",
  name: "instance",
  props: { launchTemplate: { id: notYetKnown } },
  refersTo: { launchTemplate: ["template"] },
};

const listener = (props: object): Declared[] => [
  { type: "aws:lb/loadBalancer:LoadBalancer", name: "balancer", props: { internal: false } },
  {
    type: "aws:lb/listener:Listener",
    name: "listener",
    props: { loadBalancerArn: notYetKnown, port: 80, protocol: "HTTP", ...props },
    refersTo: { loadBalancerArn: ["balancer"] },
  },
];

const database = (parameters: unknown): Declared[] => [
  {
    type: "aws:rds/cluster:Cluster",
    name: "database",
    props: { engine: "aurora-postgresql", dbClusterParameterGroupName: notYetKnown },
    refersTo: { dbClusterParameterGroupName: ["parameters"] },
  },
  {
    type: "aws:rds/clusterParameterGroup:ClusterParameterGroup",
    name: "parameters",
    props: { parameters },
  },
];

const domain = (nodeToNodeEncryption: object): Declared[] => [
  {
    type: "aws:opensearch/domain:Domain",
    name: "search",
    props: { nodeToNodeEncryption, domainEndpointOptions: { enforceHttps: true } },
  },
];

export const encryptionExamples: Readonly<Record<string, Example>> = {
  "storage-encrypted": propertyExample("aws:rds/cluster:Cluster", "storageEncrypted", {
    good: true,
    bad: undefined,
  }),
  "encrypted-with-customer-managed-key": {
    good: [...topic(notYetKnown, "key"), key],
    bad: topic("alias/aws/sns"),
    // It can be AWS's own, looked up.
    undecided: topic(keyArn),
  },
  "bucket-encrypted-with-customer-managed-key": {
    good: [
      bucket,
      bucketEncryption(byDefault({ sseAlgorithm: "aws:kms", kmsMasterKeyId: notYetKnown }), {
        rules: ["key"],
      }),
      key,
    ],
    bad: [bucket, bucketEncryption(byDefault({ sseAlgorithm: "AES256" }))],
    undecided: [bucket, bucketEncryption(notYetKnown)],
  },
  "instance-volumes-encrypted": {
    good: [...template({ encrypted: "true", kmsKeyId: notYetKnown }), fromTemplate],
    bad: template({ encrypted: "false", kmsKeyId: notYetKnown }),
    undecided: template({ encrypted: notYetKnown, kmsKeyId: notYetKnown }),
  },
  "key-rotation": propertyExample("aws:kms/key:Key", "enableKeyRotation", { good: true, bad: false }),
  "load-balancer-https": {
    good: listener({ defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS" } }] }),
    bad: listener({ defaultActions: [{ type: "forward" }] }),
    undecided: listener({ protocol: notYetKnown, defaultActions: [{ type: "forward" }] }),
  },
  "tls-policy": propertyExample(
    "aws:lb/listener:Listener",
    "sslPolicy",
    { good: "ELBSecurityPolicy-TLS13-1-2-2021-06", bad: "ELBSecurityPolicy-2016-08" },
    { protocol: "HTTPS" },
  ),
  "distribution-https": {
    good: [
      {
        type: "aws:cloudfront/distribution:Distribution",
        name: "it",
        props: { defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https" } },
      },
    ],
    bad: [
      {
        type: "aws:cloudfront/distribution:Distribution",
        name: "it",
        props: { defaultCacheBehavior: { viewerProtocolPolicy: "allow-all" } },
      },
    ],
    undecided: [
      {
        type: "aws:cloudfront/distribution:Distribution",
        name: "it",
        props: { defaultCacheBehavior: notYetKnown },
      },
    ],
  },
  "database-requires-tls": {
    good: database([{ name: "rds.force_ssl", value: "1" }]),
    bad: database([{ name: "rds.force_ssl", value: "0" }]),
    undecided: database([{ name: "rds.force_ssl", value: notYetKnown }]),
  },
  "service-encrypted-in-transit": {
    good: domain({ enabled: true }),
    bad: domain({ enabled: false }),
    undecided: domain({ enabled: notYetKnown }),
  },
  "cache-encrypted-in-transit": propertyExample(
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "transitEncryptionEnabled",
    { good: true, bad: false },
  ),
};
