import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import type { Declared } from "../../policy/examples/example";
import { inputsRecorded } from "../../policy/model/inputs";
import { policyOf } from "../../policy/model/policy";
import type { AnyRule } from "../../policy/model/rule";
import { secretsRecorded } from "../../policy/model/secrets";
import { stackOf } from "./declare";

/** A resource's inputs, in which the SDK's `Secret` marks what is secret. */
export type Marked = ReadonlyMap<Declared, object>;

/** Shows a pack a resource whose marks it is not shown, as with `"all": "advisory"` in its configuration. */
export async function showWithoutMarks(declared: Declared): Promise<void> {
  const [resource] = stackOf(declared).resources;
  if (!resource || typeof inputsRecorded.validateResource !== "function") return;
  const args = { urn: resource.urn, props: declared.props ?? {} } as ResourceValidationArgs;
  await inputsRecorded.validateResource(args, () => undefined);
}

/**
 * What a policy reports of a stack, after the pack was shown the inputs of each resource, as the engine shows them: the
 * marks to remediations only, before all else.
 */
export async function messagesOf(
  rule: AnyRule,
  declared: readonly Declared[],
  config: object = {},
  marked: Marked = new Map(),
): Promise<string[]> {
  const { resources } = stackOf(...declared);
  for (const [at, { urn }] of resources.entries()) {
    const [it] = declared.slice(at);
    const props = it?.props ?? {};
    const inputs = (it && marked.get(it)) ?? props;
    await secretsRecorded.remediateResource?.({ urn, props: inputs } as ResourceValidationArgs);
    if (typeof inputsRecorded.validateResource === "function") {
      await inputsRecorded.validateResource({ urn, props } as ResourceValidationArgs, () => undefined);
    }
  }
  const messages: string[] = [];
  const args = { resources: resources.map(({ source }) => source), getConfig: () => config };
  await policyOf(rule).validateStack(args as unknown as StackValidationArgs, (message) => {
    messages.push(message);
  });
  return messages;
}
