import assert from "node:assert/strict";
import { assertConverged } from "./converged";
import { assertKept } from "./faults";
import { killedAt, moments, say, stack, sufferer } from "./prod-faults";
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
});
