import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { Cache, type CacheArgs } from "../../infra/cache";
import { record, valueOf } from "./record";
import { holds } from "./safeguard";

const group = "aws:elasticache/replicationGroup:ReplicationGroup";
const user = "aws:elasticache/user:User";

const inProd: CacheArgs = {
  vpcId: "vpc-1",
  subnetIds: ["subnet-5", "subnet-6"],
  kmsKeyArn: "arn:data-key",
  logKeyArn: "arn:log-key",
  nodeType: "cache.t4g.small",
  nodes: 2,
  snapshotRetentionDays: 7,
  snapshotWindow: "03:00-04:00",
  maintenanceWindow: "sun:05:00-sun:06:00",
  retainBackups: true,
  logRetentionDays: 90,
};
const cache = (args: Partial<CacheArgs> = {}) =>
  record((parent) => new Cache("cache", { ...inProd, ...args }, { parent }));

describe("B6 cache", () => {
  holds(
    [
      {
        it: "D1: has a replica in another zone that takes over by itself",
        of: group,
        inputs: { numCacheClusters: 2, multiAzEnabled: true, automaticFailoverEnabled: true },
      },
      {
        it: "B6: encrypts at rest by a customer managed key",
        of: group,
        inputs: { atRestEncryptionEnabled: true, kmsKeyId: "arn:data-key" },
      },
      {
        it: "B6: speaks TLS only",
        of: group,
        inputs: { transitEncryptionEnabled: true, transitEncryptionMode: "required" },
      },
      {
        it: "B6: lets in who signs in by IAM, and has no token to keep secret",
        of: group,
        inputs: { userGroupIds: ["cache"], authToken: undefined },
      },
      {
        it: "B6: its user has no password and may not administer the server",
        of: user,
        inputs: {
          authenticationMode: { type: "iam" },
          noPasswordRequired: undefined,
          passwords: undefined,
          accessString: "on ~* +@all -@dangerous +info",
        },
      },
      {
        it: "D2: makes snapshots in its own window, and keeps the last",
        of: group,
        inputs: {
          snapshotRetentionLimit: 7,
          snapshotWindow: "03:00-04:00",
          maintenanceWindow: "sun:05:00-sun:06:00",
          finalSnapshotIdentifier: "cache-final",
        },
      },
      {
        it: "B6: lets go of the sessions that end first, with the memory that AWS reserves by itself",
        of: "aws:elasticache/parameterGroup:ParameterGroup",
        inputs: {
          family: "valkey8",
          parameters: [{ name: "maxmemory-policy", value: "volatile-ttl" }],
        },
      },
      {
        it: "B6: lies in the isolated subnets",
        of: "aws:elasticache/subnetGroup:SubnetGroup",
        inputs: { subnetIds: ["subnet-5", "subnet-6"] },
      },
      {
        it: "B6: encrypts its log, and lets go of it in time",
        of: "aws:cloudwatch/logGroup:LogGroup",
        inputs: { kmsKeyId: "arn:log-key", retentionInDays: 90 },
      },
      {
        it: "C1: logs slow commands",
        of: group,
        inputs: {
          logDeliveryConfigurations: [
            {
              destination: "cache-slow",
              destinationType: "cloudwatch-logs",
              logFormat: "json",
              logType: "slow-log",
            },
          ],
        },
      },
    ],
    cache,
  );

  it("follows minor versions of the engine without taking them back", async () => {
    const { inputs, options } = (await cache()).only(group);
    assert.deepEqual([inputs.autoMinorVersionUpgrade, options.ignoreChanges], [true, ["engineVersion"]]);
  });

  it("with one node has nothing to fail over to, which AWS would refuse", async () => {
    const { inputs } = (await cache({ nodes: 1 })).only(group);
    assert.deepEqual([inputs.multiAzEnabled, inputs.automaticFailoverEnabled], [false, false]);
  });

  it("leaves no snapshot behind where backups are not retained", async () => {
    const { inputs } = (await cache({ retainBackups: false })).only(group);
    assert.equal(inputs.finalSnapshotIdentifier, undefined);
  });

  it("is the same cache with other sizes: only node type and count differ", async () => {
    const { inputs: smaller } = (await cache()).only(group);
    const { inputs: larger } = (await cache({ nodeType: "cache.r7g.large", nodes: 3 })).only(group);
    const changed = Object.keys(larger).filter((key) => !isDeepStrictEqual(larger[key], smaller[key]));
    assert.deepEqual(changed.sort(), ["nodeType", "numCacheClusters"]);
  });

  it("C1: names its nodes as ElastiCache does, and lets instances connect as one user", async () => {
    let made: Cache | undefined;
    await record((parent) => (made = new Cache("cache", { ...inProd, nodes: 3 }, { parent })));
    const nodes = await Promise.all((made?.memberClusterIds ?? []).map((id) => valueOf(id)));
    assert.deepEqual(nodes, ["cache-001", "cache-002", "cache-003"]);
    assert.deepEqual(await valueOf(made?.accessStatements), [
      { Effect: "Allow", Action: "elasticache:Connect", Resource: ["arn:cache", "arn:cache"] },
    ]);
  });
});
