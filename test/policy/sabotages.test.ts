import assert from "node:assert/strict";
import { examples } from "../../policy/examples";
import { rules as reliability } from "../../policy/reliability/rules";
import { rules as security } from "../../policy/security/rules";
import { sabotages } from "./sabotages";

// test/engine/sabotage.test.ts commits them.
describe("D5 what proves a policy", () => {
  for (const [pack, rules] of Object.entries({ reliability, security })) {
    const names = rules.map(({ name }) => name);
    const sabotaged = (sabotages[pack] ?? []).map(({ policy }) => policy);

    it(`pack ${pack}: each rule has a sabotage that it refuses`, () => {
      assert.deepEqual(
        names.filter((name) => !sabotaged.includes(name)),
        [],
      );
    });

    it(`pack ${pack}: each sabotage is of one of its rules`, () => {
      assert.deepEqual(
        sabotaged.filter((name) => !names.includes(name)),
        [],
      );
    });
  }

  it("has no example of a rule that is gone", () => {
    const names = [...reliability, ...security].map(({ name }) => name);
    assert.deepEqual(
      Object.keys(examples).filter((name) => !names.includes(name)),
      [],
    );
  });
});
