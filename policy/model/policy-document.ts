import { elements, parsed, read, type Unknown, unknown, type Value } from "./value";

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
  /** Whether it is about everybody but the principals that it would name. */
  readonly anybodyElse: boolean;
  /** All of them have to hold; none where the statement holds unconditionally. */
  readonly conditions: readonly Condition[];
}

/** A condition of a statement: `{operator: {key: values}}`. */
export interface Condition {
  readonly operator: string;
  /** In lower case: AWS does not tell cases of keys apart. Source: IAM User Guide, "Condition". */
  readonly key: string;
  /** Texts, as AWS takes `false` and `"false"` for the same. */
  readonly values: readonly string[];
}

/** The statements of a policy, JSON or object; unknown while part of it is, none where it is no policy. */
export function statementsOf(policy: Value): readonly Statement[] | Unknown {
  if (policy === unknown) return unknown;
  const document = typeof policy === "string" ? parsed(policy) : policy;
  const statements = oneOrMore(read(document, "Statement"));
  return statements === unknown || statements.includes(unknown) ? unknown : statements.map(statementOf);
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

/** Wildcards alone, an ARN or a role of any account, any organization or network, any address. */
const anyValue =
  /^([*?]+|arn(:[^:]*){0,3}(:[*?]*(:[*?:/]*)?|:[*?]+:[\w-]+[:/][*?:/]*)?|arn:[^:]*:(iam|sts):[^:]*:[*?]*:.*|(o|vpce?)-[*?].*|[\da-f.:]+\/0)$/i;

/** Whether a statement holds only for some values of a key, none of which anybody has. */
export function isLimitedBy({ conditions }: Statement, keys: RegExp, open = anyValue): boolean {
  return conditions.some(
    ({ operator, key, values }) =>
      keys.test(key) && asking.test(operator) && !values.some((value) => open.test(value)),
  );
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
    anybodyElse: read(statement, "NotPrincipal") !== undefined,
    conditions: conditionsOf(read(statement, "Condition")),
  };
}

function conditionsOf(operators: Value): Condition[] {
  return keysOf(operators).flatMap((operator) =>
    listsOf(read(operators, operator)).map(([key, values]) => ({
      operator,
      key: key.toLowerCase(),
      values,
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

/** The texts of an element that is one or a list, without those that are not known yet. */
function texts(value: Value): string[] {
  const all = oneOrMore(value);
  return all === unknown ? [] : all.filter(isScalar).map(String);
}

function isScalar(value: Value): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}
