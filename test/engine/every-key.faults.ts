import assert from "node:assert/strict";
import { lossesBetween } from "./losses";
import { build, toggles } from "./toggles";

/** What docs/operations.md, "What cannot change in place", has the way for: what becomes of which types, by key. */
const documented: Readonly<Record<string, readonly string[]>> = {
  "platform:tier": [
    "kept aws:backup/vault:Vault",
    "kept aws:kms/key:Key",
    "lost aws:cloudwatch/logGroup:LogGroup",
  ],
  "aws:region": ["refused aws:s3/bucket:Bucket"],
  "platform:backup.copyToRegion": ["refused aws:s3/bucket:Bucket"],
  "platform:recovery.standbyRegion": ["refused aws:s3/bucket:Bucket"],
  "platform:loadBalancer.type": ["lost aws:cloudwatch/logGroup:LogGroup"],
  "platform:webAcl.enabled": ["lost aws:cloudwatch/logGroup:LogGroup"],
  "platform:database.engine": ["lost aws:cloudwatch/logGroup:LogGroup", "refused aws:rds/cluster:Cluster"],
  "platform:sessionStore": [
    "lost aws:cloudwatch/logGroup:LogGroup",
    "lost aws:elasticache/replicationGroup:ReplicationGroup",
  ],
};

describe("D5 every configuration change that the schema allows", function () {
  this.timeout("60m");
  const built = new Map<object, ReturnType<typeof build>>();
  const before = (values: Parameters<typeof build>[0]) => {
    const known = built.get(values) ?? build(values);
    built.set(values, known);
    return known;
  };

  for (const { key, before: values, after } of toggles()) {
    it(`${key}: deletes and replaces nothing that holds data, but for what is documented`, async () => {
      const [changed] = after;
      assert.ok(changed, "no other value is valid: give one in the tables of toggles.ts");
      const losses = lossesBetween(await before(values), await build(changed));
      const found = new Set(
        losses.map(({ resource, outcome }) => `${outcome} ${resource.split(" ")[0] ?? ""}`),
      );
      assert.deepEqual([...found].sort(), documented[key] ?? [], JSON.stringify(losses, undefined, 2));
    });
  }
});
