import assert from "node:assert/strict";
import { judgeDeliveries } from "../../../local/aws/iam/deliveries";

const account = "123456789012";
const arnOf = (service: string, name: string, region = "us-east-1") =>
  `arn:aws:${service}:${region}:${account}:${name}`;
const allow = (statement: object) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", Resource: "*", ...statement }] });

/** A deployed resource as an exported state has it. */
const resource = (type: string, name: string, properties: Record<string, unknown>) => ({
  type,
  urn: `urn:pulumi:test::shop::${type}::${name}`,
  id: typeof properties.id === "string" ? properties.id : name,
  inputs: properties,
  outputs: properties,
});
const judged = (...resources: ReturnType<typeof resource>[]) =>
  judgeDeliveries(resources).map(({ from, to, refusals, outside }) => ({
    pair: `${from} -> ${to}`,
    refused: refusals.join("\n"),
    outside,
  }));
/** The only delivery of a stack: what keeps it from arriving. */
const refusedOf = (...resources: ReturnType<typeof resource>[]) => {
  const all = judged(...resources);
  assert.equal(all.length, 1, JSON.stringify(all));
  return all[0]?.refused ?? "";
};

const topicArn = arnOf("sns", "orders");
const topic = resource("aws:sns/topic:Topic", "orders", { arn: topicArn });
const alarm = resource("aws:cloudwatch/metricAlarm:MetricAlarm", "cpu", {
  arn: arnOf("cloudwatch", "alarm:cpu"),
  alarmActions: [topicArn],
});
const queueArn = arnOf("sqs", "orders");
const queue = (properties = {}) =>
  resource("aws:sqs/queue:Queue", "orders", { arn: queueArn, id: "https://q", ...properties });
const subscription = resource("aws:sns/topicSubscription:TopicSubscription", "orders", {
  arn: `${topicArn}:1`,
  topic: topicArn,
  protocol: "sqs",
  endpoint: queueArn,
});
const queuePolicy = (Condition: object) =>
  resource("aws:sqs/queuePolicy:QueuePolicy", "orders", {
    queueUrl: "https://q",
    policy: allow({ Principal: { Service: "sns.amazonaws.com" }, Action: "sqs:SendMessage", Condition }),
  });

describe("deliveries that the platform's stacks do not have", () => {
  it("an alarm reaches a topic by the policy that AWS gives a new one", () => {
    assert.equal(refusedOf(topic, alarm), "");
  });

  it("an alarm whose topic is another stack's is not judged", () => {
    assert.equal(judged(alarm)[0]?.outside, `${topicArn} is not in this stack`);
  });

  it("an alarm that scales asks nobody's permission", () => {
    const scaling = {
      arn: arnOf("cloudwatch", "alarm:cpu"),
      alarmActions: [arnOf("autoscaling", "scalingPolicy:1")],
    };
    assert.deepEqual(judged(resource("aws:cloudwatch/metricAlarm:MetricAlarm", "cpu", scaling)), []);
  });

  it("a topic reaches a queue that lets it in, by what the topic is", () => {
    assert.match(refusedOf(topic, queue(), subscription), /the policy of queue orders does not exist/);
    const mine = queuePolicy({ ArnEquals: { "aws:SourceArn": topicArn } });
    assert.equal(refusedOf(topic, queue(), subscription, mine), "");
    const other = queuePolicy({ ArnEquals: { "aws:SourceArn": `${topicArn}-2` } });
    assert.match(refusedOf(topic, queue(), subscription, other), /ArnEquals aws:sourcearn/);
  });

  it("a queue with a key needs that as well, and an AWS managed key lets no topic in", () => {
    const mine = queuePolicy({});
    const keyed = queue({ kmsMasterKeyId: "alias/aws/sqs" });
    assert.match(refusedOf(topic, keyed, subscription, mine), /alias\/aws\/sqs/);
  });

  it("a key is found by its alias", () => {
    const key = resource("aws:kms/key:Key", "queues", {
      arn: arnOf("kms", "key/1"),
      id: "1",
      policy: allow({ Principal: { Service: "sns.amazonaws.com" }, Action: "kms:*" }),
    });
    const alias = resource("aws:kms/alias:Alias", "queues", { id: "alias/queues", targetKeyId: "1" });
    const keyed = queue({ kmsMasterKeyId: "alias/queues" });
    assert.equal(refusedOf(topic, keyed, subscription, queuePolicy({}), key, alias), "");
  });

  const bucket = resource("aws:s3/bucket:Bucket", "files", {
    arn: "arn:aws:s3:::files",
    id: "files",
    bucket: "files",
  });
  const bucketPolicy = (policy: string) =>
    resource("aws:s3/bucketPolicy:BucketPolicy", "files", { bucket: "files", policy });

  it("CloudFront reads a bucket by the distribution's ARN, not by the account", () => {
    const arn = `arn:aws:cloudfront::${account}:distribution/E1`;
    const served = resource("aws:cloudfront/distribution:Distribution", "site", {
      arn,
      origins: [{ domainName: "files.s3.us-east-1.amazonaws.com", originAccessControlId: "O1" }],
    });
    const read = { Principal: { Service: "cloudfront.amazonaws.com" }, Action: "s3:GetObject" };
    const by = (Condition: object) => refusedOf(bucket, served, bucketPolicy(allow({ ...read, Condition })));
    assert.equal(by({ StringEquals: { "AWS:SourceArn": arn } }), "");
    assert.match(by({ StringEquals: { "aws:SourceAccount": account } }), /which the caller does not give/);
  });

  it("a network load balancer's logs need a look at the bucket besides", () => {
    const balancer = resource("aws:lb/loadBalancer:LoadBalancer", "nlb", {
      arn: arnOf("elasticloadbalancing", "loadbalancer/net/nlb/1"),
      loadBalancerType: "network",
      accessLogs: { bucket: "files", enabled: true },
    });
    const delivery = { Principal: { Service: "delivery.logs.amazonaws.com" } };
    const writing = allow({
      ...delivery,
      Action: "s3:PutObject",
      Condition: { StringEquals: { "s3:x-amz-acl": "bucket-owner-full-control" } },
    });
    assert.match(refusedOf(bucket, balancer, bucketPolicy(writing)), /s3:GetBucketAcl/);
    assert.equal(refusedOf(bucket, balancer, bucketPolicy(allow({ ...delivery, Action: "s3:*" }))), "");
  });

  it("events of RDS and of a vault reach a topic that lets their services in", () => {
    const events = resource("aws:rds/eventSubscription:EventSubscription", "db", {
      arn: arnOf("rds", "es:db"),
      snsTopic: topicArn,
    });
    const vault = resource("aws:backup/vaultNotifications:VaultNotifications", "vault", {
      arn: arnOf("backup", "backup-vault:v"),
      snsTopicArn: topicArn,
    });
    const policy = (service: string) =>
      resource("aws:sns/topicPolicy:TopicPolicy", "orders", {
        arn: topicArn,
        policy: allow({ Principal: { Service: service }, Action: "sns:Publish" }),
      });
    const refused = judged(topic, events, vault, policy("events.rds.amazonaws.com")).map(
      ({ refused }) => refused !== "",
    );
    assert.deepEqual(refused, [true, false], "the vault is refused, the database is not");
  });
});
