import { matches } from "../../../policy/model/wildcard";
import { type Context, filled, holds } from "./condition";
import { type Elements, type PrincipalElement, type Statement, statementsOf } from "./document";

/** Who asks: a service by its principal, an identity by its ARN, or somebody from outside by the name of who vouches. */
export interface Principal {
  readonly kind: "Service" | "AWS" | "Federated";
  readonly name: string;
}

export interface Request {
  readonly principal: Principal;
  /** Such as `sns:Publish`. */
  readonly action: string;
  /** ARN of what the action is on. */
  readonly resource: string;
  /** What the caller says beside that, by condition key in lower case. */
  readonly context: Context;
}

/** The policies that decide a request. */
export interface Policies {
  /** What the text of a decision calls the policy, e.g. `the policy of topic web-page`. */
  readonly name: string;
  /** The resource's own policy, JSON; none where it has none. */
  readonly resource?: string;
  /** Account of the resource. */
  readonly account: string;
  /**
   * Whether nobody may do anything without the resource's policy, as with keys and the trust of roles; elsewhere identities
   * of the resource's account need their own policies only.
   */
  readonly resourceDecides: boolean;
  /** What the identity that asks has been given, JSON. */
  readonly identity?: readonly string[];
}

export interface Decision {
  readonly allowed: boolean;
  /** Which statement decides, or what the nearest lacks. */
  readonly because: string;
}

/** How a statement's principal element meets who asks: by name, or through the account, whose identities' policies then decide. */
type Meeting = "direct" | "account" | undefined;

/**
 * Whether AWS lets a request through. Session policies, permission boundaries and organizations' policies are not there.
 * Source: IAM User Guide, "Policy evaluation logic"
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html), and of keys: KMS Developer
 * Guide, "Key policies" (https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html), both 2026-11-28.
 *
 * @throws MalformedPolicyError
 */
export function decide(asked: Request, policies: Policies): Decision {
  const request = { ...asked, context: { ...globalContext(asked.principal, policies), ...asked.context } };
  const ofResource = policies.resource === undefined ? [] : statementsOf(policies.resource);
  const ofIdentity = (policies.identity ?? []).flatMap(statementsOf);
  const applying = [...ofResource, ...ofIdentity].filter(
    (statement) => missOf(statement, request) === undefined,
  );
  const denial = applying.find(({ allows }) => !allows);
  if (denial) return { allowed: false, because: `${denial.name} denies it` };

  const allowing = applying.filter(({ allows }) => allows);
  const granted = allowing.filter((statement) => ofResource.includes(statement));
  const direct = granted.find((statement) => meeting(statement.principals, request.principal) === "direct");
  const byAccount = granted.find(
    (statement) => meeting(statement.principals, request.principal) === "account",
  );
  const byIdentity = allowing.find((statement) => ofIdentity.includes(statement));
  const isOfAccount = accountOf(request.principal) === policies.account;
  const isLetIn =
    request.principal.kind !== "AWS" || isOfAccount ? direct : byIdentity && (direct ?? byAccount);
  const isDelegated = byIdentity && (byAccount ?? (isOfAccount && !policies.resourceDecides));
  const decisive = isLetIn ?? (isDelegated ? byIdentity : undefined);
  if (decisive) return { allowed: true, because: `${decisive.name} allows it` };
  return { allowed: false, because: refusal(request, policies, ofResource, ofIdentity, granted.length > 0) };
}

/** What AWS itself says of every request. Source: IAM User Guide, "AWS global condition context keys". */
function globalContext(principal: Principal, { account }: Policies): Context {
  const isService = principal.kind === "Service";
  const ofCaller = accountOf(principal);
  return {
    "aws:securetransport": ["true"],
    "aws:viaawsservice": ["false"],
    "aws:principalisawsservice": [String(isService)],
    "aws:resourceaccount": [account],
    ...(isService && { "aws:principalservicename": [principal.name] }),
    ...(principal.kind === "AWS" && {
      "aws:principalarn": [principal.name],
      "aws:principalaccount": [ofCaller],
      "kms:calleraccount": [ofCaller],
    }),
  };
}

function accountOf({ kind, name }: Principal): string {
  return kind === "AWS" ? (name.split(":")[4] ?? "") : "";
}

type Part = "principal" | "action" | "resource";

/** What keeps a statement from being about a request; undefined where it is. */
function missOf(statement: Statement, request: Request): Part | { condition: string } | undefined {
  const { principals, actions, resources, conditions } = statement;
  if (principals && meeting(principals, request.principal) === undefined) return "principal";
  const isAction = (pattern: string) => matches(pattern.toLowerCase(), request.action.toLowerCase());
  if (!meets(actions, isAction)) return "action";
  const isResource = (pattern: string) => {
    const wanted = filled(pattern, request.context);
    return wanted !== undefined && matches(wanted, request.resource);
  };
  if (!meets(resources, isResource)) return "resource";
  const failed = conditions.find((condition) => !holds(condition, request.context));
  if (failed === undefined) return undefined;
  const given = request.context[failed.key];
  const says =
    given === undefined ? "which the caller does not give" : `where the caller gives ${given.join(", ")}`;
  return { condition: `${failed.operator} ${failed.key} = ${failed.values.join(", ")}, ${says}` };
}

function meets<T>({ named, except }: Elements<T>, isMeant: (element: T) => boolean): boolean {
  return named.some(isMeant) !== except;
}

function meeting(principals: Elements<PrincipalElement> | undefined, asking: Principal): Meeting {
  if (principals === undefined) return "direct";
  if (principals.except)
    return principals.named.some((element) => meetingOf(element, asking)) ? undefined : "direct";
  const meetings = principals.named.map((element) => meetingOf(element, asking));
  return meetings.includes("direct") ? "direct" : meetings.find((found) => found !== undefined);
}

function meetingOf({ kind, name }: PrincipalElement, asking: Principal): Meeting {
  if (kind === "AWS" && name === "*") return "direct";
  if (kind !== asking.kind) return undefined;
  if (name === asking.name || name === "*") return "direct";
  const account = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(name)?.[1];
  return kind === "AWS" && account === accountOf(asking) ? "account" : undefined;
}

/** What a person has to know to let the request through: which statement nearly does, and what it lacks. */
function refusal(
  request: Request,
  policies: Policies,
  ofResource: readonly Statement[],
  ofIdentity: readonly Statement[],
  isGranted: boolean,
): string {
  const { principal, action, resource } = request;
  const what = `${action} on ${resource}`;
  if (isGranted || (principal.kind === "AWS" && !policies.resourceDecides))
    return nearest(ofIdentity, request) ?? `no policy of ${principal.name} allows ${what}`;
  if (policies.resource === undefined)
    return `${policies.name} does not exist, so ${principal.name} may not do ${what}`;
  return nearest(ofResource, request) ?? `${policies.name} does not let ${principal.name} do ${what}`;
}

/** The statement that fails by the last of what AWS looks at, and how. */
function nearest(statements: readonly Statement[], request: Request): string | undefined {
  const misses = statements
    .filter(({ allows }) => allows)
    .map((statement) => ({ statement, miss: missOf(statement, request) }));
  const conditional = misses.find(({ miss }) => typeof miss === "object");
  if (typeof conditional?.miss === "object")
    return `${conditional.statement.name} would allow ${request.action} but for its condition ${conditional.miss.condition}`;
  const elsewhere = misses.find(({ miss }) => miss === "resource");
  if (elsewhere) {
    const { named } = elsewhere.statement.resources;
    return `${elsewhere.statement.name} allows ${request.action} on ${named.join(", ")} only, not on ${request.resource}`;
  }
  return undefined;
}
