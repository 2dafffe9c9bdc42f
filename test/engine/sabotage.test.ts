import assert from "node:assert/strict";
import {
  Analyzer,
  configurationOf,
  packFolder,
  type StackResource,
  type Violation,
} from "../policy/analyzer";
import { sabotages, subjects } from "../../policy/examples";
import { sabotaged, titleOf } from "../policy/sabotage";
import { LocalPulumi } from "./local-pulumi";

const names = Object.values(subjects)
  .flatMap((half) => Object.values(half))
  .flatMap(({ rules }) => rules.map(({ name }) => name));

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

  describe("judged by the pack", () => {
    const cases = Object.values(sabotages).flat();
    const prod = configurationOf("prod");
    let analyzer: Analyzer;
    before(async () => {
      analyzer = await Analyzer.start(packFolder());
      await analyzer.configure(prod);
    });
    after(() => {
      analyzer.stop();
    });

    it("has nothing to say of the stack as it is", async () => {
      assert.deepEqual(await analyzer.analyze(previewed), []);
      assert.deepEqual(await analyzer.analyze(deployed), []);
    });

    // What is added stands beside all else, and so is judged at once; whatever is taken away, alone.
    const additions = cases.filter(({ add, config }) => add && !config);
    describe("with all that lacks a safeguard added", () => {
      const found = { before: [] as Violation[], after: [] as Violation[] };
      before(async () => {
        await analyzer.configure(prod);
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

      it("refuses in the preview nothing that it lets through in the update", () => {
        const after = new Set(found.after.map(({ policy }) => policy));
        assert.deepEqual(
          found.before.filter(({ policy }) => !after.has(policy)),
          [],
        );
      });
    });

    for (const sabotage of cases.filter((it) => !additions.includes(it))) {
      const { policy, knownLater, config } = sabotage;
      const when = knownLater ? `in the update (${knownLater})` : "in the preview and the update";
      it(`${policy} refuses ${titleOf(sabotage)} ${when}`, async () => {
        // The others would judge the whole stack anew, hundreds of times.
        const parameters = prod[policy];
        await analyzer.configure({
          ...Object.fromEntries(names.map((name) => [name, "disabled"])),
          [policy]: { ...(typeof parameters === "object" && parameters), ...config },
        });
        const [before = [], after = []] = [
          await analyzer.analyze(sabotaged(previewed, sabotage)),
          await analyzer.analyze(sabotaged(deployed, sabotage)),
        ].map((violations) => violations.filter(({ mandatory }) => mandatory));
        assert.notDeepEqual(after, [], "the update is not refused");
        assert.equal(before.length > 0, !knownLater, before.map(({ message }) => message).join("\n"));
      });
    }
  });
});
