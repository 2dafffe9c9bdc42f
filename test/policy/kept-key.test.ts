import assert from "node:assert/strict";
import type { Declared } from "../../policy/examples/example";
import { keptKey } from "../../policy/reliability/recovery/kept-key";
import { stackOf, verdicts } from "./declare";

const arn = "arn:aws:kms:us-east-1:123456789012:key/1";
const key: Declared = { type: "aws:kms/key:Key", name: "key", props: { arn, deletionWindowInDays: 7 } };
const judge = (...stack: Declared[]) => verdicts(keptKey, stackOf(key, ...stack), { days: 30 }).key;

describe("D2 the key of what outlives its stack", () => {
  const store = (type: string, props: object): Declared => ({ type, name: "store", props: { ...props } });

  it("is judged for databases with a final snapshot, and for those without not", () => {
    const cluster = (skipFinalSnapshot: boolean) =>
      store("aws:rds/cluster:Cluster", { kmsKeyId: arn, skipFinalSnapshot });
    assert.equal(judge(cluster(false)), false);
    assert.equal(judge(cluster(true)), undefined);
  });

  it("is judged for caches that leave a snapshot, protected tables, and vaults that keep their recovery points", () => {
    const cache = "aws:elasticache/replicationGroup:ReplicationGroup";
    assert.equal(judge(store(cache, { kmsKeyId: arn, finalSnapshotIdentifier: "final" })), false);
    assert.equal(judge(store(cache, { kmsKeyId: arn })), undefined);
    const table = (deletionProtectionEnabled: boolean) =>
      store("aws:dynamodb/table:Table", {
        serverSideEncryption: { kmsKeyArn: arn },
        deletionProtectionEnabled,
      });
    assert.equal(judge(table(true)), false);
    assert.equal(judge(table(false)), undefined);
    assert.equal(judge(store("aws:backup/vault:Vault", { kmsKeyArn: arn })), false);
    assert.equal(judge(store("aws:backup/vault:Vault", { kmsKeyArn: arn, forceDestroy: true })), undefined);
  });

  it("may be left to AWS's own window, which is the longest", () => {
    const vault = store("aws:backup/vault:Vault", { kmsKeyArn: arn });
    assert.equal(verdicts(keptKey, stackOf({ ...key, props: { arn } }, vault), { days: 30 }).key, true);
  });
});
