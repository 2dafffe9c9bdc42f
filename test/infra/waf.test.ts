import assert from "node:assert/strict";
import { WebAcl } from "../../infra/waf";
import { record } from "./record";

interface WafRule {
  name: string;
  priority: number;
  action?: object;
  overrideAction?: object;
  statement: {
    rateBasedStatement?: { limit: number };
    byteMatchStatement?: { searchString: string; positionalConstraint: string };
    managedRuleGroupStatement?: { name: string };
  };
}

const webAcl = () =>
  record(
    () =>
      new WebAcl("web", {
        loadBalancerArn: "arn:balancer",
        healthCheckPath: "/healthz",
        requestsPerAddress: 2000,
        logKeyArn: "arn:key",
        logRetentionDays: 90,
      }),
  );
const rulesOf = async () => {
  const { inputs } = (await webAcl()).only("aws:wafv2/webAcl:WebAcl");
  return (inputs.rules as WafRule[]).sort((a, b) => a.priority - b.priority);
};

describe("B2 web ACL", () => {
  it("stands in front of the load balancer", async () => {
    const { inputs } = (await webAcl()).only("aws:wafv2/webAclAssociation:WebAclAssociation");
    assert.deepEqual(inputs, { webAclArn: "arn:web", resourceArn: "arn:balancer" });
  });

  it("blocks by AWS's managed rules: common attacks, known bad inputs, addresses of ill repute", async () => {
    const managed = (await rulesOf()).filter(({ statement }) => statement.managedRuleGroupStatement);
    assert.deepEqual(managed.map(({ statement }) => statement.managedRuleGroupStatement?.name).sort(), [
      "AWSManagedRulesAmazonIpReputationList",
      "AWSManagedRulesCommonRuleSet",
      "AWSManagedRulesKnownBadInputsRuleSet",
    ]);
    for (const { overrideAction } of managed) assert.deepEqual(overrideAction, { none: {} });
  });

  it("limits each address first, and lets health checkers through before the managed rules", async () => {
    const [first, second, ...others] = await rulesOf();
    assert.ok(first && second);
    assert.deepEqual([first.action, first.statement.rateBasedStatement?.limit], [{ block: {} }, 2000]);
    assert.deepEqual(second.action, { allow: {} });
    assert.equal(second.statement.byteMatchStatement?.searchString, "/healthz");
    assert.equal(second.statement.byteMatchStatement.positionalConstraint, "EXACTLY");
    assert.ok(others.every(({ statement }) => statement.managedRuleGroupStatement));
  });

  it("logs what it refuses, without credentials, to an encrypted log group that WAF can write to", async () => {
    const stack = await webAcl();
    const { name, inputs: group } = stack.only("aws:cloudwatch/logGroup:LogGroup");
    assert.match(name, /^aws-waf-logs-/);
    assert.deepEqual([group.kmsKeyId, group.retentionInDays], ["arn:key", 90]);
    const { inputs } = stack.only("aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration");
    assert.deepEqual(inputs.logDestinationConfigs, ["arn:aws-waf-logs-web"]);
    assert.match(JSON.stringify(inputs.redactedFields), /authorization.*cookie/);
    assert.match(JSON.stringify(inputs.loggingFilter), /"defaultBehavior":"DROP".*"BLOCK"/);
  });
});
