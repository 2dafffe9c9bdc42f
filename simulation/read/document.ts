import { isNotKnown } from "./not-known";
import { at, list, plainType, type StackResource, textOf } from "./resources";

/** Why a file is no description of a stack, for whoever named it. */
export class DocumentError extends Error {}

/**
 * The resources of a stack as Pulumi describes it: what `pulumi preview --json` prints, `pulumi preview --save-plan` writes,
 * or `pulumi stack export` gives; also a checkpoint of a file backend.
 * @throws DocumentError for anything else.
 */
export function resourcesOf(text: string, file: string): StackResource[] {
  const document = parsed(text, file);
  const [steps, plans] = [at(document, "steps"), at(document, "resourcePlans")];
  if (Array.isArray(steps)) return steps.flatMap(ofStep);
  if (typeof plans === "object" && plans !== null) return Object.entries(plans).flatMap(ofPlan);
  const state = at(document, "deployment", "resources") ?? at(document, "checkpoint", "latest", "resources");
  if (Array.isArray(state)) return state.flatMap((resource) => described(resource));
  throw new DocumentError(
    `${file} is no stack of Pulumi: it has no "steps" (pulumi preview --json), no "resourcePlans" (pulumi preview --save-plan) ` +
      `and no "deployment.resources" (pulumi stack export)`,
  );
}

function parsed(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const position = Number(/position (\d+)/.exec(reason)?.[1]);
    const line = Number.isNaN(position) ? "" : `:${text.slice(0, position).split("\n").length}`;
    throw new DocumentError(`${file}${line} is not JSON: ${reason}`);
  }
}

function ofStep(step: unknown): StackResource[] {
  const operation = textOf(at(step, "op")) ?? "";
  if (["delete", "delete-replaced", "discard", "discard-replaced", "read-discard"].includes(operation))
    return [];
  return described(at(step, "newState"));
}

/** A plan says what changes; of what is there already only the goal's inputs are in it. */
function ofPlan([urn, plan]: [string, unknown]): StackResource[] {
  const goal = at(plan, "goal");
  const inputs = { ...record(at(goal, "inputDiff", "updates")), ...record(at(goal, "inputDiff", "adds")) };
  const dependencies = at(goal, "propertyDependencies");
  return described({
    urn,
    type: at(goal, "type"),
    inputs,
    outputs: at(plan, "state"),
    propertyDependencies: dependencies,
  });
}

function described(state: unknown): StackResource[] {
  const [urn, type] = [textOf(at(state, "urn")), textOf(at(state, "type"))];
  // What is about to be deleted is still in a state, beside what has taken its place.
  if (urn === undefined || type === undefined || at(state, "delete") === true) return [];
  const inputs = record(withoutSecrets(at(state, "inputs")));
  const outputs = record(withoutSecrets(at(state, "outputs")));
  const set = Object.entries(inputs).filter(
    ([key, value]) => !(isNotKnown(value) && outputs[key] !== undefined),
  );
  const id = textOf(at(state, "id"));
  return [
    {
      urn,
      type: plainType(type),
      name: urn.split("::").slice(3).join("::"),
      properties: { ...(id !== undefined && { id }), ...outputs, ...Object.fromEntries(set) },
      filledIn: list(inputs.__defaults).filter((key) => typeof key === "string"),
      dependsOn: record(at(state, "propertyDependencies")) as Record<string, string[]>,
    },
  ];
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([, it]) => it !== null))
    : {};
}

const secretKey = "4dabf18193072939515e22adb298388d";

/** Secrets that are shown are values as any other; the others are not known. Source: pulumi/pulumi, `resource.SecretSig`. */
function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  if (secretKey in value) {
    const plain = at(value, "plaintext");
    return typeof plain === "string" ? (JSON.parse(plain) as unknown) : undefined;
  }
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, withoutSecrets(it)]));
}
