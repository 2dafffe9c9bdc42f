import assert from "node:assert/strict";
import { Secret } from "@pulumi/policy";
import fc from "fast-check";
import { examples } from "../../policy/examples";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { defaultsOf } from "../../policy/model/policy";
import type { AnyRule } from "../../policy/model/rule";
import { rules as reliability } from "../../policy/reliability/rules";
import { rules as security } from "../../policy/security/rules";
import { Analyzer, packFolder, type StackResource } from "./analyzer";
import { messagesOf, showWithoutMarks } from "./engine-calls";
import { mixedStacks } from "./stacks-of-examples";
import { decisions, ofProtocol, telltale, unmarked, withSecrets } from "./with-secrets";

const rules: readonly AnyRule[] = [...reliability, ...security];
const configOf = (rule: AnyRule) => ({ ...defaultsOf(rule), ...examples[rule.name]?.config });

/** What a policy says of resources whose properties have secrets in them. */
async function said(name: string, ...resources: Declared[]): Promise<string[]> {
  const [rule] = rules.filter((it) => it.name === name);
  assert.ok(rule, name);
  const plain = resources.map((it) => ({ ...it, props: unmarked(it.props) as Record<string, unknown> }));
  const marks = new Map(plain.map((it, at) => [it, resources[at]?.props ?? {}]));
  return messagesOf(rule, plain, configOf(rule), marks);
}

/** Some examples' stacks, any part of whose properties is secret. */
const secretStacks = fc
  .tuple(mixedStacks, decisions)
  .map(([stack, decide]) =>
    stack.map((it) => ({ ...it, props: withSecrets(it.props ?? {}, decide) as Record<string, unknown> })),
  )
  // A resource has properties, which may be secret; it is not a secret itself.
  .filter((stack) => stack.every(({ props }) => !(props instanceof Secret)));

const bucket = (props: object): Declared => ({
  type: "aws:s3/bucket:Bucket",
  name: "bucket",
  props: { ...props },
});

describe("D5 secrets", function () {
  this.timeout("5m");

  it("are in no message of any policy, whatever part of a property is one", async () => {
    await fc.assert(
      fc.asyncProperty(secretStacks, async (stack) => {
        for (const { name } of rules) {
          for (const message of await said(name, ...stack)) assert.doesNotMatch(message, telltale);
        }
      }),
      { numRuns: 60 },
    );
  });

  for (const pack of ["reliability", "security"]) {
    it(`are in nothing that pack ${pack} reports or prints`, async () => {
      const analyzer = await Analyzer.start(packFolder(pack));
      try {
        for (const stack of fc.sample(secretStacks, 30)) {
          const violations = await analyzer.analyze(stack.map(stateOf));
          for (const { message } of violations) assert.doesNotMatch(message, telltale);
        }
        assert.doesNotMatch(analyzer.written, telltale);
      } finally {
        analyzer.stop();
      }
    });
  }

  it("are shown as such, and what else has the same characters stays", async () => {
    const [message = ""] = await said("database-backup-retention", {
      type: "aws:rds/instance:Instance",
      name: "database",
      props: { backupRetentionPeriod: new Secret(3), port: 3 },
    });
    assert.match(message, /found: +backupRetentionPeriod \[secret\]\n/);
    assert.match(message, /required: +backupRetentionPeriod at least \d+ days/);
  });

  it("that are a truth value are not told by the words for it", async () => {
    const [message = ""] = await said("database-not-public", {
      type: "aws:rds/instance:Instance",
      name: "database",
      props: { publiclyAccessible: new Secret(true) },
    });
    assert.match(message, /found: +a value that is secret, in publiclyAccessible\n/);
    assert.doesNotMatch(message, /publiclyAccessible true/);
  });

  it("are recognised in outputs that echo them", async () => {
    const tags = new Secret({ Owner: "me" });
    const [message = ""] = await said("instance-tags", {
      type: "aws:ec2/launchTemplate:LaunchTemplate",
      name: "template",
      props: { tagSpecifications: [{ resourceType: "instance", tags }] },
      filledIn: { tagSpecifications: [{ resourceType: "instance", tags: { Owner: "me" } }] },
    });
    assert.match(message, /"Owner":"\[secret\]"/);
    assert.match(message, /"resourceType":"instance"/);
  });

  it("are recognised in properties of other resources", async () => {
    const policy = "Internal-TLS-2026";
    const listener: Declared = {
      type: "aws:lb/listener:Listener",
      name: "listener",
      props: { protocol: "HTTPS", sslPolicy: policy },
    };
    const [shown = ""] = await said("tls-policy", bucket({}), listener);
    assert.match(shown, /Internal-TLS-2026/);
    const [message = ""] = await said("tls-policy", bucket({ tags: { note: new Secret(policy) } }), listener);
    assert.match(message, /found: .*\[secret\]/);
    assert.doesNotMatch(message, /Internal/);
  });

  it("are in no message where the policy that records them is at another level, nor is any value", async () => {
    const secret = bucket({ tags: { note: "a secret" } });
    const database: Declared = {
      type: "aws:rds/instance:Instance",
      name: "unprotected",
      props: { backupRetentionPeriod: 3 },
    };
    const other = { ...secret, name: "not-shown-with-marks" };
    await showWithoutMarks(other);
    const [message = ""] = await said("database-backup-retention", database);
    assert.match(message, /found: +no value is shown, since the policy secrets-recorded is not at the level/);
    assert.doesNotMatch(message, /backupRetentionPeriod/);
    // Shown with its marks, it is judged as usual again.
    await said("database-backup-retention", other);
    const [again = ""] = await said("database-backup-retention", database);
    assert.match(again, /found: +backupRetentionPeriod 3/);
  });

  it("that are not known yet are not known", async () => {
    const found = await said("required-tags", bucket({ tags: new Secret(notYetKnown) }));
    assert.deepEqual(found, []);
  });
});

function stateOf({ type, name, props = {} }: Declared): StackResource {
  const inputs = JSON.parse(JSON.stringify(ofProtocol(props))) as Record<string, unknown>;
  return { urn: `urn:pulumi:test::test::${type}::${name}`, type, inputs, outputs: inputs };
}
