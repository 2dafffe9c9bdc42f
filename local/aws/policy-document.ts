import { isProperties, strings, text, type Json, type Properties } from "../cloud/properties";

/**
 * Renders an IAM policy document from the arguments of `aws.iam.getPolicyDocument`, as Terraform's data source does:
 * single values without brackets, several in reverse order, `&{` for `${`, statements merged by their `Sid`.
 *
 * Throws if two statements have the same `Sid`.
 */
export function renderPolicyDocument(args: Properties): Properties {
  const own = objects(args.statements).map(statementOf);
  const sids = own.flatMap(({ Sid }) => (Sid === undefined ? [] : [Sid]));
  const duplicate = sids.find((sid, index) => sids.indexOf(sid) !== index);
  if (duplicate !== undefined)
    throw new Error(`writing IAM Policy Document: duplicate Sid (${text(duplicate)})`);

  const document = [
    ...strings(args.sourcePolicyDocuments).map(parse),
    { Version: text(args.version) || "2012-10-17", Id: args.policyId ?? "", Statement: own },
    ...strings(args.overridePolicyDocuments).map(parse),
  ].reduce(merge, { Statement: [] });
  const { Version, Id, Statement } = document;
  const rendered = {
    Version,
    ...(Id === undefined ? {} : { Id }),
    ...(statementsOf(document).length > 0 ? { Statement } : {}),
  };
  return {
    ...args,
    id: "policy",
    json: JSON.stringify(rendered, undefined, 2),
    minifiedJson: JSON.stringify(rendered),
  };
}

function statementOf(statement: Properties): Properties {
  return present({
    Sid: statement.sid,
    Effect: statement.effect ?? "Allow",
    Action: listOf(statement.actions),
    NotAction: listOf(statement.notActions),
    Resource: listOf(statement.resources),
    NotResource: listOf(statement.notResources),
    Principal: principalsOf(objects(statement.principals)),
    NotPrincipal: principalsOf(objects(statement.notPrincipals)),
    Condition: conditionsOf(objects(statement.conditions)),
  });
}

function listOf(value: Json | undefined): Json | undefined {
  const items = [...new Set(strings(value))].sort().reverse().map(interpolated);
  return items.length === 1 ? items[0] : items.length === 0 ? undefined : items;
}

function principalsOf(principals: Properties[]): Json | undefined {
  const byType: Properties = {};
  for (const type of new Set(principals.map((principal) => text(principal.type)))) {
    const all = principals
      .filter((principal) => principal.type === type)
      .flatMap(({ identifiers }) => strings(identifiers));
    byType[type] = listOf(all) ?? [];
  }
  // IAM takes `{"*": "*"}` nowhere, and `{"AWS": "*"}` where it refuses `*`.
  if (byType["*"] === "*" && Object.keys(byType).length === 1) return "*";
  return principals.length === 0 ? undefined : byType;
}

function conditionsOf(conditions: Properties[]): Json | undefined {
  const byTest: Record<string, Record<string, string[]>> = {};
  for (const { test, variable, values } of conditions) {
    const variables = (byTest[text(test)] ??= {});
    (variables[text(variable)] ??= []).push(...strings(values).map(interpolated));
  }
  const single = (values: string[]): Json => (values.length === 1 ? (values[0] ?? "") : values);
  const flattened = Object.entries(byTest).map(([test, variables]) => [
    test,
    Object.fromEntries(Object.entries(variables).map(([variable, values]) => [variable, single(values)])),
  ]);
  return conditions.length === 0 ? undefined : (Object.fromEntries(flattened) as Json);
}

/** Lays a document over another: its version if newer, its id, and its statements in place of those with their `Sid`. */
function merge(under: Properties, over: Properties): Properties {
  const statements = [...statementsOf(under)];
  for (const statement of statementsOf(over)) {
    const same = statements.findIndex(({ Sid }) => Sid !== undefined && Sid === statement.Sid);
    if (same >= 0) statements[same] = statement;
    else statements.push(statement);
  }
  const version = [text(under.Version), text(over.Version)].sort().at(-1) ?? "";
  const id = text(over.Id) || text(under.Id);
  return { Version: version, ...(id === "" ? {} : { Id: id }), Statement: statements };
}

function statementsOf(document: Properties): Properties[] {
  return objects(Array.isArray(document.Statement) ? document.Statement : [document.Statement ?? null]);
}

function parse(json: string): Properties {
  const document = JSON.parse(json) as Json;
  return isProperties(document) ? document : {};
}

function objects(value: Json | undefined): Properties[] {
  return Array.isArray(value) ? value.filter(isProperties) : [];
}

function present(properties: Record<string, Json | undefined>): Properties {
  return Object.fromEntries(
    Object.entries(properties).filter(([, value]) => value !== undefined && value !== ""),
  ) as Properties;
}

const interpolated = (value: string): string => value.replaceAll("&{", "${");
