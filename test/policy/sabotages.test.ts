import assert from "node:assert/strict";
import { subjects } from "../../policy/examples";
import { rules as reliability } from "../../policy/reliability/rules";
import { rules as security } from "../../policy/security/rules";

const halves = { reliability, security };

/** Those of the first list that the second has not. */
const lacking = (names: readonly string[], others: readonly string[]) =>
  names.filter((name) => !others.includes(name));

// test/engine/sabotage.test.ts commits the sabotages; examples.test.ts judges the examples.
describe("D5 what proves a policy stands in the folder of its subject", () => {
  for (const [half, rules] of Object.entries(halves)) {
    it(`each rule of ${half} is of one subject`, () => {
      const listed = Object.values(subjects[half] ?? {}).flatMap((subject) => subject.rules);
      assert.deepEqual(listed, rules);
    });

    for (const [name, subject] of Object.entries(subjects[half] ?? {})) {
      const rulesOf = subject.rules.map((rule) => rule.name);
      const exampled = Object.keys(subject.examples);
      const sabotaged = subject.sabotages.map(({ policy }) => policy);

      it(`${half}/${name}: each rule has an example and a sabotage`, () => {
        assert.deepEqual(lacking(rulesOf, exampled), []);
        assert.deepEqual(lacking(rulesOf, sabotaged), []);
      });

      it(`${half}/${name}: no example and no sabotage is of another rule`, () => {
        assert.deepEqual(lacking(exampled, rulesOf), []);
        assert.deepEqual(lacking(sabotaged, rulesOf), []);
      });
    }
  }
});
