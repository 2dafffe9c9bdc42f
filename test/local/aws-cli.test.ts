import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseAws } from "../../local/aws-cli/arguments";
import { RefusedError, UnknownCommandError } from "../../local/aws-cli/call";
import { carryOut } from "../../local/aws-cli/operations";
import { text } from "../../local/cloud/properties";
import { Store } from "../../local/cloud/store";
import { wordsOf } from "../docs/commands";

const region = "us-east-1";
const clusterType = "aws:rds/cluster:Cluster";

describe("the local AWS's `aws`", () => {
  let folder: string;
  let store: Store;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "aws-cli-"));
    store = new Store(folder);
    const arn = "arn:aws:rds:us-east-1:123456789012:cluster:shop";
    store.add({
      type: "aws:rds/subnetGroup:SubnetGroup",
      region,
      id: "shop",
      inputs: { name: "shop" },
      outputs: {},
    });
    store.add({
      type: clusterType,
      region,
      id: "shop",
      inputs: {
        clusterIdentifier: "shop",
        dbSubnetGroupName: "shop",
        engine: "aurora-postgresql",
        deletionProtection: true,
      },
      outputs: {
        arn,
        endpoint: "shop.cluster-x.us-east-1.rds.amazonaws.com",
        clusterResourceId: "cluster-A",
      },
    });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });
  const aws = (command: string) => carryOut(parseAws(wordsOf(command)), store, region);
  const cluster = (id: string) => store.get(region, clusterType, id);
  const restore =
    "rds restore-db-cluster-to-point-in-time --source-db-cluster-identifier shop --db-cluster-identifier shop-new";

  it("restores beside what is there, with what the command says and without what AWS leaves out", () => {
    aws(
      `${restore} --db-subnet-group-name shop --kms-key-id KEY --serverless-v2-scaling-configuration MinCapacity=2,MaxCapacity=16`,
    );
    const made = cluster("shop-new");
    assert.equal(made?.inputs.engine, "aurora-postgresql");
    assert.equal(made.inputs.kmsKeyId, "KEY");
    assert.deepEqual(made.inputs.serverlessv2ScalingConfiguration, { minCapacity: 2, maxCapacity: 16 });
    assert.equal(made.inputs.deletionProtection, undefined);
    assert.match(text(made.outputs.arn), /:cluster:shop-new$/);
    assert.match(text(made.outputs.endpoint), /^shop-new\.cluster-x\./);
    assert.notEqual(made.outputs.clusterResourceId, "cluster-A");
    assert.equal(made.urn, undefined, "it is nobody's yet");
  });

  it("refuses a restore that names no subnet group, where there is no default one", () => {
    assert.throws(() => aws(restore), /DBSubnetGroupNotFoundFault.*RestoreDBClusterToPointInTime.*'default'/);
  });

  it("renames a cluster with its ARN and endpoint; its subnet group keeps its name", () => {
    aws(
      "rds modify-db-cluster --db-cluster-identifier shop --new-db-cluster-identifier shop-old --apply-immediately",
    );
    assert.equal(cluster("shop"), undefined);
    assert.match(text(cluster("shop-old")?.outputs.arn), /:cluster:shop-old$/);
    assert.equal(cluster("shop-old")?.inputs.dbSubnetGroupName, "shop");
  });

  it("refuses a name that is taken, and a source that is not there", () => {
    aws(`${restore} --db-subnet-group-name shop`);
    const rename = "rds modify-db-cluster --new-db-cluster-identifier shop --db-cluster-identifier";
    assert.throws(() => aws(`${rename} shop-new`), RefusedError);
    assert.throws(() => aws(`${rename} nothing`), /DBClusterNotFoundFault/);
  });

  it("says what it has where it lacks a command, and which option is missing", () => {
    assert.throws(
      () => aws("rds reboot-db-instance"),
      (error) => error instanceof UnknownCommandError && error.message.includes("rds modify-db-cluster"),
    );
    assert.throws(() => aws("rds modify-db-cluster"), /--db-cluster-identifier/);
  });

  it("knows the images that AWS publishes, and no other parameter of AWS's", () => {
    const name = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";
    assert.match(JSON.stringify(aws(`ssm get-parameter --name ${name}`)), /"Value":"ami-[0-9a-f]+"/);
    assert.throws(() => aws("ssm get-parameter --name /aws/service/none"), /ParameterNotFound/);
  });
});
