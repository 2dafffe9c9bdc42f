import assert from "node:assert/strict";
import { cloneOfSuite } from "./clone";

describe("D5 what the scripts of the workflows say of a pull request", function () {
  this.timeout("40m");
  const clone = cloneOfSuite();

  it("a mistake in the stack's file: the keys, and no stack trace", () => {
    clone().edit("Pulumi.prod.yaml", "peakConcurrencyShare: 0.05", "peakConcurrencyShare: 5");
    const { code, markdown } = clone().script("ci:preview", "--stack", "prod", "--base", "HEAD");
    assert.equal(code, 1);
    assert.match(markdown, /platform:workload\.peakConcurrencyShare/);
    assert.doesNotMatch(markdown, /\n\s+at .*\.ts/);
  });

  it("A3: twice the peak: what it needs and costs, beside the base", () => {
    clone().edit("Pulumi.prod.yaml", "peakConcurrencyShare: 0.05", "peakConcurrencyShare: 0.1");
    const { markdown } = clone().script("ci:preview", "--stack", "prod", "--base", "HEAD");
    assert.match(markdown, /\| users at peak \| 5,000 \| 10,000 \|/);
    assert.match(markdown, /\| instances, maximum \| 264 \| 5\d\d \|/);
    assert.match(markdown, /\| compute \| [\d,.]+ \| [\d,.]+ \| \+[\d,.]+ \|/);
  });

  it("a base that is not here: bad usage", () => {
    const { code, log } = clone().script("ci:preview", "--stack", "prod", "--base", "0123456");
    assert.equal(code, 2);
    assert.match(log, /--base: there is no commit 0123456 here/);
  });

  it("a plan, the update that is held to it, and a night's comparison after somebody's change by hand", () => {
    const planned = clone().script("ci:preview", "--stack", "dev", "--save-plan", "plan.json");
    assert.equal(planned.code, 0, planned.log);
    clone().edit("infra/compute/launch-template.ts", "volumeSize: 20", "volumeSize: 30");
    const other = clone().script("ci:up", "--stack", "dev", "--plan", "plan.json");
    assert.equal(other.code, 1, "not what was reviewed");
    assert.match(other.markdown, /## The update of dev failed/);
    assert.match(other.markdown, /violates plan/);
    clone().undo();
    const update = clone().script("ci:up", "--stack", "dev");
    assert.equal(update.code, 0, update.log);
    assert.match(update.markdown, /## dev is updated/);

    const group = clone()
      .cloud.list()
      .find(({ type }) => type === "aws:autoscaling/group:Group");
    assert.ok(group);
    clone().cloud.put({ ...group, inputs: { ...group.inputs, healthCheckType: "EC2" } });
    const drift = clone().script("ci:drift", "--stack", "dev");
    assert.equal(drift.code, 1, drift.log);
    assert.match(drift.markdown, /^<!-- platform:drift:dev -->\n\n## dev is not as its program says/);
    assert.match(drift.markdown, /`healthCheckType` `EC2` → `ELB`/);
  });
});
