import assert from "node:assert/strict";
import { join } from "node:path";
import { parse } from "yaml";
import { readFileSync } from "node:fs";
import { stacksOf } from "../../bootstrap/quotas";
import { problemWithRegion } from "../../bootstrap/state-region";

const root = join(__dirname, "..", "..");

describe("B9 the region of the stacks' state", () => {
  const stacks = stacksOf(root);

  it("is none between which users move, so that it can be read when one of those is lost", () => {
    const file = readFileSync(join(root, "bootstrap", "Pulumi.account.yaml"), "utf8");
    const { config } = parse(file) as { config: Record<string, string> };
    assert.equal(problemWithRegion(config["aws:region"] ?? "", stacks), undefined);
  });

  it("is said to be wrong where it is prod's or its standby's", () => {
    assert.match(problemWithRegion("us-east-1", stacks) ?? "", /found "us-east-1", a region of prod\b/);
    assert.match(problemWithRegion("us-west-2", stacks) ?? "", /found "us-west-2", a region of prod\b/);
  });
});
