import assert from "node:assert/strict";
import { join } from "node:path";
import { sabotages } from "../policy/sabotages";
import { type Sabotage, titleOf } from "../policy/sabotages/sabotage";
import { LocalPulumi } from "./local-pulumi";

/** The first sabotage of each policy that a program can commit by plain values: ten policies, over the packs. */
function chosen(): Sabotage[] {
  const plain = Object.values(sabotages)
    .flat()
    .filter(
      ({ set }) => set && Object.values(set).every((value) => value === null || typeof value !== "object"),
    );
  const firsts = plain.filter((it, at) => plain.findIndex(({ policy }) => policy === it.policy) === at);
  const step = Math.max(1, Math.floor(firsts.length / 10));
  return firsts.filter((_, at) => at % step === 0).slice(0, 10);
}

describe("D5 a preview of prod, one safeguard less", function () {
  this.timeout("2m");
  for (const sabotage of chosen()) {
    it(`${sabotage.policy} refuses ${titleOf(sabotage)}`, async () => {
      const pulumi = new LocalPulumi({
        LOCAL_MAIN: join(__dirname, "sabotaged"),
        SABOTAGE: JSON.stringify(sabotage),
      });
      const { code, stdout } = await pulumi.run("preview", "--stack", "prod");
      pulumi.remove();
      assert.equal(code, 1);
      assert.match(stdout, new RegExp(`\\[mandatory\\].*${sabotage.policy} `), stdout);
    });
  }
});
