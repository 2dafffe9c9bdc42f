import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { unknown } from "../../policy/model/value";
import { storageEncrypted } from "../../policy/security/encryption/at-rest";
import { databaseTls } from "../../policy/security/encryption/data-in-transit";
import { servicesTls } from "../../policy/security/encryption/services-in-transit";
import { judge } from "./declare";

type Props = Record<string, unknown>;
const declared = (type: string, props: Props, filledIn: Props = {}): Declared => ({
  type,
  name: "it",
  props,
  filledIn,
});

describe("storage-encrypted: streams and search domains", () => {
  const stored = (type: string, props: Props) => judge(storageEncrypted, declared(type, props)).it;

  it("are encrypted where the program says so, as AWS does it for none by default", () => {
    const on = { enabled: true };
    for (const [type, props] of [
      ["aws:kinesis/stream:Stream", { encryptionType: "KMS" }],
      ["aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream", { serverSideEncryption: on }],
      ["aws:opensearch/domain:Domain", { encryptAtRest: on }],
      ["aws:elasticsearch/domain:Domain", { encryptAtRest: on }],
      ["aws:dax/cluster:Cluster", { serverSideEncryption: on }],
      ["aws:rds/globalCluster:GlobalCluster", { storageEncrypted: true }],
    ] as const) {
      assert.equal(stored(type, props), true, type);
      assert.equal(stored(type, {}), false, type);
    }
    assert.equal(stored("aws:kinesis/stream:Stream", { encryptionType: "NONE" }), false);
  });

  it("have no encryption of their own where they pass on a stream, or follow a source", () => {
    const firehose = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";
    assert.equal(stored(firehose, { kinesisSourceConfiguration: {} }), undefined);
    const globalCluster = "aws:rds/globalCluster:GlobalCluster";
    assert.equal(stored(globalCluster, { sourceDbClusterIdentifier: notYetKnown }), undefined);
  });
});

describe("service-encrypted-in-transit", () => {
  const tls = (type: string, props: Props) => judge(servicesTls, declared(type, props)).it;

  it("asks search domains for both ways, which AWS leaves open by default", () => {
    const nodeToNodeEncryption = { enabled: true };
    for (const type of ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"]) {
      const domain = (domainEndpointOptions?: Props) =>
        tls(type, { nodeToNodeEncryption, ...(domainEndpointOptions && { domainEndpointOptions }) });
      assert.equal(domain({ enforceHttps: true }), true);
      assert.equal(domain({ customEndpointEnabled: true }), true);
      assert.equal(domain({ enforceHttps: false }), false);
      assert.equal(domain({ enforceHttps: notYetKnown }), unknown);
      assert.equal(domain(), false);
      assert.equal(tls(type, { domainEndpointOptions: { enforceHttps: true } }), false);
    }
  });

  it("takes Kafka and MemoryDB as they are by default, and not in plain", () => {
    const kafka = (encryptionInTransit: unknown) =>
      tls("aws:msk/cluster:Cluster", { encryptionInfo: { encryptionInTransit } });
    assert.equal(tls("aws:msk/cluster:Cluster", {}), true);
    assert.equal(kafka({}), true);
    assert.equal(kafka({ clientBroker: "TLS_PLAINTEXT" }), false);
    assert.equal(kafka({ inCluster: false }), false);
    assert.equal(kafka(notYetKnown), unknown);
    assert.equal(tls("aws:memorydb/cluster:Cluster", {}), true);
    assert.equal(tls("aws:memorydb/cluster:Cluster", { tlsEnabled: false }), false);
  });

  it("asks DAX and AppSync's cache for it", () => {
    assert.equal(tls("aws:dax/cluster:Cluster", {}), false);
    assert.equal(tls("aws:dax/cluster:Cluster", { clusterEndpointEncryptionType: "TLS" }), true);
    assert.equal(tls("aws:appsync/apiCache:ApiCache", {}), false);
  });
});

describe("database-requires-tls: what is not set", () => {
  const type = "aws:rds/instance:Instance";
  const tls = (props: Props, filledIn: Props = {}) =>
    judge(databaseTls, declared(type, { engine: "postgres", ...props }, filledIn)).it;

  it("may be given as an empty text", () => {
    assert.equal(tls({ parameterGroupName: "", engineVersion: "16.4" }), true);
    assert.equal(tls({ parameterGroupName: "", engineVersion: "14.9" }), false);
    assert.equal(tls({ parameterGroupName: "", engine: "mysql" }), false);
    assert.equal(tls({ engineVersion: "" }), unknown);
  });

  it("ends in a verdict once AWS has filled it in", () => {
    assert.equal(tls({ engineVersion: "" }, { engineVersion: "17.4" }), true);
    assert.equal(tls({ parameterGroupName: "" }, { parameterGroupName: "default.postgres17" }), true);
    assert.equal(tls({ parameterGroupName: "" }, { parameterGroupName: "default.postgres14" }), false);
    const aurora = { engine: "aurora-postgresql", parameterGroupName: "default.aurora-postgresql16" };
    const cluster = { ...aurora, dbClusterParameterGroupName: aurora.parameterGroupName };
    assert.equal(judge(databaseTls, declared("aws:rds/cluster:Cluster", cluster)).it, false);
  });

  it("is AWS's default group by name, and no other that the stack does not have", () => {
    assert.equal(tls({ parameterGroupName: "default.postgres16" }), true);
    assert.equal(tls({ parameterGroupName: "theirs", engineVersion: "16.4" }), unknown);
  });
});
