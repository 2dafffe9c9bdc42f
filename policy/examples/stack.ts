import type { PolicyResource } from "@pulumi/policy";
import { Stack } from "../model/stack";
import { type Declared, notYetKnown } from "./example";

/** Builds a stack the way the engine describes it to a policy. */
export function stackOf(...declared: readonly Declared[]): Stack {
  const resources = new Map(declared.map((resource) => [resource.name, policyResource(resource)]));
  for (const { name, parent, refersTo = {} } of declared) {
    const resource = resources.get(name);
    if (!resource) continue;
    if (parent !== undefined) Object.assign(resource, { parent: resources.get(parent) });
    for (const [property, names] of Object.entries(refersTo)) {
      resource.propertyDependencies[property] = names.flatMap((to) => resources.get(to) ?? []);
    }
  }
  const inputs = new Map(declared.map((it) => [urnOf(it), it.props ?? {}]));
  return new Stack([...resources.values()], inputs);
}

function urnOf({ type, name }: Declared): string {
  return `urn:pulumi:test::test::${type}::${name}`;
}

function policyResource(declared: Declared): PolicyResource {
  const { type, name, props, filledIn, skipped = false } = declared;
  // A resource has an id, also in a preview.
  const known = skipped ? {} : { id: notYetKnown, ...props, ...filledIn };
  return asGiven({ type, name, urn: urnOf(declared), props: known });
}

/** A resource as the SDK gives it to a policy, without what it depends on. */
export function asGiven(resource: Pick<PolicyResource, "type" | "name" | "urn" | "props">): PolicyResource {
  return {
    ...resource,
    opts: {
      protect: false,
      ignoreChanges: [],
      aliases: [],
      additionalSecretOutputs: [],
      customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
    },
    dependencies: [],
    propertyDependencies: {},
    isType: () => false,
    asType: () => undefined,
  };
}
