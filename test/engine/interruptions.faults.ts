import assert from "node:assert/strict";
import { addFault, clearFaults, happened } from "../../local/cloud/faults";
import { assertConverged, assertWhole } from "./converged";
import { assertKept } from "./faults";
import { killedAt, moments, say, stack, sufferer, unprotect } from "./prod-faults";
import { LocalPulumi, withoutPacks } from "./local-pulumi";

/** Chooses the moments; another one finds others. */
const seed = Number(process.env.FAULTS_SEED ?? 20261128);

describe(`D5 ${stack} is interrupted (seed ${seed}; FAULTS_SEED sets another)`, function () {
  this.timeout("60m");
  const pulumi = new LocalPulumi(withoutPacks);
  const subject = sufferer(pulumi);
  after(() => {
    pulumi.remove();
  });

  it("five times while it is made, at random moments", async () => {
    const killed = await killedAt(subject, moments(seed, 5, 50), "up");
    assert.equal(killed, 5);
    const before = subject.ids();
    await assertConverged(pulumi, [], stack);
    assertKept(before, subject.ids());
    say(`5 kills, ${before.length} of ${subject.ids().length} resources made before the last`);
  });

  it("three times while it is changed, at random moments", async () => {
    const before = subject.ids();
    subject.touch("Revision");
    const killed = await killedAt(subject, moments(seed + 1, 3, 60), "up");
    assert.equal(killed, 3);
    await assertConverged(pulumi, [], stack);
    assert.deepEqual(subject.ids(), before);
  });

  it("by a provider that dies before, and one that dies after AWS has changed something", async () => {
    const before = subject.ids();
    for (const kind of ["crash", "crash-after"] as const) {
      subject.touch(kind);
      addFault(pulumi.cloud, { type: "*", operation: "update", nth: 40, kind });
      const { code } = await subject.run("up");
      assert.equal(code, 1);
      assert.equal(happened(pulumi.cloud)[0]?.times, 1);
      clearFaults(pulumi.cloud);
      await assertConverged(pulumi, [], stack);
      assert.deepEqual(subject.ids(), before);
    }
  });

  it("by a second up, which is refused while the first goes on", async () => {
    const before = subject.ids();
    subject.touch("Second");
    await subject.secondUp();
    assert.deepEqual(subject.ids(), before);
    await assertWhole(pulumi, [], stack);
  });

  it("by a state that is cut off in the middle", async () => {
    const before = subject.ids();
    subject.touch("Truncated");
    await subject.succeed("up");
    subject.truncateState();
    await assertConverged(pulumi, [], stack);
    assert.deepEqual(subject.ids(), before);
  });

  it("twice while it is destroyed, and is made again", async () => {
    unprotect(pulumi);
    await subject.succeed("up");
    const kept = (await pulumi.state(stack)).filter(({ retainOnDelete }) => retainOnDelete);
    const killed = await killedAt(subject, moments(seed + 2, 2, 60), "destroy");
    assert.equal(killed, 2);
    await subject.succeed("up");
    const state = new Set((await pulumi.state(stack)).map(({ type, id }) => `${type} ${id ?? ""}`));
    const left = pulumi
      .made()
      .filter(({ type, id, urn }) => urn !== undefined && !state.has(`${type} ${id}`));
    const keptUrns = kept.map(({ urn }) => urn);
    assert.deepEqual(
      left.filter(({ urn = "" }) => !keptUrns.includes(urn)),
      [],
    );
    say(`2 kills, ${state.size} resources in the state, ${left.length} beside it that a destroy keeps`);
    assert.deepEqual(Object.keys(await subject.succeed("up")), ["unchanged"]);
  });
});

describe("D5 AWS throttles a third of all calls", function () {
  this.timeout("30m");
  const pulumi = new LocalPulumi(withoutPacks);
  const subject = sufferer(pulumi);
  after(() => {
    pulumi.remove();
  });

  it("the stack is made at the first attempt, and each resource once", async () => {
    addFault(pulumi.cloud, { type: "*", share: 1 / 3, seed, kind: "error", code: "Throttling" });
    const { created } = await subject.succeed("up");
    const [throttled] = happened(pulumi.cloud);
    say(`${throttled?.times ?? 0} calls throttled, ${created ?? 0} resources created`);
    assert.ok((throttled?.times ?? 0) > subject.ids().length / 4);
    clearFaults(pulumi.cloud);
    await assertWhole(pulumi, [], stack);
  });
});
