import assert from "node:assert/strict";
import { join } from "node:path";
import { addFault, clearFaults, happened } from "../../local/cloud/faults";
import { assertConverged } from "./converged";
import { assertKept, Sufferer } from "./faults";
import { LocalPulumi, withoutPacks } from "./local-pulumi";

/** A sample of each kind of fault that prod goes through in `npm run test:faults`, on the smallest program that shows it. */
describe("D5 a small stack goes on after", function () {
  this.timeout("10m");
  const pulumi = new LocalPulumi({ LOCAL_MAIN: join(__dirname, "small"), ...withoutPacks });
  const small = new Sufferer(pulumi, "dev", (config, name) => {
    config["aws:defaultTags"] = { tags: { [name]: "yes" } };
  });
  const [key, topic] = ["aws:kms/key:Key", "aws:sns/topic:Topic"];
  /** For an `up` that something is to happen in the middle of. */
  const slowly = () => {
    addFault(pulumi.cloud, { type: "*", share: 1, kind: "throttle" });
  };
  let made: string[];
  after(() => {
    pulumi.remove();
  });

  it("engine and providers were killed while it was made, and then the first creation failed", async () => {
    slowly();
    assert.ok(await small.killedAfter(1, "up"));
    clearFaults(pulumi.cloud);
    const before = small.ids();
    // The key was made before the kill: what is left to be created, and to fail, are the topics.
    assert.deepEqual((await small.firstOfEachType("create", "up")).types, [topic]);
    made = small.ids();
    assertKept(before, made);
    assert.equal(made.length, 7);
  });

  it("the first update of each type failed", async () => {
    small.touch("Updated");
    assert.deepEqual((await small.firstOfEachType("update", "up")).types, [key, topic]);
    assert.deepEqual(small.ids(), made);
  });

  it("a provider died when AWS had changed something", async () => {
    small.touch("Crashed");
    addFault(pulumi.cloud, { type: "*", operation: "update", nth: 2, kind: "crash-after" });
    assert.equal((await small.run("up")).code, 1);
    clearFaults(pulumi.cloud);
  });

  it("a second up was refused beside the first", async () => {
    await small.secondUp();
    assert.deepEqual(small.ids(), made);
  });

  it("its state was cut off, and a third of all calls were throttled", async () => {
    small.truncateState();
    small.touch("Throttled");
    addFault(pulumi.cloud, { type: "*", share: 1 / 3, kind: "error", code: "Throttling" });
    await assertConverged(pulumi);
    assert.notEqual(happened(pulumi.cloud)[0]?.times, 0);
    clearFaults(pulumi.cloud);
    assert.deepEqual(small.ids(), made);
  });

  it("it was killed while it was destroyed, and then the first deletion failed", async () => {
    slowly();
    assert.ok(await small.killedAfter(1, "destroy"));
    clearFaults(pulumi.cloud);
    // The topics go at once, so that none may be left to fail.
    const { types: failed } = await small.firstOfEachType("delete", "destroy");
    assert.deepEqual(
      failed.filter((type) => type !== topic),
      [key],
    );
    assert.deepEqual(small.ids(), []);
    assert.deepEqual(await pulumi.state("dev"), []);
  });
});
