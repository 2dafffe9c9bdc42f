import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { unknown } from "../../policy/model/value";
import { cacheTls, databaseTls } from "../../policy/security/encryption/data-in-transit";
import { distributionHttps, listenerHttps, tlsPolicy } from "../../policy/security/encryption/in-transit";
import {
  bucketCustomerManagedKey,
  customerManagedKey,
} from "../../policy/security/encryption/customer-managed-key";
import { cacheAuthentication } from "../../policy/security/identity/cache";
import { judge } from "./declare";

type Props = Record<string, unknown>;
const declared = (type: string, props: Props = {}, name = "it"): Declared => ({ type, name, props });

describe("cache-authentication: who gets in besides", () => {
  const authentication = (type: string, props: Props) => judge(cacheAuthentication, declared(type, props)).it;

  it("refuses AWS's default user, who needs no password, in a group or joined to one", () => {
    const group = "aws:elasticache/userGroup:UserGroup";
    assert.equal(authentication(group, { userIds: ["default", "app"] }), false);
    assert.equal(authentication(group, { userIds: ["nobody", "app"] }), true);
    assert.equal(authentication(group, { userIds: [notYetKnown] }), unknown);
    const association = "aws:elasticache/userGroupAssociation:UserGroupAssociation";
    assert.equal(authentication(association, { userId: "default" }), false);
  });

  it("asks it of serverless caches, and takes a token that the state does not keep", () => {
    const serverless = "aws:elasticache/serverlessCache:ServerlessCache";
    assert.equal(authentication(serverless, { engine: "valkey" }), false);
    assert.equal(authentication(serverless, { engine: "valkey", userGroupId: "web" }), true);
    assert.equal(authentication(serverless, { engine: "memcached" }), undefined);
    assert.equal(
      authentication("aws:elasticache/replicationGroup:ReplicationGroup", { authTokenWo: "x" }),
      true,
    );
  });

  it("refuses a single Redis, which knows neither users nor tokens", () => {
    const cluster = "aws:elasticache/cluster:Cluster";
    assert.equal(authentication(cluster, { engine: "redis" }), false);
    assert.equal(authentication(cluster, { replicationGroupId: "web" }), undefined);
  });
});

describe("cache-encrypted-in-transit", () => {
  it("refuses the mode in which a cache still takes plain connections", () => {
    const tls = (props: Props) =>
      judge(cacheTls, declared("aws:elasticache/replicationGroup:ReplicationGroup", props)).it;
    assert.equal(tls({ transitEncryptionEnabled: true }), true);
    assert.equal(tls({ transitEncryptionEnabled: true, transitEncryptionMode: "preferred" }), false);
  });
});

describe("a read replica in its first preview, whose source is not known yet", () => {
  const replica = declared("aws:rds/instance:Instance", {
    replicateSourceDb: notYetKnown,
    engine: notYetKnown,
  });

  it("is encrypted as its source, and takes its source's parameters", () => {
    assert.deepEqual(judge(customerManagedKey, replica), {});
    assert.deepEqual(judge(databaseTls, replica), {});
  });

  it("leaves a database whose engine is not known to the update", () => {
    assert.equal(
      judge(databaseTls, declared("aws:rds/instance:Instance", { engine: notYetKnown })).it,
      unknown,
    );
  });
});

describe("database-requires-tls: versions and proxies", () => {
  const tls = (props: Props) => judge(databaseTls, declared("aws:rds/cluster:Cluster", props)).it;

  it("knows from which version an engine requires it, whoever chose the version", () => {
    assert.equal(tls({ engine: "aurora-postgresql", engineVersion: "17.4" }), true);
    assert.equal(tls({ engine: "aurora-postgresql", engineVersion: "16.9" }), false);
    const mariadb = (engineVersion: string) =>
      judge(databaseTls, declared("aws:rds/instance:Instance", { engine: "mariadb", engineVersion })).it;
    assert.equal(mariadb("11.8.3"), true);
    assert.equal(mariadb("11.4.2"), false);
    const filledIn = {
      ...declared("aws:rds/instance:Instance", { engine: "postgres" }),
      filledIn: { engineVersion: "17.4" },
    };
    assert.equal(judge(databaseTls, filledIn).it, true);
  });

  it("asks a proxy to require it too", () => {
    const proxy = (requireTls: unknown) =>
      judge(databaseTls, declared("aws:rds/proxy:Proxy", { requireTls })).it;
    assert.equal(proxy(true), true);
    assert.equal(proxy(undefined), false);
  });
});

describe("encrypted-with-customer-managed-key", () => {
  const own = declared("aws:kms/key:Key", { arn: "arn:aws:kms:us-east-1:1:key/1" }, "own");

  it("asks it of document, graph and warehouse clusters, and of serverless caches", () => {
    for (const [type, property] of [
      ["aws:docdb/cluster:Cluster", "kmsKeyId"],
      ["aws:neptune/cluster:Cluster", "kmsKeyArn"],
      ["aws:redshift/cluster:Cluster", "kmsKeyId"],
      ["aws:elasticache/serverlessCache:ServerlessCache", "kmsKeyId"],
    ] as const) {
      assert.equal(judge(customerManagedKey, declared(type)).it, false, type);
      assert.equal(
        judge(customerManagedKey, declared(type, { [property]: own.props?.arn }), own).it,
        true,
        type,
      );
    }
  });

  it("is not asked of a bucket that gets logs which only S3's key can be written with", () => {
    const bucket = declared("aws:s3/bucket:Bucket", { bucket: "logs" }, "logs");
    const senders: [string, Props][] = [
      ["aws:lb/loadBalancer:LoadBalancer", { connectionLogs: { bucket: "logs" } }],
      ["aws:elb/loadBalancer:LoadBalancer", { accessLogs: { bucket: "logs" } }],
      ["aws:s3/bucket:Bucket", { logging: { targetBucket: "logs" } }],
    ];
    for (const [type, props] of senders)
      assert.equal(
        judge(bucketCustomerManagedKey, bucket, declared(type, props, "sender")).logs,
        undefined,
        type,
      );
    assert.equal(judge(bucketCustomerManagedKey, bucket).logs, false);
  });
});

describe("load balancers: what answers, and by which TLS", () => {
  const listener = (props: Props) => judge(listenerHttps, declared("aws:lb/listener:Listener", props)).it;
  const plain = { protocol: "HTTP", port: 80, loadBalancerArn: "lb-1" };

  it("leaves the listener of another stack's load balancer undecided, which may be internal", () => {
    assert.equal(listener({ ...plain, defaultActions: [{ type: "forward" }] }), unknown);
  });

  it("lets a listener answer with words of its own", () => {
    const own = declared("aws:lb/loadBalancer:LoadBalancer", { arn: "lb-1" }, "balancer");
    const answering = (type: string) =>
      judge(
        listenerHttps,
        own,
        declared("aws:lb/listener:Listener", { ...plain, defaultActions: [{ type }] }),
      ).it;
    assert.equal(answering("fixed-response"), true);
    assert.equal(answering("forward"), false);
  });

  it("refuses the default TLS policy before it is made", () => {
    const unset = {
      ...declared("aws:lb/listener:Listener", { protocol: "HTTPS" }),
      filledIn: { sslPolicy: notYetKnown },
    };
    assert.equal(judge(tlsPolicy, unset).it, false);
  });

  it("asks CloudFront for TLS 1.2 where there is a choice", () => {
    const distribution = (viewerCertificate: object) =>
      judge(
        distributionHttps,
        declared("aws:cloudfront/distribution:Distribution", {
          defaultCacheBehavior: { viewerProtocolPolicy: "https-only" },
          viewerCertificate,
        }),
      ).it;
    assert.equal(distribution({ cloudfrontDefaultCertificate: true }), true);
    assert.equal(distribution({ acmCertificateArn: "arn" }), false);
    assert.equal(distribution({ acmCertificateArn: "arn", minimumProtocolVersion: "TLSv1.2_2021" }), true);
    assert.equal(distribution({ acmCertificateArn: "arn", minimumProtocolVersion: "TLSv1.1_2016" }), false);
  });
});
