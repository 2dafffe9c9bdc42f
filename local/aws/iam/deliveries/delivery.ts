import type { Caller } from "../callers";
import { decide, type Policies, type Request } from "../evaluate";
import { type Deployed, type DeployedStack, OutsideError, type Secured } from "../stack";

/** What somebody has to be allowed so that a delivery arrives. */
export interface Step {
  readonly request: Request;
  readonly policies: Policies;
  /** AWS's page on how the caller asks. */
  readonly source: string;
}

/** Something of a stack that has to reach something else: an alarm its topic, a group of instances the key of its volumes. */
export interface Delivery {
  readonly from: string;
  readonly to: string;
  /**
   * @throws OutsideError where a part of the way is not in the stack
   * @throws HinderedError
   */
  readonly steps: () => readonly Step[];
}

export interface Judgement {
  readonly from: string;
  readonly to: string;
  /** What has to be allowed on the way, such as `sns:Publish`. */
  readonly actions: readonly string[];
  /** Why it does not arrive: for each step that is refused what a person has to know; none where it arrives. */
  readonly refusals: readonly string[];
  /** What is not in this stack, so that it cannot be said whether it arrives. */
  readonly outside?: string;
}

/** What AWS does not do, whatever it is allowed. */
export class HinderedError extends Error {}

/** Finds the deliveries of one kind in a stack. */
export type Finder = (stack: DeployedStack) => Delivery[];

/** The step that `caller` does `action` on something, of which `inside` is a part, such as the objects of a bucket. */
export function step(caller: Caller, action: string, { arn, policies }: Secured, inside = ""): Step {
  const { principal, context, source } = caller;
  return { request: { principal, action, context, resource: `${arn}${inside}` }, policies, source };
}

/** The steps of several actions. */
export function steps(caller: Caller, actions: readonly string[], to: Secured, inside = ""): Step[] {
  return actions.map((action) => step(caller, action, to, inside));
}

/** What a caller has been given beside what the resource's policy says. */
export function withIdentity({ arn, policies }: Secured, identity: readonly string[]): Secured {
  return { arn, policies: { ...policies, identity } };
}

export function judge({ from, to, steps }: Delivery): Judgement {
  try {
    const all = steps();
    const refusals = all.flatMap(({ request, policies, source }) => {
      const { allowed, because } = decide(request, policies);
      return allowed ? [] : [`${because} (${source})`];
    });
    return { from, to, actions: [...new Set(all.map(({ request }) => request.action))], refusals };
  } catch (error) {
    if (error instanceof OutsideError) return { from, to, actions: [], refusals: [], outside: error.message };
    if (error instanceof HinderedError) return { from, to, actions: [], refusals: [error.message] };
    throw error;
  }
}

/** `alarm web-cpu`: a resource by its kind and logical name. */
export function called({ type, name }: Deployed): string {
  const kind = (type.split(":").at(-1) ?? type).replace(/[a-z](?=[A-Z])/g, "$& ").toLowerCase();
  return `${kind} ${name}`;
}
