import { elements, read, type Unknown, unknown, type Value } from "./value";

/** A statement of an IAM policy, with each element as a list. */
export interface Statement {
  readonly allows: boolean;
  readonly actions: readonly string[];
  /** Whether it is about everything but the actions that it names. */
  readonly inverted: boolean;
  /** Every resource, `*`, where the statement is about all but those that it names. */
  readonly resources: readonly string[];
  /** Who is meant, by kind (`AWS`, `Service`, `Federated`); `*` for everybody stands under `AWS`. */
  readonly principals: ReadonlyMap<string, readonly string[]>;
  /** Whether it is about everybody but the principals that it would name. */
  readonly anybodyElse: boolean;
  /** Values by condition key, whatever the operator; none where it holds unconditionally. */
  readonly conditions: ReadonlyMap<string, readonly string[]>;
}

/** The statements of a policy, JSON or object; unknown while part of it is, none where it is no policy. */
export function statementsOf(policy: Value): readonly Statement[] | Unknown {
  if (policy === unknown) return unknown;
  const document = typeof policy === "string" ? parsed(policy) : policy;
  const statements = oneOrMore(read(document, "Statement"));
  return statements === unknown || statements.includes(unknown) ? unknown : statements.map(statementOf);
}

function parsed(json: string): Value {
  try {
    return JSON.parse(json) as Value;
  } catch {
    return undefined;
  }
}

function statementOf(statement: Value): Statement {
  const operators = read(statement, "Condition");
  return {
    allows: read(statement, "Effect") === "Allow",
    actions: [...texts(read(statement, "Action")), ...texts(read(statement, "NotAction"))],
    inverted: read(statement, "NotAction") !== undefined,
    resources: read(statement, "NotResource") === undefined ? texts(read(statement, "Resource")) : ["*"],
    principals: principalsOf(read(statement, "Principal")),
    anybodyElse: read(statement, "NotPrincipal") !== undefined,
    conditions: new Map(keysOf(operators).flatMap((operator) => listsOf(read(operators, operator)))),
  };
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

/** The texts of an element that is one or a list. What is not known yet is not `*`, the only thing asked for. */
function texts(value: Value): string[] {
  const all = oneOrMore(value);
  return all === unknown ? [] : all.filter((text) => typeof text === "string");
}
