import { asKnown, elements, parsed, read, type Unknown, unknown, type Value, type Verdict } from "./value";

/** A statement of an IAM policy, with each element as a list. */
export interface Statement {
  readonly allows: boolean;
  readonly actions: readonly string[];
  /** Whether it is about everything but the actions that it names. */
  readonly inverted: boolean;
  /** Every resource, `*`, where the statement is about all but those that it names. */
  readonly resources: readonly string[];
  /** Whether none of the resources waits for the update. */
  readonly resourcesKnown: boolean;
  /** Who is meant, by kind (`AWS`, `Service`, `Federated`); `*` for everybody stands under `AWS`. */
  readonly principals: ReadonlyMap<string, readonly string[]>;
  /** Whether none of the principals waits for the update. */
  readonly principalsKnown: boolean;
  /** Whether it is about everybody but the principals that it would name. */
  readonly anybodyElse: boolean;
  /** All of them have to hold; none where the statement holds unconditionally. */
  readonly conditions: readonly Condition[];
  /** Whether none of the conditions waits for the update. */
  readonly conditionsKnown: boolean;
  /** Whether there are no conditions beside these, by keys that wait for the update. */
  readonly conditionKeysKnown: boolean;
}

/** A condition of a statement: `{operator: {key: values}}`. */
export interface Condition {
  readonly operator: string;
  /** In lower case: AWS does not tell cases of keys apart. Source: IAM User Guide, "Condition". */
  readonly key: string;
  /** Texts, as AWS takes `false` and `"false"` for the same. */
  readonly values: readonly string[];
  /** Whether none of the values waits for the update. */
  readonly valuesKnown: boolean;
}

/** The statements of a policy, JSON or object; unknown while part of it is, none where it is no policy. */
export function statementsOf(policy: Value): readonly Statement[] | Unknown {
  const statements = statementValues(policy);
  if (statements === unknown) return unknown;
  const isUnknown = statements.some((statement) => read(statement, "Effect") === unknown);
  return isUnknown ? unknown : statements.map(statementOf);
}

function statementValues(policy: Value): readonly Value[] | Unknown {
  const document = typeof policy === "string" ? parsed(policy) : policy;
  return oneOrMore(read(document, "Statement"));
}

/** What a test finds of a policy's statements. */
export interface Judgement {
  readonly verdict: Verdict;
  /** The first statement that breaks the rule, where one does. */
  readonly broken?: Statement;
}

/**
 * Judges what a policy, JSON or object, allows, of which parts may not be known yet: one statement that breaks a rule by
 * what is known of it breaks the rule, whatever the rest says.
 * @param breaks whether a statement breaks the rule by its known parts; that a part is not known must not make it break
 */
export function judgePolicy(policy: Value, breaks: (statement: Statement) => boolean): Judgement {
  const all = statementValues(policy);
  if (all === unknown) return { verdict: unknown };
  const allowing = all.filter((statement) => read(statement, "Effect") !== "Deny");
  const broken = allowing.map(statementOf).find(breaks);
  if (broken) return { verdict: false, broken };
  return { verdict: allowing.every(isWhollyKnown) || unknown };
}

/** Whether a statement is about everybody, by name or by naming nobody. */
export function meansEverybody({ principals, anybodyElse }: Statement): boolean {
  return anybodyElse || [...principals.values()].some((names) => names.includes("*"));
}

/**
 * The operators that ask for one of the values. The others hold for all callers but some, or, as `Null`, `...IfExists`
 * and `ForAllValues:`, for those of whom the key says nothing. Source: IAM User Guide, "Condition operators".
 */
const asking = /^(ForAnyValue:)?(StringEquals(IgnoreCase)?|StringLike|ArnEquals|ArnLike|IpAddress|Bool)$/i;

/** Wildcards alone, an ARN or a role of any account, any organization or network, any address, or so many of them that no network has. */
export const anyValue =
  /^([*?]+|arn(:[^:]*){0,3}(:[*?]*(:[*?:/]*)?|:[*?]+:[\w-]+[:/][*?:/]*)?|arn:[^:]*:(iam|sts):[^:]*:[*?]*:.*|(o|vpce?)-[*?].*|[\d.]+\/[0-7]|[\da-f:]+\/(\d|1[0-5]))$/i;

/** Whether a statement holds only for some values of a key, none of which anybody has. */
export function isLimitedBy({ conditions }: Statement, keys: RegExp): boolean {
  return conditions.some(
    (condition) => keys.test(condition.key) && limits(condition, (value) => anyValue.test(value)),
  );
}

/** Whether a condition holds only for some values of its key, none of which is one that others have too. */
export function limits({ operator, values }: Condition, isOpen: (value: string) => boolean): boolean {
  return asking.test(operator) && !values.some(isOpen);
}

function statementOf(statement: Value): Statement {
  const isInverse = read(statement, "NotResource") !== undefined;
  const resources = read(statement, "Resource");
  return {
    allows: read(statement, "Effect") === "Allow",
    actions: [...texts(read(statement, "Action")), ...texts(read(statement, "NotAction"))],
    inverted: read(statement, "NotAction") !== undefined,
    resources: isInverse ? ["*"] : texts(resources),
    resourcesKnown: isInverse || isKnown(resources),
    principals: principalsOf(read(statement, "Principal")),
    principalsKnown: isWhollyKnown(read(statement, "Principal")),
    anybodyElse: read(statement, "NotPrincipal") !== undefined,
    conditions: conditionsOf(read(statement, "Condition")),
    conditionsKnown: isWhollyKnown(read(statement, "Condition")),
    conditionKeysKnown: areKeysKnown(read(statement, "Condition")),
  };
}

/** Whether the operators of conditions, and the keys of each, are known; the values need not be. */
function areKeysKnown(operators: Value): boolean {
  return (
    operators !== unknown && keysOf(operators).every((operator) => read(operators, operator) !== unknown)
  );
}

function conditionsOf(operators: Value): Condition[] {
  return keysOf(operators).flatMap((operator) =>
    listsOf(read(operators, operator)).map(([key, values]) => ({
      operator,
      key: key.toLowerCase(),
      values,
      valuesKnown: isKnown(read(read(operators, operator), key)),
    })),
  );
}

function principalsOf(principal: Value): ReadonlyMap<string, readonly string[]> {
  return new Map(typeof principal === "string" ? [["AWS", [principal]]] : listsOf(principal));
}

function listsOf(map: Value): [string, string[]][] {
  return keysOf(map).map((key) => [key, texts(read(map, key))]);
}

function keysOf(value: Value): string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

function oneOrMore(value: Value): readonly Value[] | Unknown {
  return Array.isArray(value) || value === undefined
    ? elements(value)
    : value === unknown
      ? unknown
      : [value];
}

function isKnown(value: Value): boolean {
  const all = oneOrMore(value);
  return all !== unknown && !all.includes(unknown);
}

/** Whether nothing inside of an element waits for the update, however deep. */
function isWhollyKnown(value: Value): boolean {
  return value !== unknown && keysOf(value).every((key) => isWhollyKnown(read(value, key)));
}

/** The texts of an element that is one or a list, without those that are not known yet. */
function texts(value: Value): string[] {
  return asKnown(oneOrMore(value)).filter(isScalar).map(String);
}

function isScalar(value: Value): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
