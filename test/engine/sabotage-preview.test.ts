import assert from "node:assert/strict";
import { join } from "node:path";
import { sabotages } from "../../policy/examples";
import type { Sabotage } from "../../policy/examples/sabotage";
import { titleOf } from "../policy/sabotage";
import { LocalPulumi } from "./local-pulumi";

/**
 * The first sabotage of five policies, over the packs, that a program commits by setting a property or two of a
 * resource of AWS. More of them make another resource of it, which the others' policies would leave alone.
 */
function chosen(): Sabotage[] {
  const committed = Object.values(sabotages)
    .flat()
    .filter(({ type, knownLater }) => type.startsWith("aws:") && !knownLater)
    .filter(({ set = { "": {} } }) => {
      const changes = Object.entries(set);
      return changes.length <= 2 && changes.every(([path, value]) => isPlain(path, value));
    });
  const firsts = committed.filter(
    (it, at) => committed.findIndex(({ policy }) => policy === it.policy) === at,
  );
  const step = Math.max(1, Math.floor(firsts.length / 5));
  return firsts.filter((_, at) => at % step === 0).slice(0, 5);
}

/** A value that is written as it is, at a path that leads into no list. */
function isPlain(path: string, value: unknown): boolean {
  return !/\.\d/.test(path) && (value === null || typeof value !== "object");
}

/** The logical names of the resources that a policy is broken by, as a preview prints it. */
function refusedBy(policy: string, output: string): string[] {
  const lines = output.matchAll(
    new RegExp(`\\[mandatory\\] +\\[severity: \\w+\\] +${policy} +\\(\\S+ (\\S+)\\)`, "g"),
  );
  return [...lines].map(([, name = ""]) => name);
}

// In one preview, since each takes the whole program: their policies, which are five, tell them apart.
describe("D5 a preview of prod, some safeguards less", function () {
  this.timeout("5m");
  const careless = chosen();
  let stdout: string;
  before(async () => {
    const pulumi = new LocalPulumi({
      LOCAL_MAIN: join(__dirname, "sabotaged"),
      SABOTAGES: JSON.stringify(careless),
    });
    const result = await pulumi.run("preview", "--stack", "prod");
    pulumi.remove();
    assert.equal(result.code, 1);
    stdout = result.stdout;
  });

  for (const sabotage of careless) {
    it(`${sabotage.policy} refuses ${titleOf(sabotage)}`, () => {
      assert.ok(refusedBy(sabotage.policy, stdout).length > 0, stdout);
    });
  }
});
