import fc from "fast-check";
import assert from "node:assert/strict";
import { examples } from "../../policy/examples";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { awsDefault } from "../../policy/model/aws-defaults";
import { canonicalType } from "../../policy/model/canonical-type";
import { identityProperties } from "../../policy/model/identity";
import { defaultsOf } from "../../policy/model/policy";
import type { AnyRule } from "../../policy/model/rule";
import type { Stack } from "../../policy/model/stack";
import { every, type Verdict } from "../../policy/model/value";
import { rules as reliability } from "../../policy/reliability/rules";
import { rules as security } from "../../policy/security/rules";
import { stackOf } from "./declare";
import { exampleStacks, mixedStacks } from "./stacks-of-examples";

/** Picks one of some things. */
type Pick = <T>(from: readonly T[]) => T;

/** Values that the examples have, by type and property. */
const seen = new Map<string, unknown[]>();
for (const { type, props = {}, filledIn = {} } of exampleStacks.flat()) {
  for (const [property, value] of Object.entries({ ...props, ...filledIn })) {
    if (value === undefined || JSON.stringify(value).includes(notYetKnown)) continue;
    const key = `${type} ${property}`;
    seen.set(key, [...(seen.get(key) ?? []), value]);
  }
}

/** Properties that are lists, by type and property. */
const lists = new Set(
  exampleStacks.flat().flatMap(({ type, props = {}, filledIn = {} }) =>
    Object.entries({ ...props, ...filledIn })
      .filter(([, value]) => Array.isArray(value))
      .map(([property]) => `${type} ${property}`),
  ),
);

const component: Declared = { type: "my:network:Network", name: "component" };

/** What resources are called once they are there. */
function identityOf({ name, type, props = {}, filledIn = {} }: Declared, property: string): string {
  const known = { ...props, ...filledIn }[property];
  if (typeof known === "string" && known !== notYetKnown) return known;
  if (property.toLowerCase().endsWith("arn")) return `arn:aws:test:us-east-1:123456789012:${type}/${name}`;
  return `${name}-${property}`;
}

/** The stack as an update leaves it, for one of the choices that the preview leaves open. */
function updated(previewed: readonly Declared[], pick: Pick): Declared[] {
  const byName = new Map(previewed.map((it) => [it.name, it]));
  const stack = stackOf(...previewed);
  return previewed.map((declared) => {
    const resource = stack.resources.find(({ name }) => name === declared.name);
    const known = (value: unknown, property: string): unknown => {
      const depends = (declared.refersTo?.[property] ?? []).flatMap((name) => byName.get(name) ?? []);
      const whole = value === undefined ? "" : JSON.stringify(value);
      const leaves = whole.split(notYetKnown).length - 1;
      const leaf = () => {
        const main = mainTableOf(depends, property);
        if (main !== undefined) return main;
        if (depends.length > 0) return referent(previewed, depends, leaves, pick);
        if (identityProperties.includes(property)) return identityOf(declared, property);
        const values = seen.get(`${declared.type} ${property}`) ?? [];
        return pick([...values, "a value of the update"]);
      };
      const isList = value === notYetKnown && lists.has(`${declared.type} ${property}`);
      return isList ? pick([[leaf()], [leaf(), leaf()]]) : resolved(value, leaf);
    };
    const main = mainTableOf([declared], "defaultRouteTableId");
    const own = main !== undefined && { mainRouteTableId: main, defaultRouteTableId: main };
    const filled = Object.entries({ id: notYetKnown, ...own, ...declared.filledIn }).map(
      ([property, value]) => {
        const usual = resource && awsDefault(resource, [property]);
        const isOpen = value === notYetKnown && usual !== undefined && typeof usual !== "symbol";
        return [property, isOpen ? usual : known(value, property)] as const;
      },
    );
    const given = Object.entries(declared.props ?? {}).map(
      ([property, value]) => [property, known(value, property)] as const,
    );
    return { ...declared, filledIn: Object.fromEntries(filled), props: Object.fromEntries(given) };
  });
}

/** The route table that a VPC comes with, where that is what a property names. */
function mainTableOf(of: readonly Declared[], property: string): string | undefined {
  const [vpc, ...others] = of;
  const isMain = property.endsWith("outeTableId") && vpc?.type === "aws:ec2/vpc:Vpc" && others.length === 0;
  return isMain ? `${vpc.name}-main` : undefined;
}

/** A name that an unknown value can turn out to be. */
function referent(
  stack: readonly Declared[],
  depends: readonly Declared[],
  leaves: number,
  pick: Pick,
): string {
  // A copy goes to a vault by its ARN: in another region its name means something else.
  const isElsewhere = (it: Declared) => it.type === "aws:backup/vault:Vault";
  const nameOf = (it: Declared) =>
    identityOf(
      it,
      isElsewhere(it)
        ? "arn"
        : pick([
            "id",
            ...identityProperties.filter((property) => property in { ...it.props, ...it.filledIn }),
          ]),
    );
  const types = new Set(depends.map(({ type }) => canonicalType(type)));
  const isSingle = depends.length === 1 && leaves === 1 && depends.every(isPlain);
  if (isSingle || (types.size === 1 && depends.every(isPlain))) return nameOf(pick(depends));
  return pick(["elsewhere", ...depends.map(nameOf), ...stack.map(nameOf)]);
}

function isPlain({ type }: Declared): boolean {
  return (
    type.startsWith("aws:") && !/^aws:(ssm\/parameter|cloudformation\/stack|lambda\/invocation):/.test(type)
  );
}

function resolved(value: unknown, leaf: () => unknown): unknown {
  if (value === notYetKnown) return leaf();
  if (typeof value === "string") return value.replaceAll(notYetKnown, () => String(leaf()));
  if (Array.isArray(value)) return value.map((it) => resolved(it, leaf));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolved(inner, leaf)]));
}

const origin: Declared = { type: "other:index:Origin", name: "origin" };

/** A preview that knows less: of some properties neither the value nor where it comes from, of some resources no output. */
function blurred(stack: readonly Declared[], pick: Pick): Declared[] {
  const less = stack.map((declared) => {
    // What a program names by its id or ARN it has from elsewhere: a preview knows both.
    const hidden = Object.keys(declared.props ?? {}).filter(
      (property) => !["id", "arn"].includes(property) && pick([true, false, false, false, false]),
    );
    const props = { ...declared.props };
    for (const property of hidden) {
      props[property] = pick([true, false]) ? notYetKnown : partlyHidden(props[property], pick);
    }
    const refersTo = Object.fromEntries(hidden.map((property) => [property, [origin.name]]));
    const skipped = pick([true, false, false, false, false, false]);
    return { ...declared, props, skipped, refersTo: { ...declared.refersTo, ...refersTo } };
  });
  return [...less, origin];
}

/** A value with one part of it not known. */
function partlyHidden(value: unknown, pick: Pick): unknown {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return notYetKnown;
  const key = pick(Object.keys(value));
  const inner = partlyHidden((value as Record<string, unknown>)[key], pick);
  return Array.isArray(value)
    ? value.map((it, at) => (String(at) === key ? inner : (it as unknown)))
    : { ...value, [key]: inner };
}

/** Dependencies as the outputs of a component have them: of the component and of all resources of the kind besides. */
function widened(stack: readonly Declared[]): Declared[] {
  const wide = stack.map((declared) => {
    const refersTo = Object.entries(declared.refersTo ?? {}).map(([property, names]) => {
      const types = stack.filter(({ name }) => names.includes(name)).map(({ type }) => type);
      const kind = stack.filter(({ type, name }) => types.includes(type) && name !== declared.name);
      return [property, [component.name, ...names, ...kind.map(({ name }) => name)]] as const;
    });
    return { ...declared, refersTo: Object.fromEntries(refersTo) };
  });
  return [...wide, component];
}

/** What rules say of each resource; the worst of it where they say several things. */
function verdictsOf(rule: AnyRule, stack: Stack): Map<string, Verdict> {
  const found = new Map<string, Verdict[]>();
  const config = { ...defaultsOf(rule), ...examples[rule.name]?.config };
  for (const { resource, verdict } of rule.check(stack, config)) {
    found.set(resource.name, [...(found.get(resource.name) ?? []), verdict]);
  }
  return new Map([...found].map(([name, verdicts]) => [name, every(verdicts)]));
}

/** What a rule says in a preview that it takes back in the update, or keeps silent of. */
function contradictions(rule: AnyRule, preview: Stack, update: Stack): string[] {
  const [before, after] = [verdictsOf(rule, preview), verdictsOf(rule, update)];
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((name) => {
    const [first, then] = [before.get(name), after.get(name)];
    if (first === false && then !== false) return [`${rule.name} refuses ${name} in the preview only`];
    if (first === true && then === false) return [`${rule.name} passes ${name} in the preview only`];
    if (first === undefined && then === false) return [`${rule.name} is silent on ${name} in the preview`];
    return [];
  });
}

/** The same stacks in each run; others, and more, by the environment variables SEED and RUNS. */
const seed = Number(process.env.SEED ?? 20261128);
const numRuns = Number(process.env.RUNS ?? 200);

describe("D5 a preview and its update", function () {
  this.timeout("2m");

  const shapes: Record<string, (stack: Declared[], pick: Pick) => Declared[]> = {
    "with dependencies as the program gives them": (stack) => stack,
    "with dependencies as a component's outputs have them": widened,
    "with values, and resources, of which a preview knows nothing": blurred,
  };
  for (const [title, shape] of Object.entries(shapes)) {
    it(`agree, whatever the values turn out to be, ${title}`, () => {
      const property = fc.property(mixedStacks, fc.infiniteStream(fc.nat(1000)), (stack, choices) => {
        const pick: Pick = (from) => from[Number(choices.next().value) % from.length] as never;
        const [preview, update] = [stackOf(...shape(stack, pick)), stackOf(...updated(stack, pick))];
        const found = [...reliability, ...security].flatMap((rule) => contradictions(rule, preview, update));
        assert.deepEqual(found, []);
      });
      fc.assert(property, { seed, numRuns, includeErrorInReport: true });
    });
  }
});
