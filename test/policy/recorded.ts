import type { PolicyResource } from "@pulumi/policy";
import { asGiven } from "../../policy/examples/stack";
import { defaultsOf } from "../../policy/model/policy";
import type { AnyRule, Finding } from "../../policy/model/rule";
import { Stack } from "../../policy/model/stack";
import type { StackResource } from "./analyzer";

/** A stack as a policy is given it, from what the engine once sent to a pack. */
export function stackFrom(recorded: readonly StackResource[]): Stack {
  const resources = new Map(recorded.map((it) => [it.urn, policyResource(it)]));
  const known = (urn: string) => resources.get(urn) ?? [];
  for (const { urn, parent, propertyDependencies = {} } of recorded) {
    const resource = resources.get(urn);
    if (!resource) continue;
    if (parent !== undefined) Object.assign(resource, { parent: resources.get(parent) });
    for (const [property, urns] of Object.entries(propertyDependencies)) {
      if (urns?.length) resource.propertyDependencies[property] = urns.flatMap(known);
    }
  }
  const inputs = recorded.map(({ urn, inputs: given }) => [urn, given ?? {}] as const);
  return new Stack([...resources.values()], new Map(inputs));
}

/** What a rule refuses of a stack, by the parameters that a pack's configuration gives it. */
export function refusals(rule: AnyRule, stack: Stack, parameters: object): Finding[] {
  const findings: Iterable<Finding> = rule.check(stack, { ...defaultsOf(rule), ...parameters });
  return [...findings].filter(({ verdict }) => verdict === false);
}

function policyResource({ urn, type, outputs = {} }: StackResource): PolicyResource {
  return asGiven({ urn, type, name: urn.split("::").slice(3).join("::"), props: outputs });
}
