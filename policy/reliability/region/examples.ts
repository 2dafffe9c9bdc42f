import { declared } from "../capacity/examples/fleet";
import { type Declared, type Example, notYetKnown, subnetsIn } from "../../examples/example";

const recovery = (mode: unknown, objectives: object = {}, role?: "primary"): Declared => ({
  type: "platform:recovery:RecoveryPlan",
  name: "recovery",
  props: { mode, responseMinutes: 15, objectives, role },
});
const group: Declared = {
  type: "aws:autoscaling/group:Group",
  name: "group",
  props: {
    name: "group-1",
    minSize: 4,
    maxSize: 264,
    targetGroupArns: ["targets"],
    vpcZoneIdentifiers: ["subnet-0", "subnet-1", "subnet-2"],
  },
};
const all = { rtoSeconds: 60, rpoSeconds: 0 };
const cluster = (props: object = {}): Declared => ({
  type: "aws:rds/cluster:Cluster",
  name: "cluster",
  props: { clusterIdentifier: "cluster-1", engine: "aurora-postgresql", ...props },
});
const instances = (...clusters: unknown[]): Declared[] =>
  clusters.map((clusterIdentifier, at) => ({
    type: "aws:rds/clusterInstance:ClusterInstance",
    name: `instance-${at}`,
    props: { clusterIdentifier },
  }));
/** One of a name that has nothing to do with the users' way in, which resolvers keep for a day. */
const unrelated: Declared = {
  type: "aws:route53/record:Record",
  name: "unrelated",
  props: {
    name: "api.example.com",
    type: "CNAME",
    records: ["api.example.net"],
    ttl: 86_400,
    setIdentifier: "one",
    weightedRoutingPolicies: [{ weight: 1 }],
  },
};
/** A minute after the loss of an instance: a reader takes over in that time, and a new writer does not. */
const within = (objectives: object, ...database: Declared[]): Declared[] => [
  declared({ staticFilesGb: 10, fileBackupGb: 50 }),
  recovery("warm-standby", { ...objectives, region: { rtoSeconds: 7200 } }, "primary"),
  group,
  ...subnetsIn("us-east-1a", "us-east-1b", "us-east-1c"),
  cluster({ globalClusterIdentifier: "both" }),
  unrelated,
  ...database,
];

const rules = (status: unknown) => [
  { status: "Enabled", destination: { metrics: { status }, replicationTime: { status } } },
];
const replicating = (status: unknown): Declared[] => [
  recovery("warm-standby"),
  { type: "aws:s3/bucket:Bucket", name: "files", props: { bucket: "files-1" } },
  {
    type: "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
    name: "replication",
    props: { bucket: "files-1", rules: rules(status) },
  },
];

const check = (requestInterval: unknown): Declared => ({
  type: "aws:route53/healthCheck:HealthCheck",
  name: "check",
  props: {
    id: "check-1",
    type: "HTTPS",
    fqdn: "app.example.com",
    requestInterval,
    failureThreshold: 3,
    measureLatency: true,
  },
});
const balancer: Declared = {
  type: "aws:lb/loadBalancer:LoadBalancer",
  name: "balancer",
  filledIn: { dnsName: "web-1.elb.example" },
};

const record = (setIdentifier: unknown, name = "record"): Declared => ({
  type: "aws:route53/record:Record",
  name,
  props: {
    name: "app.example.com",
    type: "A",
    failoverRoutingPolicies: [{ type: name === "record" ? "PRIMARY" : "SECONDARY" }],
    setIdentifier,
    healthCheckId: "check-1",
  },
});

/** One that leads somewhere. */
const leading = (target: string, name?: string): Declared => {
  const one = record(target, name);
  return { ...one, props: { ...one.props, aliases: [{ name: target, zoneId: "Z1" }] } };
};

/** A private zone, and a record in it that leads the same way. */
const inside: Declared[] = [
  { type: "aws:route53/zone:Zone", name: "inside", props: { id: "Z3", vpcs: [{ vpcId: "vpc-1" }] } },
  {
    type: "aws:route53/record:Record",
    name: "inside-record",
    props: { zoneId: "Z3", name: "app.example.com", type: "CNAME", records: ["web-1.elb.example"], ttl: 60 },
  },
];

const listener = (region: string, certificateArn: unknown): Declared[] => [
  { type: "aws:lb/listener:Listener", name: "listener", props: { region, certificateArn } },
  { type: "aws:acm/certificate:Certificate", name: "certificate", props: { arn: notYetKnown, region } },
];
const certificate = "arn:aws:acm:us-east-1:123456789012:certificate/12ab34cd";

export const regionExamples: Readonly<Record<string, Example>> = {
  "recovery-objectives-declared": {
    good: [recovery("none", { instance: all, zone: all, region: all, data: all, credential: all }), group],
    bad: [recovery("none", { instance: all, zone: all, region: all, data: all }), group],
    undecided: [recovery(notYetKnown), group],
    config: { requireDeclaration: true },
  },
  "recovery-objectives-kept": {
    good: within({ instance: all }, ...instances("cluster-1", "cluster-1")),
    bad: within({ instance: all }, ...instances("cluster-1")),
    undecided: within({ instance: all }, ...instances("cluster-1", notYetKnown)),
  },
  "store-replicated-to-standby": {
    good: replicating("Enabled"),
    bad: replicating("Disabled"),
    undecided: replicating(notYetKnown),
  },
  "dns-failover-pair": {
    good: [recovery("warm-standby"), balancer, record("us-east-1"), record("us-west-2", "other"), ...inside],
    bad: [record("us-east-1"), record("us-east-1", "other")],
    undecided: [record("us-east-1"), record(notYetKnown, "other")],
  },
  "dns-fallback-page": {
    good: [
      recovery("backup-only"),
      balancer,
      leading("web-1.elb.example"),
      leading("d1.cloudfront.net", "other"),
      ...inside,
    ],
    bad: [recovery("backup-only"), balancer, leading("web-1.elb.example")],
    undecided: [recovery(notYetKnown), balancer, leading("web-1.elb.example")],
  },
  "dns-failover-health-check": {
    good: [record("us-east-1"), check(10)],
    bad: [record("us-east-1"), check(30)],
    undecided: [record("us-east-1"), check(notYetKnown)],
  },
  "certificate-in-region": {
    good: listener("us-east-1", certificate),
    bad: listener("us-west-2", certificate),
    undecided: listener("us-west-2", notYetKnown),
  },
};
