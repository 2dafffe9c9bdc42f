import { isProperties, type Json, type Properties } from "../../cloud/properties";

/** A statement of a policy document, with each of its elements as a list. */
export interface Statement {
  /** Its `Sid`, or which statement it is: `statement 2`. */
  readonly name: string;
  readonly allows: boolean;
  /** Whom it is about; undefined in the policy of an identity, which is about that. */
  readonly principals?: Elements<PrincipalElement>;
  readonly actions: Elements<string>;
  readonly resources: Elements<string>;
  /** All of them have to hold. */
  readonly conditions: readonly Condition[];
}

/** What an element names, or, of `NotAction`, `NotResource` and `NotPrincipal`, all but what it names. */
export interface Elements<T> {
  readonly named: readonly T[];
  readonly except: boolean;
}

/** `{"Service": "sns.amazonaws.com"}`; everybody is the kind `AWS` with the name `*`. */
export interface PrincipalElement {
  readonly kind: string;
  readonly name: string;
}

export interface Condition {
  /** Such as `ForAnyValue:StringLikeIfExists`. */
  readonly operator: string;
  /** In lower case: AWS does not tell cases of keys apart. */
  readonly key: string;
  readonly values: readonly string[];
}

/** What AWS refuses as a policy (`MalformedPolicyDocument`). */
export class MalformedPolicyError extends Error {}

/**
 * The statements of a policy document. Source of the grammar: IAM User Guide, "Grammar of the IAM JSON policy language"
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html, 2026-11-28).
 *
 * @throws MalformedPolicyError where AWS would refuse the document
 */
export function statementsOf(policy: string): Statement[] {
  const document = parsed(policy);
  const statements = oneOrMore(document.Statement);
  if (statements.length === 0) throw new MalformedPolicyError("a policy without a statement");
  return statements.map((statement, index) => {
    if (!isProperties(statement)) throw new MalformedPolicyError(`statement ${index + 1} is no object`);
    return statementOf(statement, `statement ${index + 1}`);
  });
}

function parsed(policy: string): Properties {
  try {
    const document = JSON.parse(policy) as Json;
    if (isProperties(document)) return document;
  } catch (error) {
    throw new MalformedPolicyError(`no JSON: ${policy.slice(0, 60)}`, { cause: error });
  }
  throw new MalformedPolicyError(`no object: ${policy.slice(0, 60)}`);
}

function statementOf(statement: Properties, place: string): Statement {
  const { Sid, Effect } = statement;
  const name = typeof Sid === "string" && Sid !== "" ? Sid : place;
  if (Effect !== "Allow" && Effect !== "Deny")
    throw new MalformedPolicyError(`${name}: Effect has to be Allow or Deny`);
  const principals = elements(statement, "Principal", name)?.flatMap(({ value, except }) =>
    principalsOf(value).map((principal) => ({ principal, except })),
  );
  const actions = namesOf(statement, "Action", name);
  if (actions === undefined) throw new MalformedPolicyError(`${name}: no Action`);
  return {
    name,
    allows: Effect === "Allow",
    ...(principals && {
      principals: {
        named: principals.map(({ principal }) => principal),
        except: "NotPrincipal" in statement,
      },
    }),
    actions,
    // A role's trust policy has none: it is about the role.
    resources: namesOf(statement, "Resource", name) ?? { named: ["*"], except: false },
    conditions: conditionsOf(statement.Condition, name),
  };
}

function namesOf(statement: Properties, element: string, name: string): Elements<string> | undefined {
  const found = elements(statement, element, name);
  if (found === undefined) return undefined;
  return { named: found.flatMap(({ value }) => texts(value)), except: `Not${element}` in statement };
}

/** An element or its opposite; AWS takes one of the two. */
function elements(statement: Properties, element: string, name: string) {
  const [value, other] = [statement[element], statement[`Not${element}`]];
  if (value !== undefined && other !== undefined)
    throw new MalformedPolicyError(`${name}: both ${element} and Not${element}`);
  const given = value ?? other;
  return given === undefined ? undefined : [{ value: given, except: other !== undefined }];
}

function principalsOf(value: Json): PrincipalElement[] {
  if (!isProperties(value)) return texts(value).map((name) => ({ kind: "AWS", name }));
  return Object.entries(value).flatMap(([kind, names]) => texts(names).map((name) => ({ kind, name })));
}

function conditionsOf(block: Json | undefined, name: string): Condition[] {
  if (block === undefined) return [];
  if (!isProperties(block)) throw new MalformedPolicyError(`${name}: Condition is no object`);
  return Object.entries(block).flatMap(([operator, keys]) => {
    if (!isProperties(keys)) throw new MalformedPolicyError(`${name}: ${operator} is no object`);
    return Object.entries(keys).map(([key, values]) => ({
      operator,
      key: key.toLowerCase(),
      values: texts(values),
    }));
  });
}

function oneOrMore(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

/** AWS takes `false` and `"false"` for the same. */
function texts(value: Json | undefined): string[] {
  return oneOrMore(value)
    .filter((item) => ["string", "number", "boolean"].includes(typeof item))
    .map(String);
}
