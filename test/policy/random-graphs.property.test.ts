import fc from "fast-check";
import assert from "node:assert/strict";
import { examples } from "../../policy/examples";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { defaultsOf } from "../../policy/model/policy";
import type { AnyRule } from "../../policy/model/rule";
import { unknown } from "../../policy/model/value";
import { rules as reliability } from "../../policy/reliability/rules";
import { rules as security } from "../../policy/security/rules";
import { Analyzer, marked, packFolder, type StackResource } from "./analyzer";
import { stackOf } from "./declare";
import { exampleStacks, mixedStacks } from "./stacks-of-examples";

/** What the examples' resources have by type, and all their values. */
const properties = new Map<string, string[]>();
const values: unknown[] = [];
for (const { type, props = {} } of exampleStacks.flat()) {
  const known = properties.get(type) ?? ["id", "arn", "name"];
  properties.set(type, [...new Set([...known, ...Object.keys(props)])]);
  values.push(...Object.values(props));
}

const oddValue = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...values) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(undefined, null, notYetKnown, [notYetKnown], [null], {}, [], "", 0, -1),
  },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  {
    weight: 1,
    arbitrary: fc.jsonValue({ maxDepth: 2 }).map((statement) => JSON.stringify({ Statement: statement })),
  },
  // What has an object's methods by other names.
  { weight: 1, arbitrary: fc.constantFrom({ toString: 1 }, { length: 3 }, { hasOwnProperty: [] }) },
);

/** A resource of an example with some of its properties missing, unknown or wrong, and referring to anything. */
function changed(declared: Declared, names: readonly string[]): fc.Arbitrary<Declared> {
  const known = fc.constantFrom(...(properties.get(declared.type) ?? ["id"]));
  const odd = fc.dictionary(known, oddValue, { maxKeys: 3 });
  const others = fc.array(fc.constantFrom(...names), { maxLength: 3 });
  const references = fc.dictionary(known, others, { maxKeys: 2 });
  return fc.tuple(odd, references).map(([props, refersTo]) => ({
    ...declared,
    props: { ...declared.props, ...props },
    refersTo: { ...declared.refersTo, ...refersTo },
  }));
}

/** Some examples' stacks as one, changed. */
const stacks: fc.Arbitrary<Declared[]> = mixedStacks.chain((resources) => {
  const names = resources.map(({ name }) => name);
  return fc.tuple(...resources.map((declared) => changed(declared, names)));
});

/** What a message has in it where nobody thought of a value that is unknown or of another type. */
const notForPeople = new RegExp(`${notYetKnown}|Symbol\\(|\\[object |\\bundefined\\b|\\bNaN\\b`);

const configOf = (rule: AnyRule) => ({ ...defaultsOf(rule), ...examples[rule.name]?.config });

describe("D5 random stacks", function () {
  this.timeout("2m");

  const judge = (rule: AnyRule, declared: readonly Declared[]) => {
    for (const { verdict, found, required, fix } of rule.check(stackOf(...declared), configOf(rule))) {
      assert.ok(verdict === true || verdict === false || verdict === unknown);
      assert.deepEqual([typeof found, typeof required, typeof fix], ["string", "string", "string"]);
      assert.doesNotMatch(`${found} ${required} ${fix}`, notForPeople);
    }
  };

  it("no rule throws, whatever is missing, unknown or of the wrong type", () => {
    fc.assert(
      fc.property(stacks, (declared) => {
        for (const rule of [...reliability, ...security]) judge(rule, declared);
      }),
      { numRuns: 200 },
    );
  });

  it("reach every rule: each has something to say of some stack", () => {
    const silent = new Set([...reliability, ...security]);
    for (const declared of fc.sample(stacks, { numRuns: 3000, seed: 1 })) {
      const stack = stackOf(...declared);
      for (const rule of silent) {
        const findings = [...rule.check(stack, configOf(rule))];
        if (findings.length > 0) silent.delete(rule);
      }
      if (silent.size === 0) break;
    }
    assert.deepEqual(
      [...silent].map(({ name }) => name),
      [],
    );
  });

  for (const pack of ["reliability", "security"]) {
    it(`pack ${pack} judges them as the engine sends them, secrets and all`, async () => {
      const analyzer = await Analyzer.start(packFolder(pack));
      try {
        for (const declared of fc.sample(stacks, 40)) {
          const violations = await analyzer.analyze(asState(declared));
          assert.deepEqual(
            violations.filter(({ message }) => message.includes("can't run policy")),
            [],
          );
        }
      } finally {
        analyzer.stop();
      }
    });
  }
});

const urnOf = ({ type, name }: Declared) => `urn:pulumi:test::test::${type}::${name}`;

/** The resources as a state has them; every third property is a secret. */
function asState(stack: readonly Declared[]): StackResource[] {
  const urns = new Map(stack.map((declared) => [declared.name, urnOf(declared)]));
  return stack.map((declared) => ({
    urn: urnOf(declared),
    type: declared.type,
    outputs: withSecrets(declared.props ?? {}),
    propertyDependencies: Object.fromEntries(
      Object.entries(declared.refersTo ?? {}).map(([property, names]) => [
        property,
        names.flatMap((name) => urns.get(name) ?? []),
      ]),
    ),
  }));
}

function withSecrets(props: object): Record<string, unknown> {
  // What JSON cannot say, such as undefined, does not reach the engine either.
  const plain = Object.entries(JSON.parse(JSON.stringify(props)) as Record<string, unknown>);
  return Object.fromEntries(plain.map(([name, value], at) => [name, at % 3 === 0 ? marked(value) : value]));
}
