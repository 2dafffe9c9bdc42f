import assert from "node:assert/strict";
import * as aws from "@pulumi/aws";
import { Database } from "../../infra/database";
import type { AuroraArgs, DatabaseArgs } from "../../infra/database/args";
import { record, valueOf } from "./record";
import { holds, type Safeguard } from "./safeguard";

const cluster = "aws:rds/cluster:Cluster";
const clusterInstance = "aws:rds/clusterInstance:ClusterInstance";
const instance = "aws:rds/instance:Instance";
const readerTarget = "aws:appautoscaling/target:Target";

const aurora: AuroraArgs = {
  type: "aurora",
  instanceClass: "db.serverless",
  acu: { min: 2, max: 16 },
  readers: 1,
  maxReaders: 3,
};
const postgres: DatabaseArgs["engine"] = {
  type: "postgres",
  instanceClass: "db.m5.large",
  multiAz: true,
  allocatedGib: 56,
  maxAllocatedGib: 500,
};
const inProd: DatabaseArgs = {
  vpcId: "vpc-1",
  subnetIds: ["subnet-5", "subnet-6"],
  region: "us-east-1",
  kmsKeyArn: "arn:data-key",
  logKeyArn: "arn:log-key",
  engine: aurora,
  backupRetentionDays: 35,
  backupWindow: "03:00-04:00",
  maintenanceWindow: "sun:05:00-sun:06:00",
  deletionProtection: true,
  retainBackups: true,
  logRetentionDays: 90,
  tags: { Backup: "plan" },
};
const database = (args: Partial<DatabaseArgs> = {}) =>
  record((parent) => new Database("db", { ...inProd, ...args }, { parent }));

/** What both engines must have, on the resource that holds the data. */
const onEither = (of: string): Safeguard[] => [
  {
    it: "B5: encrypts storage by a customer managed key",
    of,
    inputs: { storageEncrypted: true, kmsKeyId: "arn:data-key" },
  },
  {
    it: "B5: leaves the master secret and its rotation to RDS, under a customer managed key",
    of,
    inputs: { manageMasterUserPassword: true, masterUserSecretKmsKeyId: "arn:data-key", password: undefined },
  },
  { it: "B5: takes sign-in by IAM", of, inputs: { iamDatabaseAuthenticationEnabled: true } },
  { it: "B5: restores to any second of 35 days", of, inputs: { backupRetentionPeriod: 35 } },
  {
    it: "B5: keeps a final snapshot",
    of,
    inputs: { skipFinalSnapshot: false, finalSnapshotIdentifier: "db-final" },
  },
  { it: "B5: keeps automated backups", of, inputs: { deleteAutomatedBackups: false } },
  {
    it: "B8: is found by its backup plan, and its snapshots are",
    of,
    inputs: { tags: { Backup: "plan" }, copyTagsToSnapshot: true },
  },
  { it: "B5: is protected from deletion", of, inputs: { deletionProtection: true } },
  { it: "C1: exports its log", of, inputs: { enabledCloudwatchLogsExports: ["postgresql"] } },
  {
    it: "B5: follows minor versions and no major one",
    of,
    inputs: { engineVersion: "17", allowMajorVersionUpgrade: undefined },
  },
  {
    it: "B5: encrypts its log, and lets go of it in time",
    of: "aws:cloudwatch/logGroup:LogGroup",
    inputs: { kmsKeyId: "arn:log-key", retentionInDays: 90 },
  },
];
const parameters = [
  { name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" },
  { name: "log_min_duration_statement", value: "1000" },
  { name: "shared_preload_libraries", value: "pg_stat_statements", applyMethod: "pending-reboot" },
];
const seen = {
  monitoringInterval: 60,
  monitoringRoleArn: "arn:db-monitoring",
  performanceInsightsEnabled: true,
  performanceInsightsKmsKeyId: "arn:data-key",
};

describe("B5 database: Aurora", () => {
  holds(
    [
      ...onEither(cluster),
      {
        it: "B5: backs up and is maintained at the declared times",
        of: cluster,
        inputs: { preferredBackupWindow: "03:00-04:00", preferredMaintenanceWindow: "sun:05:00-sun:06:00" },
      },
      {
        it: "B5: speaks TLS only and logs slow statements",
        of: "aws:rds/clusterParameterGroup:ClusterParameterGroup",
        inputs: { family: "aurora-postgresql17", parameters },
      },
      {
        it: "D4: has the capacity units of the plan",
        of: cluster,
        inputs: {
          engineMode: "provisioned",
          serverlessv2ScalingConfiguration: { minCapacity: 2, maxCapacity: 16 },
        },
      },
      {
        it: "B5: lets AWS choose the zones, which it reports as three whatever is asked",
        of: cluster,
        inputs: { availabilityZones: undefined },
      },
      {
        it: "B8: is backed up as a cluster, not by instance",
        of: [clusterInstance, "db-0"],
        inputs: { tags: undefined },
      },
      { it: "C1: can be looked into", of: [clusterInstance, "db-1"], inputs: seen },
      {
        it: "B5: cannot be reached from outside",
        of: [clusterInstance, "db-0"],
        inputs: { publiclyAccessible: false },
      },
      {
        it: "B5: has a reader that takes over first",
        of: [clusterInstance, "db-1"],
        inputs: { promotionTier: 1, instanceClass: "db.serverless" },
      },
      {
        it: "B5: adds readers under load",
        of: readerTarget,
        inputs: { minCapacity: 1, maxCapacity: 3, resourceId: "cluster:db" },
      },
    ],
    database,
  );

  it("writes its log to a group that is there before it", async () => {
    const stack = await database();
    assert.equal(
      stack.only("aws:cloudwatch/logGroup:LogGroup").inputs.name,
      "/aws/rds/cluster/db/postgresql",
    );
    const [first] = [stack.only(cluster).options.dependsOn].flat();
    assert.ok(aws.cloudwatch.LogGroup.isInstance(first));
  });

  it("is refused to be destroyed before anything is deleted, while readers may come and go", async () => {
    const stack = await database();
    assert.equal(stack.only(cluster).options.protect, true);
    for (const { options } of stack.ofType(clusterInstance)) {
      // What is protected protects its children.
      assert.ok(options.protect !== true && !aws.rds.Cluster.isInstance(options.parent));
    }
    assert.equal((await database({ deletionProtection: false })).only(cluster).options.protect, false);
  });

  it("leaves nothing behind where backups are not retained", async () => {
    const { inputs } = (await database({ retainBackups: false })).only(cluster);
    assert.deepEqual([inputs.skipFinalSnapshot, inputs.deleteAutomatedBackups], [true, true]);
  });

  it("has as many instances as readers and a writer, one waiting for the other", async () => {
    const stack = await database({ engine: { ...aurora, readers: 2 } });
    const instances = stack.ofType(clusterInstance);
    assert.deepEqual(
      instances.map(({ name, inputs }) => [name, inputs.promotionTier]),
      [
        ["db-0", 0],
        ["db-1", 1],
        ["db-2", 2],
      ],
    );
    assert.deepEqual(
      instances.map(({ options }) => [options.dependsOn].flat().map((it) => it?.constructor.name)),
      [
        ["RolePolicyAttachment"],
        ["RolePolicyAttachment", "ClusterInstance"],
        ["RolePolicyAttachment", "ClusterInstance"],
      ],
      "and all for what RDS reports metrics by",
    );
  });

  for (const { what, engine } of [
    { what: "there is none, which the metric needs", engine: { ...aurora, readers: 0, maxReaders: 3 } },
    { what: "none may be added", engine: { ...aurora, readers: 2, maxReaders: 2 } },
  ]) {
    it(`does not scale readers where ${what}`, async () => {
      assert.deepEqual((await database({ engine })).ofType(readerTarget), []);
    });
  }

  it("takes a provisioned class in place of capacity units", async () => {
    const stack = await database({ engine: { ...aurora, instanceClass: "db.r7g.large", acu: undefined } });
    assert.equal(stack.only(cluster).inputs.serverlessv2ScalingConfiguration, undefined);
    assert.equal(stack.only(clusterInstance, "db-0").inputs.instanceClass, "db.r7g.large");
  });
});

describe("B5 database: plain PostgreSQL", () => {
  holds(
    [
      ...onEither(instance),
      { it: "D1: has a standby in another zone", of: instance, inputs: { multiAz: true } },
      {
        it: "B5: has storage that grows",
        of: instance,
        inputs: { storageType: "gp3", allocatedStorage: 56, maxAllocatedStorage: 500 },
      },
      {
        it: "B5: backs up and is maintained at the declared times",
        of: instance,
        inputs: { backupWindow: "03:00-04:00", maintenanceWindow: "sun:05:00-sun:06:00" },
      },
      {
        it: "B5: speaks TLS only and logs slow statements",
        of: "aws:rds/parameterGroup:ParameterGroup",
        inputs: { family: "postgres17", parameters },
      },
      { it: "C1: can be looked into", of: instance, inputs: seen },
      { it: "B5: cannot be reached from outside", of: instance, inputs: { publiclyAccessible: false } },
    ],
    () => database({ engine: postgres }),
  );

  it("keeps the storage that RDS has grown to, and is protected by Pulumi", async () => {
    const { options } = (await database({ engine: postgres })).only(instance);
    assert.deepEqual([options.ignoreChanges, options.protect], [["allocatedStorage"], true]);
  });
});

describe("B5 access to the database", () => {
  for (const { engine, resource } of [
    { engine: aurora, resource: "cluster-1" },
    { engine: postgres, resource: "db-1" },
  ]) {
    it(`${engine.type}: is for one user, who signs in by IAM; the master's secret is nobody's`, async () => {
      let made: Database | undefined;
      await record((parent) => (made = new Database("db", { ...inProd, engine }, { parent })));
      assert.deepEqual(await valueOf(made?.accessStatements), [
        {
          Effect: "Allow",
          Action: "rds-db:connect",
          Resource: `arn:aws:rds-db:us-east-1:123456789012:dbuser:${resource}/app`,
        },
      ]);
    });
  }

  it("lies in the isolated subnets, with a security group that nothing is in yet", async () => {
    const stack = await database();
    assert.deepEqual(stack.only("aws:rds/subnetGroup:SubnetGroup").inputs.subnetIds, [
      "subnet-5",
      "subnet-6",
    ]);
    assert.deepEqual(stack.only(cluster).inputs.vpcSecurityGroupIds, ["db-id"]);
    assert.deepEqual(stack.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"), []);
  });
});
