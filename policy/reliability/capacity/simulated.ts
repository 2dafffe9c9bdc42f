import { notKnown, plainType, type StackResource } from "../../../simulation";
import type { Resource, Stack } from "../../model/stack";
import { asKnown, elements, read, unknown, type Value } from "../../model/value";

/** What the simulation reads of a stack. */
const types =
  /^aws:(autoscaling|ec2\/(launchTemplate|launchConfiguration|subnet)|cloudwatch\/(metricAlarm|compositeAlarm)|lb|sns\/topic)\b/;

/** The resources of a stack that decide how its groups scale, as the simulation takes them. */
export function simulated(stack: Stack): StackResource[] {
  return stack.resources.filter(({ type }) => types.test(type)).map((resource) => described(resource, stack));
}

function described(resource: Resource, stack: Stack): StackResource {
  const { urn, type, name, source } = resource;
  const inputs = stack.inputsOf(urn);
  const keys = new Set([...Object.keys(source.props), ...Object.keys(inputs ?? {})]);
  const defaults = elements(read(inputs, "__defaults"));
  return {
    urn,
    type: plainType(type),
    name,
    properties: Object.fromEntries([...keys].map((key) => [key, plain(resource.get(key))])),
    filledIn: asKnown(defaults).filter((it) => typeof it === "string"),
    dependsOn: Object.fromEntries(
      Object.entries(source.propertyDependencies).map(([key, on]) => [key, on.map((it) => it.urn)]),
    ),
  };
}

/** A value copied out of the engine's wrapping, which throws where something is not known. */
function plain(value: Value): unknown {
  if (value === unknown) return notKnown;
  if (Array.isArray(value)) return value.map((_, at) => plain(read(value, at)));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.keys(value).map((key) => [key, plain(read(value, key))]));
}
