import assert from "node:assert/strict";
import { examples } from "../../policy/examples";
import type { Declared } from "../../policy/examples/example";
import { defaultsOf } from "../../policy/model/policy";
import type { AnyRule } from "../../policy/model/rule";
import { unknown, type Verdict } from "../../policy/model/value";
import { rules as reliability } from "../../policy/reliability/rules";
import { rules as security } from "../../policy/security/rules";
import { stackOf } from "./declare";

const packs: Record<string, readonly AnyRule[]> = { reliability, security };

function verdictsOn(rule: AnyRule, declared: readonly Declared[], config: object = {}): Verdict[] {
  return [...rule.check(stackOf(...declared), { ...defaultsOf(rule), ...config })].map(
    ({ verdict }) => verdict,
  );
}

for (const [pack, rules] of Object.entries(packs)) {
  describe(`pack ${pack}`, () => {
    it("has each rule once, with an example", () => {
      const names = rules.map(({ name }) => name);
      assert.deepEqual([...new Set(names)], names);
      assert.deepEqual(
        names.filter((name) => !(name in examples)),
        [],
      );
    });

    for (const rule of rules) {
      describe(`${rule.requirement} ${rule.name}`, () => {
        const example = examples[rule.name] ?? { good: [], bad: [] };

        it("passes what keeps it", () => {
          const verdicts = verdictsOn(rule, example.good, example.config);
          assert.ok(verdicts.length > 0, "the rule has to have something to say");
          assert.ok(
            verdicts.every((verdict) => verdict === true),
            verdicts.map(String).join(),
          );
        });

        it("refuses what breaks it", () => {
          assert.ok(verdictsOn(rule, example.bad, example.config).includes(false));
        });

        if (example.undecided) {
          const { undecided } = example;
          it("leaves to the update what a preview cannot know", () => {
            const verdicts = verdictsOn(rule, undecided, example.config);
            assert.ok(verdicts.includes(unknown) && !verdicts.includes(false), verdicts.map(String).join());
          });
        }
      });
    }
  });
}
