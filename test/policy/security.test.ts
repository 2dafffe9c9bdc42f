import assert from "node:assert/strict";
import { examples } from "../../policy/examples";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { defaultsOf } from "../../policy/model/policy";
import type { AnyRule } from "../../policy/model/rule";
import { unknown } from "../../policy/model/value";
import { rules } from "../../policy/security/rules";
import { Stack } from "../../policy/model/stack";
import { stackOf, verdicts } from "./declare";

function ruleOf(name: string): AnyRule {
  const found = rules.find((rule) => rule.name === name);
  assert.ok(found, `there is a rule ${name}`);
  return found;
}

/** What a rule says of each resource, by name; the last word counts. */
function judged(name: string, ...declared: Declared[]): Record<string, unknown> {
  const rule = ruleOf(name);
  const findings = [...rule.check(stackOf(...declared), defaultsOf(rule))];
  return Object.fromEntries(findings.map(({ resource, verdict }) => [resource.name, verdict]));
}

const of = (type: string, name: string, props: Record<string, unknown> = {}): Declared => ({
  type,
  name,
  props,
});
const policyOf = (statement: object) =>
  of("aws:iam/policy:Policy", "policy", { policy: JSON.stringify({ Statement: statement }) });

describe("security pack", () => {
  it("says of each rule whose it is: severity, requirement and at least one source", () => {
    for (const { name, severity, sources } of rules) {
      assert.ok(["low", "medium", "high", "critical"].includes(severity) && sources.length > 0, name);
      for (const source of sources)
        assert.match(source, /^(CFG [A-Z0-9_]+|NAG [A-Z]+\d+|CKV2?_AWS_\d+|PCP aws-[a-z0-9-]+)$/);
    }
  });

  it("names in each fix a property or a resource to set", () => {
    for (const rule of rules) {
      const bad = stackOf(...(examples[rule.name]?.bad ?? []));
      const broken = [...rule.check(bad, defaultsOf(rule))].filter(({ verdict }) => verdict === false);
      for (const { found, required, fix } of broken) {
        assert.ok(
          found.length > 5 && required.length > 5 && fix.length > 20,
          `${rule.name}: ${found} / ${fix}`,
        );
      }
    }
  });
});

describe("what the program sets and what AWS fills in", () => {
  const rule = ruleOf("encrypted-with-customer-managed-key");
  const inputs = { engine: "aurora-postgresql", kmsKeyId: "arn:aws:kms:us-east-1:1:key/1" };
  const database = of("aws:rds/cluster:Cluster", "database", inputs);
  const key = of("aws:kms/key:Key", "key", { arn: inputs.kmsKeyId });
  const sources = stackOf(database, key).resources.map(({ source }) => source);
  const judgedWith = (sent: object) => {
    const shown = new Map(sources.map(({ urn }) => [urn, sent]));
    return verdicts(rule, new Stack(sources, shown));
  };

  it("a key that the program names is a key of one's own", () => {
    assert.deepEqual(judgedWith(inputs), { database: true });
  });

  it("a key that AWS chose, or the provider by default, is not", () => {
    assert.deepEqual(judgedWith({ engine: inputs.engine }), { database: false });
    assert.deepEqual(judgedWith({ ...inputs, __defaults: ["kmsKeyId"] }), { database: false });
  });

  it("a key is taken to be the program's where nothing is known of the program", () => {
    assert.deepEqual(verdicts(rule, new Stack(sources)), { database: true });
  });
});

describe("security-group-closed", () => {
  const group = of("aws:ec2/securityGroup:SecurityGroup", "group", { id: "sg-1" });
  const rule = (props: Record<string, unknown>) =>
    of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "rule", {
      securityGroupId: "sg-1",
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      ...props,
    });
  const balancer = (internal: boolean) =>
    of("aws:lb/loadBalancer:LoadBalancer", "balancer", { securityGroups: ["sg-1"], internal });

  it("lets in other networks and groups on any port", () => {
    assert.deepEqual(
      judged("security-group-closed", group, rule({ cidrIpv4: "10.0.0.0/8", fromPort: 0 })),
      {},
    );
    assert.deepEqual(judged("security-group-closed", group, rule({ referencedSecurityGroupId: "sg-2" })), {});
  });

  it("lets the internet in where a public load balancer is, and nowhere else", () => {
    const open = rule({ cidrIpv6: "::/0" });
    assert.equal(judged("security-group-closed", group, open, balancer(false)).rule, true);
    assert.equal(judged("security-group-closed", group, open, balancer(true)).rule, false);
    const instance = of("aws:ec2/instance:Instance", "web", { vpcSecurityGroupIds: ["sg-1"] });
    assert.equal(judged("security-group-closed", group, open, instance).rule, false);
  });

  it("refuses a range of ports, all protocols, and rules within the group and of the old kind", () => {
    const wide = rule({ cidrIpv4: "0.0.0.0/0", fromPort: 80 });
    assert.equal(judged("security-group-closed", group, wide, balancer(false)).rule, false);
    const all = rule({ cidrIpv4: "0.0.0.0/0", ipProtocol: "-1", fromPort: undefined, toPort: undefined });
    assert.equal(judged("security-group-closed", group, all, balancer(false)).rule, false);
    const port = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] };
    const inline = of("aws:ec2/securityGroup:SecurityGroup", "inline", { ingress: [port] });
    assert.equal(judged("security-group-closed", inline).inline, false);
    const old = of("aws:ec2/securityGroupRule:SecurityGroupRule", "old", {
      type: "ingress",
      securityGroupId: "sg-1",
      ...port,
    });
    assert.equal(judged("security-group-closed", group, old).old, false);
  });
});

describe("iam-no-wildcards", () => {
  const verdict = (statement: object) => judged("iam-no-wildcards", policyOf(statement)).policy;

  it("refuses what gives everything, of AWS or of a service", () => {
    assert.equal(verdict({ Effect: "Allow", Action: "*", Resource: "arn:aws:s3:::files" }), false);
    assert.equal(verdict([{ Effect: "Allow", Action: ["s3:Put*"], Resource: ["*"] }]), false);
    assert.equal(verdict({ Effect: "Allow", NotAction: "iam:*", Resource: "*" }), false);
  });

  it("lets pass what is limited, only describes, or denies", () => {
    assert.equal(verdict({ Effect: "Allow", Action: "s3:*", Resource: "arn:aws:s3:::files/*" }), true);
    assert.equal(
      verdict({ Effect: "Allow", Action: ["ec2:Describe*", "s3:ListBucket"], Resource: "*" }),
      true,
    );
    assert.equal(verdict({ Effect: "Deny", Action: "*", Resource: "*" }), true);
  });

  it("takes what is no policy for one that allows nothing", () => {
    for (const policy of ["", "{", "null", '{"Statement": 7}', 7, null, { Statement: [null, notYetKnown] }]) {
      const verdicts = judged("iam-no-wildcards", of("aws:iam/policy:Policy", "policy", { policy }));
      assert.ok([true, unknown].includes(verdicts.policy as true));
    }
  });
});

describe("iam-trust-limited", () => {
  const trust = (Condition: object) =>
    judged(
      "iam-trust-limited",
      of("aws:iam/role:Role", "role", {
        assumeRolePolicy: JSON.stringify({
          Statement: {
            Effect: "Allow",
            Action: "sts:AssumeRoleWithWebIdentity",
            Principal: { Federated: "arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com" },
            Condition,
          },
        }),
      }),
    ).role;

  it("asks a token for its subject", () => {
    const aud = { "token.actions.githubusercontent.com:aud": "sts.amazonaws.com" };
    const sub = "token.actions.githubusercontent.com:sub";
    assert.equal(trust({ StringEquals: aud }), false);
    assert.equal(trust({ StringEquals: aud, StringLike: { [sub]: "*" } }), false);
    assert.equal(trust({ StringEquals: { ...aud, [sub]: "repo:acme/web:environment:prod" } }), true);
  });
});

describe("bucket-encrypted-with-customer-managed-key", () => {
  it("does not ask it of a bucket that load balancers write logs to", () => {
    const logs = of("aws:s3/bucket:Bucket", "logs", { bucket: "logs-1" });
    const balancer = of("aws:lb/loadBalancer:LoadBalancer", "balancer", { accessLogs: { bucket: "logs-1" } });
    assert.deepEqual(judged("bucket-encrypted-with-customer-managed-key", logs, balancer), {});
    assert.deepEqual(judged("bucket-encrypted-with-customer-managed-key", logs), { logs: false });
  });
});
