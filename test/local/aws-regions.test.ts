import assert from "node:assert/strict";
import { bringBack, takeDown } from "../../local/cloud/regions";
import { text, type Properties } from "../../local/cloud/properties";
import { Client, newStore, type Made } from "./aws-client";

const ACCOUNT = "123456789012";

describe("B9 the local AWS keeps regions apart", function () {
  this.timeout("60s");
  const store = newStore();
  let east: Client;
  let west: Client;
  before(async () => {
    east = await Client.start(store);
    west = await Client.start(store, { region: "us-west-2" });
  });
  after(() => {
    east.stop();
    west.stop();
  });

  describe("a region that is down", () => {
    let topic: Made;
    before(async () => {
      topic = await east.create("sns/topic", "here", {});
      takeDown(store, "us-east-1");
    });
    after(() => {
      bringBack(store, "us-east-1");
    });

    it("refuses every call, also of look-ups and of new providers", async () => {
      const down = /ServiceUnavailable: .*us-east-1 is down/;
      await assert.rejects(east.create("sns/topic", "new", {}), down);
      await assert.rejects(east.read(topic), down);
      await assert.rejects(east.update(topic, { displayName: "x" }), down);
      await assert.rejects(east.delete(topic), down);
      await assert.rejects(east.invoke("aws:index/getCallerIdentity:getCallerIdentity"), down);
      await assert.rejects(west.create("sns/topic", "there", { region: "us-east-1" }), down);
      await assert.rejects(Client.start(store), down);
      const unchecked = await Client.start(store, { region: "us-east-1", skipCredentialsValidation: "true" });
      unchecked.stop();
    });

    it("leaves the others, and what is in none", async () => {
      await west.create("sns/topic", "other", {});
      await east.create("iam/role", "global", { assumeRolePolicy: "{}" });
      await east.create("route53/record", "global", { zoneId: "Z1", name: "a.example.org", type: "A" });
    });

    it("has all that it had when it is back", async () => {
      bringBack(store, "us-east-1");
      assert.equal((await east.read(topic))?.id, topic.id);
    });
  });

  it("does not take the key, certificate or topic of another region, even where it exists", async () => {
    const key = await east.create("kms/key", "east", {});
    const certificate = await east.create("acm/certificate", "east", { domainName: "example.org" });
    const topic = await east.create("sns/topic", "east", {});
    const foreign: [key: string, inputs: Properties, error: RegExp][] = [
      ["cloudwatch/logGroup", { kmsKeyId: text(key.state.arn) }, /NotFoundException: Key/],
      [
        "lb/listener",
        { loadBalancerArn: "", certificateArn: certificate.id, defaultActions: [] },
        /CertificateNotFound/,
      ],
      [
        "cloudwatch/metricAlarm",
        { comparisonOperator: "", evaluationPeriods: 1, alarmActions: [topic.id] },
        /NotFound: Topic/,
      ],
    ];
    for (const [type, inputs, error] of foreign) {
      await assert.rejects(west.create(type, "foreign", inputs), error);
      await east.create(type, "own", inputs);
    }
  });

  it("takes one where AWS does: copies of backups, and in the text of parameters", async () => {
    const vault = await east.create("backup/vault", "copies", {});
    const plan = (destinationVaultArn: string): Properties => ({
      rules: [{ ruleName: "daily", targetVaultName: "Default", copyActions: [{ destinationVaultArn }] }],
    });
    await west.create("backup/vault", "Default", { name: "Default" });
    await west.create("backup/plan", "copies", plan(text(vault.state.arn)));
    const none = `arn:aws:backup:us-east-1:${ACCOUNT}:backup-vault:none`;
    await assert.rejects(west.create("backup/plan", "none", plan(none)), /does not exist/);
    await west.create("ssm/parameter", "note", { type: "String", value: none });
  });

  it("gives a multi-Region key one id, and a replica to no other key", async () => {
    const primary = await east.create("kms/key", "shared", { multiRegion: true });
    const single = await east.create("kms/key", "single", {});
    assert.match(primary.id, /^mrk-[0-9a-f]{32}$/);
    const replica = await west.create("kms/replicaKey", "shared", { primaryKeyArn: text(primary.state.arn) });
    assert.equal(replica.id, primary.id);
    assert.equal(replica.state.arn, text(primary.state.arn).replace("us-east-1", "us-west-2"));
    await west.create("cloudwatch/logGroup", "shared", { kmsKeyId: text(replica.state.arn) });
    await assert.rejects(
      west.create("kms/replicaKey", "single", { primaryKeyArn: text(single.state.arn) }),
      /UnsupportedOperationException/,
    );
    await assert.rejects(
      east.create("kms/replicaKey", "same", { primaryKeyArn: text(primary.state.arn) }),
      /AlreadyExistsException/,
    );
  });

  it("replicates a table that streams into another region, where it is then found, and takes it back", async () => {
    const table = {
      name: "sessions",
      hashKey: "id",
      streamEnabled: true,
      streamViewType: "NEW_AND_OLD_IMAGES",
    };
    const replicas = [{ regionName: "us-west-2" }];
    await assert.rejects(
      east.create("dynamodb/table", "t", { ...table, streamEnabled: false, replicas }),
      /ValidationException: Table must have DynamoDB Streams/,
    );
    await assert.rejects(
      east.create("dynamodb/table", "t", { ...table, replicas: [{ regionName: "us-east-1" }] }),
      /Cannot add, delete, or update the local region/,
    );
    const made = await east.create("dynamodb/table", "t", { ...table, replicas });
    const inWest = () => store.get("us-west-2", "aws:dynamodb/table:Table", "sessions");
    assert.equal(inWest()?.outputs.arn, `arn:aws:dynamodb:us-west-2:${ACCOUNT}:table/sessions`);
    const alone = await east.update(made, table);
    assert.equal(inWest(), undefined);
    await west.create("dynamodb/table", "taken", { name: "sessions", hashKey: "id" });
    await assert.rejects(east.update(alone, { ...table, replicas }), /already existed as tables/);
  });

  it("replicates a bucket only between versioned ones, with a role, and keeps them versioned", async () => {
    const role = text((await east.create("iam/role", "replication", { assumeRolePolicy: "{}" })).state.arn);
    await east.create("s3/bucket", "source", { bucket: "source" });
    await west.create("s3/bucket", "target", { bucket: "target" });
    const rule = (bucket: string, more: Properties = {}): Properties => ({
      bucket: "source",
      role,
      rules: [
        {
          status: "Enabled",
          filter: {},
          deleteMarkerReplication: { status: "Enabled" },
          destination: { bucket: `arn:aws:s3:::${bucket}` },
          ...more,
        },
      ],
    });
    const enabled = { versioningConfiguration: { status: "Enabled" } };
    const replicate = (inputs: Properties) => east.create("s3/bucketReplicationConfig", "r", inputs);
    await assert.rejects(replicate(rule("target")), /Versioning must be 'Enabled' on the bucket/);
    const versioning = await east.create("s3/bucketVersioning", "s", { bucket: "source", ...enabled });
    await assert.rejects(replicate(rule("target")), /Destination bucket must have versioning enabled/);
    await assert.rejects(replicate(rule("none")), /Destination bucket must exist/);
    await west.create("s3/bucketVersioning", "t", { bucket: "target", ...enabled });
    const missing = { ...rule("target"), role: `arn:aws:iam::${ACCOUNT}:role/none` };
    await assert.rejects(replicate(missing), /NoSuchEntity/);
    const sse = { sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } } };
    await assert.rejects(replicate(rule("target", sse)), /ReplicaKmsKeyID must be specified/);
    await replicate(rule("target"));
    const suspended = { bucket: "source", versioningConfiguration: { status: "Suspended" } };
    await assert.rejects(east.update(versioning, suspended), /InvalidBucketState/);
  });

  it("replicates a database with backups, encrypted by a key of the other region", async () => {
    const key = text((await east.create("kms/key", "source", {})).state.arn);
    const own = text((await west.create("kms/key", "replica", {})).state.arn);
    const source = {
      engine: "postgres",
      instanceClass: "db.m6g.large",
      storageEncrypted: true,
      kmsKeyId: key,
    };
    const made = await east.create("rds/instance", "db", { ...source, identifier: "db" });
    const replica = (more: Properties): Promise<Made> =>
      west.create("rds/instance", "replica", {
        instanceClass: "db.m6g.large",
        replicateSourceDb: text(made.state.arn),
        ...more,
      });
    await assert.rejects(replica({ kmsKeyId: own }), /Automated backups are not enabled/);
    await east.update(made, { ...source, identifier: "db", backupRetentionPeriod: 7 });
    await assert.rejects(replica({}), /Cannot create a cross region unencrypted read replica/);
    await assert.rejects(replica({ replicateSourceDb: "db", kmsKeyId: own }), /DBInstanceNotFound/);
    const promoted = await replica({ kmsKeyId: own });
    assert.equal(
      (await west.diff(promoted, { instanceClass: "db.m6g.large", kmsKeyId: own })).kind,
      "update",
    );
  });
});
