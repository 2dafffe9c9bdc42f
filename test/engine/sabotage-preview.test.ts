import assert from "node:assert/strict";
import { join } from "node:path";
import { sabotages } from "../policy/sabotages";
import { type Sabotage, titleOf } from "../policy/sabotages/sabotage";
import { LocalPulumi } from "./local-pulumi";

/** The first sabotage of ten policies, over the packs, that a program commits by setting properties of a resource of AWS. */
function chosen(): Sabotage[] {
  const committed = Object.values(sabotages)
    .flat()
    .filter(({ type, knownLater }) => type.startsWith("aws:") && !knownLater)
    .filter(({ set = { "": {} } }) => Object.entries(set).every(([path, value]) => isPlain(path, value)));
  const firsts = committed.filter(
    (it, at) => committed.findIndex(({ policy }) => policy === it.policy) === at,
  );
  const step = Math.max(1, Math.floor(firsts.length / 10));
  return firsts.filter((_, at) => at % step === 0).slice(0, 10);
}

/** A value that is written as it is, at a path that leads into no list. */
function isPlain(path: string, value: unknown): boolean {
  return !/\.\d/.test(path) && (value === null || typeof value !== "object");
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
