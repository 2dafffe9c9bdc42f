import assert from "node:assert/strict";
import {
  Analyzer,
  configurationOf,
  packFolder,
  type StackResource,
  type Violation,
} from "../policy/analyzer";
import { sabotages, subjects } from "../../policy/examples";
import type { AnyRule } from "../../policy/model/rule";
import { refusals, stackFrom } from "../policy/recorded";
import { sabotaged, titleOf } from "../policy/sabotage";
import { created } from "./created";

const rules = new Map(
  Object.values(subjects)
    .flatMap((half) => Object.values(half))
    .flatMap((subject) => subject.rules.map((rule): [string, AnyRule] => [rule.name, rule])),
);

describe("D5 the prod stack, one safeguard less", function () {
  this.timeout("5m");
  let previewed: StackResource[];
  let deployed: StackResource[];
  before(async () => {
    const prod = await created("prod");
    prod.pulumi.remove();
    ({ previewed, deployed } = prod);
  });

  describe("judged by the pack", () => {
    const cases = Object.values(sabotages).flat();
    const prod = configurationOf("prod");
    const parametersOf = (policy: string) => {
      const parameters = prod[policy];
      return typeof parameters === "object" ? parameters : {};
    };
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

    const others = cases.filter((it) => !additions.includes(it));
    for (const sabotage of others) {
      const { policy, knownLater, config } = sabotage;
      const when = knownLater ? `in the update (${knownLater})` : "in the preview and the update";
      it(`${policy} refuses ${titleOf(sabotage)} ${when}`, () => {
        const rule = rules.get(policy);
        assert.ok(rule, `${policy} is a policy of the pack`);
        const parameters = { ...parametersOf(policy), ...config };
        const [before = [], after = []] = [previewed, deployed].map((stack) =>
          refusals(rule, stackFrom(sabotaged(stack, sabotage)), parameters),
        );
        assert.notDeepEqual(after, [], "the update is not refused");
        assert.equal(before.length > 0, !knownLater, before.map(({ found }) => found).join("\n"));
      });
    }

    // Each takes the pack's process a second and more, in which it says what the rules say above.
    for (const sabotage of others.filter((_, at) => at % 20 === 0)) {
      it(`in its process refuses ${titleOf(sabotage)} too`, async () => {
        const { policy, config } = sabotage;
        await analyzer.configure({ ...prod, [policy]: { ...parametersOf(policy), ...config } });
        const found = await analyzer.analyze(sabotaged(deployed, sabotage));
        assert.ok(found.some((it) => it.mandatory && it.policy === policy));
      });
    }
  });
});
