import assert from "node:assert/strict";
import { block, strings, text } from "../../local/cloud/properties";
import { specificationOf } from "../../local/aws/specification";
import { commandsIn } from "../docs/commands";
import { packFolder } from "../policy/analyzer";
import { act } from "./drill";
import { changesOf, LocalPulumi, withoutPacks } from "./local-pulumi";
import { idsOf, importOf, restored, scratch } from "./restoring";

const clusterType = "aws:rds/cluster:Cluster";
const instanceType = "aws:rds/clusterInstance:ClusterInstance";
const cacheType = "aws:elasticache/replicationGroup:ReplicationGroup";

/** What holds state of a kind that no backup plan is for, by AWS's specification, and why. */
const notBackedUp = [
  { type: "aws:backup/vault:Vault", because: "it holds the backups" },
  { type: "aws:kms/key:Key", because: "AWS keeps a deleted key for 30 days, and those of data stay" },
  { type: "aws:cloudwatch/logGroup:LogGroup", because: "logs are kept for a time, not restored" },
  { type: "aws:rds/clusterInstance:ClusterInstance", because: "the data is the cluster's" },
  { type: "aws:elasticache/replicationGroup:ReplicationGroup", because: "none of AWS Backup's services" },
  { type: "aws:ec2/securityGroup:SecurityGroup", because: "the program makes it again" },
];
const accessLogs = ["web-logs", "web-replica-logs"];

describe("B5-B10 state on the real engine: prod", function () {
  this.timeout("10m");
  const pulumi = new LocalPulumi(withoutPacks);
  const files = scratch();
  after(() => {
    pulumi.remove();
    files.remove();
  });
  const up = (...options: string[]) => pulumi.succeed("up", "--stack", "prod", "--skip-preview", ...options);

  it("is created", async () => {
    await up();
    assert.equal(idsOf(pulumi, clusterType).length, 1);
    assert.equal(idsOf(pulumi, instanceType).length, 2);
  });

  it("B8: everything that holds state carries the tag of a plan, or says why it need not", async () => {
    const state = await pulumi.state("prod");
    const plans = state
      .filter(({ type }) => type === "aws:backup/selection:Selection")
      .flatMap(({ inputs }) => (inputs.selectionTags as { value: string }[]).map(({ value }) => value));
    const stateful = state.filter(
      ({ type, urn }) =>
        specificationOf(type)?.isStateful === true &&
        !notBackedUp.some((exception) => exception.type === type) &&
        !(type === "aws:s3/bucket:Bucket" && accessLogs.some((name) => urn.endsWith(`::${name}`))),
    );
    assert.deepEqual(stateful.map(({ urn }) => urn.split("::").at(-1)).sort(), [
      "web-application",
      "web-database",
      "web-files-backup",
      "web-files-static",
      "web-replica-backup",
      "web-replica-static",
    ]);
    for (const { urn, inputs } of stateful) {
      const { Backup } = inputs.tags as { Backup?: string };
      assert.ok(Backup !== undefined && plans.includes(Backup), `${urn} is in no plan`);
    }
  });

  it("has no secret in plain text in its state, and none in what instances are started with", async () => {
    const state = await pulumi.state("prod");
    const secrets = state.flatMap(({ urn, inputs, outputs }) =>
      plainSecrets({ inputs, outputs }).map((path) => `${urn} ${path}`),
    );
    assert.deepEqual(secrets, []);
    const template = state.find(({ type }) => type === "aws:ec2/launchTemplate:LaunchTemplate");
    const userData = Buffer.from(String(template?.inputs.userData), "base64").toString();
    assert.match(userData, /#cloud-config/);
    assert.doesNotMatch(userData, /amazonaws\.com\b(?!\/amazon)|arn:aws|rds!|AKIA/);
  });

  it("B5, B6: a larger workload changes database and cache in place, and so does the usual one", async () => {
    const before = idsOf(pulumi, clusterType, instanceType, cacheType);
    const sizes = () => [
      pulumi.inCloud(clusterType)[0]?.inputs.serverlessv2ScalingConfiguration,
      pulumi.inCloud(cacheType)[0]?.inputs.nodeType,
    ];
    const [acu, nodeType] = sizes();
    const undo = pulumi.configure("prod", (config) => {
      Object.assign(config["platform:workload"] ?? {}, { sessionKb: 400, databaseKbPerUser: 200 });
      // The usual objectives are for the usual volume.
      Object.assign(config["platform:recovery"] ?? {}, { objectives: {} });
    });
    assert.deepEqual(Object.keys(changesOf(await up())).sort(), ["unchanged", "updated"]);
    const [largerAcu, largerNodeType] = sizes();
    assert.notDeepEqual(largerAcu, acu);
    assert.notEqual(largerNodeType, nodeType);
    undo();
    assert.deepEqual(Object.keys(changesOf(await up())).sort(), ["unchanged", "updated"]);
    assert.deepEqual(sizes(), [acu, nodeType]);
    assert.deepEqual(idsOf(pulumi, clusterType, instanceType, cacheType), before);
  });

  it("B5: readers come and go while the cluster is protected", async () => {
    const undo = pulumi.configure("prod", (config) => {
      config["platform:database"] = { readers: 2 };
    });
    await up();
    assert.equal(idsOf(pulumi, instanceType).length, 3);
    undo();
    await up();
    assert.equal(idsOf(pulumi, instanceType).length, 2);
  });

  it("B5: a cluster is restored and takes the old one's place, as docs/restore.md says in 1", async () => {
    const [cluster] = pulumi.inCloud(clusterType);
    if (!cluster) throw new Error("there is no cluster");
    const readers = idsOf(pulumi, instanceType);
    const { id, inputs, outputs } = cluster;
    const { minCapacity, maxCapacity } = block(inputs.serverlessv2ScalingConfiguration);
    const printed = await act(pulumi, {
      document: "restore.md",
      heading: "1. Database",
      names: {
        CLUSTER: id,
        SG: strings(inputs.vpcSecurityGroupIds).join(" "),
        KEY: text(inputs.kmsKeyId),
        PARAMETERS: text(inputs.dbClusterParameterGroupName),
        MIN: String(Number(minCapacity)),
        MAX: String(Number(maxCapacity)),
      },
    });
    assert.ok(!("replaced" in changesOf(printed)), printed);
    const now = pulumi.inCloud(clusterType).find((one) => one.id === id);
    const inside = text(now?.outputs.clusterResourceId);
    assert.notEqual(inside, text(outputs.clusterResourceId), "it is another cluster inside");
    assert.deepEqual(now?.inputs, inputs, "with all that a restore leaves out");
    assert.match(rolePolicies(pulumi), new RegExp(`dbuser:${inside}/app`));
    assert.deepEqual(Object.keys(changesOf(await up())), ["unchanged"]);

    const damaged = [id, ...readers].map((name) => name.replace(id, `${id}-old`));
    const kept = [id, ...readers, ...damaged].sort();
    assert.deepEqual(
      idsOf(pulumi, clusterType, instanceType),
      kept,
      "the damaged one is for a person to delete",
    );
    for (const name of damaged) await pulumi.succeed("drift", "delete", name);
  });

  it("B8: the locked vault keeps its recovery points, and takes backups within its limits only (docs/runbook.md)", async () => {
    const vault =
      pulumi.inCloud("aws:backup/vault:Vault").find(({ region }) => region === "us-east-1")?.id ?? "";
    const aws = (...words: string[]) =>
      pulumi.run("exec", "aws", "backup", ...words, "--backup-vault-name", vault);
    const deletion = await aws("delete-recovery-point", "--recovery-point-arn", "arn:aws:backup:any");
    assert.match(deletion.stderr, /AccessDeniedException/);
    const job = [
      "start-backup-job",
      "--resource-arn",
      "arn:aws:rds:any",
      "--iam-role-arn",
      "arn:aws:iam:any",
    ];
    assert.match((await aws(...job)).stderr, /not within the limits of the vault lock, 35 to 365 days/);
    const written = commandsIn("runbook.md").find(({ text }) =>
      text.startsWith("aws backup start-backup-job"),
    );
    const lifecycle = /--lifecycle (\S+)/.exec(written?.text ?? "")?.[1] ?? "";
    assert.equal((await aws(...job, "--lifecycle", lifecycle)).code, 0);
  });

  it("B5: a cluster that the state has lost is imported and not replaced (docs/restore.md, 2)", async () => {
    const lost = pulumi.made().filter(({ type }) => [clusterType, instanceType].includes(type));
    const known = (await pulumi.state("prod")).filter(({ type }) =>
      [clusterType, instanceType].includes(type),
    );
    for (const resource of lost) pulumi.cloud.remove(resource);
    assert.equal(changesOf(await pulumi.succeed("refresh", "--stack", "prod")).deleted, lost.length);
    for (const resource of lost) {
      const isCluster = resource.type === clusterType;
      pulumi.cloud.add(restored(resource, isCluster ? { clusterResourceId: "cluster-FROM-SNAPSHOT" } : {}));
    }

    const file = files.write("import.json", importOf(known));
    await pulumi.succeed(
      "import",
      "--stack",
      "prod",
      "--file",
      file,
      "--generate-code=false",
      "--skip-preview",
    );
    const changes = changesOf(await up());
    assert.deepEqual(Object.keys(changes).sort(), ["unchanged", "updated"]);
    assert.deepEqual(idsOf(pulumi, clusterType, instanceType), lost.map(({ id }) => id).sort());
    assert.match(rolePolicies(pulumi), /dbuser:cluster-FROM-SNAPSHOT\/app/);
    assert.deepEqual(Object.keys(changesOf(await up())), ["unchanged"]);
  });

  it("is destroyed in two steps, and never in one (docs/operations.md)", async () => {
    const before = pulumi.made().length;
    const refused = await pulumi.run("destroy", "--stack", "prod");
    assert.equal(refused.code, 1);
    assert.match(refused.stdout + refused.stderr, /protect/);
    assert.equal(pulumi.made().length, before);

    pulumi.configure("prod", (config) => {
      config["platform:loadBalancer"] = { deletionProtection: false };
      config["platform:database"] = { deletionProtection: false };
      // In place of emptying the buckets by hand.
      config["platform:storage"] = { forceDestroy: true };
    });
    const reliability = packFolder("reliability");
    const exempt = files.write("exempt.json", { "deletion-protection": "advisory" });
    await up("--policy-pack", reliability, "--policy-pack-config", exempt);
    await pulumi.succeed("destroy", "--stack", "prod");
    assert.deepEqual(await pulumi.state("prod"), []);
  });

  it("B5, B7, B8: leaves the final snapshot, the vaults with locks and role, and the keys of all and of the buckets", () => {
    const left = pulumi.made().map(({ type, region }) => `${region} ${type}`);
    assert.deepEqual(left.sort(), [
      "global aws:iam/role:Role",
      ...Array.from({ length: 4 }, () => "global aws:iam/rolePolicyAttachment:RolePolicyAttachment"),
      // The proof of the domain, by which the standby's certificate is renewed too.
      "global aws:route53/record:Record",
      "us-east-1 aws:backup/vault:Vault",
      "us-east-1 aws:backup/vaultLockConfiguration:VaultLockConfiguration",
      ...Array.from({ length: 3 }, () => "us-east-1 aws:kms/key:Key"),
      "us-east-1 aws:rds/clusterSnapshot:ClusterSnapshot",
      "us-west-2 aws:backup/vault:Vault",
      "us-west-2 aws:backup/vaultLockConfiguration:VaultLockConfiguration",
      ...Array.from({ length: 2 }, () => "us-west-2 aws:kms/key:Key"),
    ]);
    const kept = pulumi.inCloud("aws:kms/key:Key").map(({ inputs }) => text(inputs.description));
    assert.ok(kept.includes("Objects in S3"), "objects that are kept can be read");
  });
});

/** Paths of values that are named like a secret and are text in the open. */
function plainSecrets(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => plainSecrets(item, `${path}[${index}]`));
  if (typeof value !== "object" || value === null) {
    const isNamedSo = /(password|passphrase|secret|token|privateKey)(wo)?$/i.test(path);
    return isNamedSo && typeof value === "string" && value !== "" ? [path] : [];
  }
  return Object.entries(value).flatMap(([key, item]) => plainSecrets(item, `${path}.${key}`));
}

function rolePolicies(pulumi: LocalPulumi): string {
  return pulumi
    .inCloud("aws:iam/rolePolicy:RolePolicy")
    .map(({ inputs }) => text(inputs.policy))
    .join("\n");
}
