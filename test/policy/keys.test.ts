import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { unknown } from "../../policy/model/value";
import { backedUp } from "../../policy/reliability/recovery/backed-up";
import { instanceVolumesEncrypted } from "../../policy/security/encryption/at-rest";
import {
  bucketCustomerManagedKey,
  customerManagedKey,
} from "../../policy/security/encryption/customer-managed-key";
import { managedMasterPassword } from "../../policy/security/identity/database";
import { judge } from "./declare";

type Props = Record<string, unknown>;
const declared = (type: string, name: string, props: Props = {}): Declared => ({ type, name, props });
const arn = "arn:aws:kms:us-east-1:123456789012:key/1";
const key = declared("aws:kms/key:Key", "key", { arn, keyId: "1" });

describe("a key of the account's own", () => {
  const topic = (kmsMasterKeyId: unknown, ...others: Declared[]) =>
    judge(customerManagedKey, declared("aws:sns/topic:Topic", "it", { kmsMasterKeyId }), ...others).it;

  it("is not AWS's, by whatever name", () => {
    for (const named of [
      "alias/aws/sns",
      "aws/sns",
      "arn:aws:kms:us-east-1:123456789012:alias/aws/sns",
      "arn:aws-cn:kms:cn-north-1:123456789012:alias/aws/sns",
      "",
    ])
      assert.equal(topic(named, key), false, named);
  });

  it("is one of the stack, by ARN, id or reference, or an alias that AWS does not reserve", () => {
    assert.equal(topic(arn, key), true);
    assert.equal(topic("1", key), true);
    assert.equal(topic("alias/web"), true);
    assert.equal(topic("arn:aws:kms:us-east-1:123456789012:alias/prod/aws/web"), true);
    for (const type of ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey", "aws:kms/alias:Alias"]) {
      const it = { ...declared("aws:sns/topic:Topic", "it", { kmsMasterKeyId: notYetKnown }) };
      const made = { ...it, refersTo: { kmsMasterKeyId: ["made"] } };
      assert.equal(judge(customerManagedKey, made, declared(type, "made")).it, true, type);
    }
  });

  it("is perhaps one that the stack does not have: AWS's, looked up, has an ARN like any other", () => {
    assert.equal(topic(arn), unknown);
    assert.equal(topic("1"), unknown);
    assert.equal(topic(notYetKnown), unknown);
  });

  it("is asked for of volumes, buckets and master passwords in the same way", () => {
    const configuration = declared(
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
      "configuration",
      { bucket: "files", rules: [{ applyServerSideEncryptionByDefault: { kmsMasterKeyId: arn } }] },
    );
    const bucket = declared("aws:s3/bucket:Bucket", "it", { bucket: "files" });
    assert.equal(judge(bucketCustomerManagedKey, bucket, configuration).it, unknown);
    assert.equal(judge(bucketCustomerManagedKey, bucket, configuration, key).it, true);
    const volumes = declared("aws:ec2/instance:Instance", "it", {
      rootBlockDevice: { encrypted: true, kmsKeyId: arn },
    });
    assert.equal(judge(instanceVolumesEncrypted, volumes).it, unknown);
    assert.equal(judge(instanceVolumesEncrypted, volumes, key).it, true);
    const database = declared("aws:rds/cluster:Cluster", "it", {
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: arn,
    });
    assert.equal(judge(managedMasterPassword, database).it, unknown);
    assert.equal(judge(managedMasterPassword, database, key).it, true);
  });

  it("is asked of streams and search domains, but not of what passes on another stream", () => {
    const stream = (props: Props) =>
      judge(
        customerManagedKey,
        declared("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", "it", props),
      ).it;
    assert.equal(stream({}), false);
    assert.equal(stream({ kinesisSourceConfiguration: {} }), undefined);
    for (const type of [
      "aws:kinesis/stream:Stream",
      "aws:opensearch/domain:Domain",
      "aws:msk/cluster:Cluster",
    ])
      assert.equal(judge(customerManagedKey, declared(type, "it")).it, false, type);
  });
});

describe("buckets of logs", () => {
  const bucket = declared("aws:s3/bucket:Bucket", "logs", { bucket: "logs-1", arn: "arn:aws:s3:::logs-1" });
  const distribution = (name: unknown) =>
    declared("aws:cloudfront/distribution:Distribution", "sender", { loggingConfig: { bucket: name } });
  const delivery = (destinationResourceArn: unknown) =>
    declared("aws:cloudwatch/logDeliveryDestination:LogDeliveryDestination", "sender", {
      deliveryDestinationConfiguration: { destinationResourceArn },
    });
  const backup = (...senders: Declared[]) => judge(backedUp, bucket, ...senders).logs;

  it("of CloudFront need no backup, by domain or by delivery", () => {
    assert.equal(backup(), false);
    for (const domain of ["logs-1.s3.amazonaws.com", "logs-1.s3.eu-central-1.amazonaws.com"])
      assert.equal(backup(distribution(domain)), undefined, domain);
    for (const name of ["arn:aws:s3:::logs-1", "arn:aws:s3:::logs-1/web", "arn:aws-cn:s3:::logs-1/web"])
      assert.equal(backup(delivery(name)), undefined, name);
    assert.equal(backup(distribution("logs-10.s3.amazonaws.com")), false);
    assert.equal(backup(delivery("arn:aws:s3:::logs-10")), false);
  });

  it("are found among several targets", () => {
    const type = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";
    const logDestinationConfigs = ["arn:aws:s3:::logs-1/waf"];
    assert.equal(backup(declared(type, "sender", { logDestinationConfigs })), undefined);
  });

  it("are perhaps those that a sender names whose target is not known", () => {
    assert.equal(backup(distribution(notYetKnown)), unknown);
    const sender = { ...distribution(notYetKnown), refersTo: { loggingConfig: ["logs"] } };
    assert.equal(backup(sender), undefined);
  });

  it("may have S3's key where load balancers, S3 or CloudFront write to them", () => {
    const encryption = (...senders: Declared[]) => judge(bucketCustomerManagedKey, bucket, ...senders).logs;
    const accessLogs = { bucket: "logs-1" };
    const ofBalancer = declared("aws:lb/loadBalancer:LoadBalancer", "sender", { accessLogs });
    for (const sender of [
      ofBalancer,
      distribution("logs-1.s3.amazonaws.com"),
      delivery("arn:aws:s3:::logs-1/a"),
    ])
      assert.equal(encryption(sender), undefined, sender.type);
    assert.equal(encryption(distribution(notYetKnown)), unknown);
    assert.equal(
      encryption(declared("aws:cloudtrail/trail:Trail", "sender", { s3BucketName: "logs-1" })),
      false,
    );
  });
});
