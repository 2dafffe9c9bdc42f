import assert from "node:assert/strict";
import {
  Analyzer,
  configurationOf,
  packFolder,
  type StackResource,
  type Violation,
} from "../policy/analyzer";
import { sabotages } from "../../policy/examples";
import { sabotaged, titleOf } from "../policy/sabotage";
import { LocalPulumi } from "./local-pulumi";

describe("D5 the prod stack, one safeguard less", function () {
  this.timeout("5m");
  const pulumi = new LocalPulumi();
  let previewed: StackResource[];
  let deployed: StackResource[];
  before(async () => {
    previewed = await pulumi.recorded("preview");
    deployed = await pulumi.recorded("up", "--skip-preview");
  });
  after(() => {
    pulumi.remove();
  });

  for (const [pack, cases] of Object.entries(sabotages)) {
    describe(`pack ${pack}`, () => {
      let analyzer: Analyzer;
      before(async () => {
        analyzer = await Analyzer.start(packFolder(pack));
        await analyzer.configure(configurationOf("prod"));
      });
      after(() => {
        analyzer.stop();
      });
      const refused = async (stack: StackResource[]) =>
        (await analyzer.analyze(stack)).filter(({ mandatory }) => mandatory).map(({ policy }) => policy);

      it("has nothing to say of the stack as it is", async () => {
        assert.deepEqual(await analyzer.analyze(previewed), []);
        assert.deepEqual(await analyzer.analyze(deployed), []);
      });

      // What is added stands beside all else, and so is judged at once; whatever is taken away, alone.
      const additions = cases.filter(({ add, config }) => add && !config);
      describe("with all that lacks a safeguard added", () => {
        const found = { before: [] as Violation[], after: [] as Violation[] };
        before(async () => {
          const withAll = (stack: readonly StackResource[]) => additions.reduce(sabotaged, [...stack]);
          found.before = await analyzer.analyze(withAll(previewed));
          found.after = await analyzer.analyze(withAll(deployed));
        });
        for (const addition of additions) {
          it(`${addition.policy} refuses ${titleOf(addition)} in the preview and the update`, () => {
            for (const violations of Object.values(found)) {
              const refusals = violations.filter(
                ({ policy, mandatory }) => mandatory && policy === addition.policy,
              );
              assert.ok(
                refusals.some(({ urn }) => urn.endsWith(`::${addition.type}::${String(addition.name)}`)),
                `refused are ${refusals.map(({ urn }) => urn).join(", ") || "none"}`,
              );
            }
          });
        }
      });

      for (const sabotage of cases.filter((it) => !additions.includes(it))) {
        const { policy, knownLater, config } = sabotage;
        const when = knownLater ? `in the update (${knownLater})` : "in the preview and the update";
        it(`${policy} refuses ${titleOf(sabotage)} ${when}`, async () => {
          if (config) await analyzer.configure({ ...configurationOf("prod"), [policy]: config });
          const before = await refused(sabotaged(previewed, sabotage));
          const after = await refused(sabotaged(deployed, sabotage));
          if (config) await analyzer.configure(configurationOf("prod"));
          assert.ok(after.includes(policy), `the update is refused by ${after.join(", ") || "none"}`);
          assert.equal(before.includes(policy), !knownLater, `the preview by ${before.join(", ") || "none"}`);
          const revoked = before.filter((name) => !after.includes(name));
          assert.deepEqual(revoked, [], "the preview refuses what the update lets through");
        });
      }
    });
  }
});
