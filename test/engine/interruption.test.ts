import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { assertConverged } from "./converged";
import { LocalPulumi, withoutPacks } from "./local-pulumi";

describe("D5 an interrupted up", function () {
  this.timeout("10m");
  let pulumi: LocalPulumi;
  beforeEach(() => (pulumi = new LocalPulumi(withoutPacks)));
  afterEach(() => {
    pulumi.remove();
  });

  it("converges after engine and providers were killed in the middle", async () => {
    const child = pulumi.start("up", "--stack", "dev", "--skip-preview");
    while (pulumi.made().length < 20) await sleep(20);
    process.kill(-(child.pid ?? 0), "SIGKILL");
    const made = pulumi.made().map(({ id }) => id);
    await assertConverged(pulumi);
    const now = new Set(pulumi.made().map(({ id }) => id));
    assert.deepEqual(
      made.filter((id) => !now.has(id)),
      [],
      "what was made before is kept",
    );
  });
});
