import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CommandError } from "../../infra/command";
import { rolloutPreferences } from "../../infra/compute/rollout/preferences";
import { progressOf } from "../../infra/compute/rollout/progress";
import { alarms } from "../../infra/observability/alarms";
import { parseAws } from "../../local/aws-cli/arguments";
import { carryOut } from "../../local/aws-cli/operations";
import { Store } from "../../local/cloud/store";
import { checkEach } from "../check-each";
import { platform } from "./declared-platform";

const refresh = { InstanceRefreshId: "r-1", StartTime: "2026-11-28T10:00:00Z" };
const after = (more: object) => progressOf({ InstanceRefreshes: [{ ...refresh, ...more }] });

describe("B3 a change of the instances", () => {
  it("pauses after a tenth, a half and all, and goes back when an alarm of the stack says that users feel it", async () => {
    const stack = await platform();
    const { instanceRefresh } = stack.only("aws:autoscaling/group:Group").inputs;
    const { preferences } = instanceRefresh as { preferences: ReturnType<typeof rolloutPreferences> };
    assert.deepEqual(preferences.checkpointPercentages, [10, 50, 100]);
    assert.equal(preferences.autoRollback, true);
    const { alarms: named } = preferences.alarmSpecification as { alarms: string[] };
    const made = stack.ofType("aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) => inputs.name);
    assert.equal(named.length, 2);
    assert.deepEqual(
      named.filter((name) => !made.includes(name)),
      [],
    );
  });

  it("pauses longer than its alarms take to go off", () => {
    for (const type of ["application", "network"] as const) {
      const { alarmSpecification, checkpointDelay } = rolloutPreferences("web", type);
      const { alarms: named } = alarmSpecification as { alarms: string[] };
      for (const name of named) {
        const alarm = alarms.find(({ id }) => `web-${id}` === name);
        assert.ok(alarm, `${name} is an alarm`);
        assert.ok(alarm.period * alarm.breaching[1] < Number(checkpointDelay), name);
      }
    }
  });

  it("that goes on says how far it is", () => {
    const { state, text } = after({ Status: "InProgress", PercentageComplete: 10, InstancesToUpdate: 108 });
    assert.deepEqual([state, text], ["running", "10 % replaced, 108 instances to go."]);
  });

  it("is over when every instance is replaced, or when there was nothing to replace", () => {
    assert.equal(after({ Status: "Successful" }).state, "done");
    assert.equal(progressOf({ InstanceRefreshes: [] }).state, "done");
  });

  it("that was rolled back has failed, and says why, and what Pulumi believes", () => {
    const RollbackDetails = {
      RollbackReason: "web-prod-latency-p95 is in ALARM",
      PercentageCompleteOnRollback: 10,
    };
    const { state, text } = after({ Status: "RollbackSuccessful", RollbackDetails });
    assert.equal(state, "failed");
    assert.match(text, /At 10 %: web-prod-latency-p95 is in ALARM\. Pulumi's state names the new version/);
  });

  it("has failed, goes on or is done in each of AWS's states, and a state that AWS adds is not taken for one of them", () => {
    // Source: EC2 Auto Scaling API Reference, `InstanceRefresh` (2026-11-28).
    const states = {
      ...{ Pending: "running", InProgress: "running", Baking: "running", Cancelling: "running" },
      ...{ RollbackInProgress: "running", Successful: "done", Failed: "failed", Cancelled: "failed" },
      ...{ RollbackSuccessful: "failed", RollbackFailed: "failed" },
    };
    checkEach(
      Object.entries(states),
      ([status]) => status,
      ([status, state]) => {
        assert.equal(after({ Status: status }).state, state);
      },
    );
    assert.throws(() => after({ Status: "Paused" }), CommandError);
    assert.throws(() => progressOf({}), CommandError);
  });

  it("is told by the newest refresh, in whatever order AWS lists them", () => {
    const older = { InstanceRefreshId: "r-0", StartTime: "2026-11-01T00:00:00Z", Status: "Failed" };
    const newer = { ...refresh, Status: "Successful" };
    for (const InstanceRefreshes of [
      [older, newer],
      [newer, older],
    ])
      assert.equal(progressOf({ InstanceRefreshes }).state, "done");
  });

  it("is over at once on the local AWS, whose answer is read the same way", () => {
    const folder = mkdtempSync(join(tmpdir(), "rollout-"));
    const store = new Store(folder);
    const launchTemplate = { id: "lt-1", version: "3" };
    store.add({
      ...{ type: "aws:autoscaling/group:Group", region: "us-east-1", id: "web" },
      ...{ inputs: { name: "web", launchTemplate }, outputs: {} },
    });
    const ask = (name: string) =>
      carryOut(
        parseAws(["autoscaling", "describe-instance-refreshes", "--auto-scaling-group-name", name]),
        store,
        "us-east-1",
      );
    assert.match(progressOf(ask("web")).text, /refresh-to-version-3/);
    assert.throws(() => ask("other"), /AutoScalingGroup name not found - other/);
    rmSync(folder, { recursive: true });
  });
});
