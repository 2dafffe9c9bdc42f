import assert from "node:assert/strict";
import { answered } from "../../policy/checkov";
import { policiesDocument } from "../../policy/docs";
import { examples } from "../../policy/examples";
import type { Declared } from "../../policy/examples/example";
import { defaultsOf } from "../../policy/model/policy";
import { onlyOwnProperties } from "../../policy/model/property-rule";
import type { AnyRule } from "../../policy/model/rule";
import { rules as reliability } from "../../policy/reliability/rules";
import { rules as security } from "../../policy/security/rules";
import { stackOf } from "./declare";
import { exampleStacks } from "./stacks-of-examples";

describe("D5 what policies cannot know", () => {
  const written = policiesDocument();
  const sectionOf = (name: string) => written.split(`\n### ${name}\n`)[1]?.split("\n### ")[0] ?? "";
  const said = (rule: AnyRule) => /^It cannot know: (.+)\.$/m.exec(sectionOf(rule.name))?.[1] ?? "";
  const rules: readonly AnyRule[] = [...reliability, ...security];

  for (const rule of rules) {
    it(`${rule.name} says it in docs/policies.md`, () => {
      assert.ok(said(rule).length >= 20, said(rule));
    });
  }

  it("is all but its own properties of no rule that judges otherwise with other resources beside it", () => {
    const alone = rules.filter(({ cannotKnow }) => cannotKnow === onlyOwnProperties);
    assert.ok(alone.length > 10);
    for (const rule of alone) {
      const config = { ...defaultsOf(rule), ...examples[rule.name]?.config };
      const judged = (...stack: Declared[]) =>
        [...rule.check(stackOf(...stack), config)].map(
          ({ resource, verdict }) => `${resource.name} ${String(verdict)}`,
        );
      for (const stack of exampleStacks) {
        const together = judged(...stack);
        assert.deepEqual(
          stack.flatMap((it) => judged({ ...it, refersTo: {} })).sort(),
          together.sort(),
          rule.name,
        );
      }
    }
  });

  it("is answered for each check of checkov that the prod stack fails", () => {
    const failing = [
      ...["CKV_AWS_130", "CKV_AWS_144", "CKV_AWS_145", "CKV_AWS_260", "CKV_AWS_338"],
      ...["CKV2_AWS_8", "CKV2_AWS_27", "CKV2_AWS_34", "CKV2_AWS_62", "CKV2_AWS_76"],
    ];
    assert.deepEqual(Object.keys(answered), failing);
    for (const id of failing) assert.ok(written.includes(`- **${id}: `), id);
  });

  it("names policies that there are, where an answer leaves it to them", () => {
    const names = new Set(rules.map(({ name }) => name));
    const named = Object.values(answered).flatMap(({ why }) => [...why.matchAll(/`([a-z]+(?:-[a-z]+)+)`/g)]);
    for (const [, name = ""] of named) assert.ok(names.has(name), name);
  });
});
