import { BlockList, isIP } from "node:net";
import { matches } from "../../../policy/model/wildcard";
import { type Condition, MalformedPolicyError } from "./document";

/** What a request says of itself, by condition key in lower case; a key that it does not give is not there. */
export type Context = Readonly<Record<string, readonly string[]>>;

type Test = (wanted: string, given: string) => boolean;

/** The operators that ask for one of their values; `Not...` of each asks for none of them. */
const asking: Readonly<Record<string, Test>> = {
  StringEquals: (wanted, given) => wanted === given,
  StringEqualsIgnoreCase: (wanted, given) => wanted.toLowerCase() === given.toLowerCase(),
  StringLike: matches,
  // The two behave alike: both take wildcards.
  ArnEquals: matchesArn,
  ArnLike: matchesArn,
  IpAddress: isIn,
  NumericEquals: (wanted, given) => Number(given) === Number(wanted),
  DateEquals: (wanted, given) => Date.parse(given) === Date.parse(wanted),
};

/** Operators that have no opposite. */
const others: Readonly<Record<string, Test>> = {
  Bool: (wanted, given) => wanted.toLowerCase() === given.toLowerCase(),
  BinaryEquals: (wanted, given) => wanted === given,
  NumericLessThan: (wanted, given) => Number(given) < Number(wanted),
  NumericLessThanEquals: (wanted, given) => Number(given) <= Number(wanted),
  NumericGreaterThan: (wanted, given) => Number(given) > Number(wanted),
  NumericGreaterThanEquals: (wanted, given) => Number(given) >= Number(wanted),
  DateLessThan: (wanted, given) => Date.parse(given) < Date.parse(wanted),
  DateLessThanEquals: (wanted, given) => Date.parse(given) <= Date.parse(wanted),
  DateGreaterThan: (wanted, given) => Date.parse(given) > Date.parse(wanted),
  DateGreaterThanEquals: (wanted, given) => Date.parse(given) >= Date.parse(wanted),
};

const negated: Readonly<Record<string, Test>> = Object.fromEntries(
  Object.entries(asking).map(([name, test]) => [
    name.startsWith("Ip") ? `Not${name}` : name.replace(/^(String|Arn|Numeric|Date)/, "$1Not"),
    test,
  ]),
);

/**
 * Whether a condition holds for what a request says of itself. Sources: IAM User Guide, "IAM JSON policy elements:
 * Condition operators" and "Set operators for multivalued context keys" (2026-11-28):
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html,
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html.
 *
 * @throws MalformedPolicyError for an operator that AWS does not have
 */
export function holds({ operator, key, values }: Condition, context: Context): boolean {
  const [, set, name = "", ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(operator) ?? [];
  const given = context[key] ?? [];
  if (name === "Null")
    return values.some((value) => (value.toLowerCase() === "true") === (given.length === 0));
  const isNegated = name in negated;
  const test = asking[name] ?? negated[name] ?? others[name];
  if (test === undefined) throw new MalformedPolicyError(`${operator} is no condition operator`);
  const passes = (one: string): boolean => {
    const found = values.some((value) => {
      const wanted = filled(value, context);
      return wanted !== undefined && test(wanted, one);
    });
    return found !== isNegated;
  };
  if (set === "ForAllValues") return given.every(passes);
  if (set === "ForAnyValue") return given.some(passes);
  if (given.length === 0) return ifExists !== undefined || isNegated;
  return isNegated ? given.every(passes) : given.some(passes);
}

/**
 * A value with its variables filled in: `${aws:PrincipalAccount}`, with a default as `${aws:PrincipalTag/team, 'none'}`;
 * undefined where the request does not give the key, so that nothing matches. `${*}` is an asterisk by itself.
 * Source: IAM User Guide, "IAM policy elements: Variables and tags" (2026-11-28).
 */
export function filled(value: string, context: Context): string | undefined {
  const variable = /\$\{([^},]+)(?:,\s*'([^']*)')?\}/g;
  const valueOf = (key: string, byDefault?: string): string | undefined =>
    ["*", "?", "$"].includes(key) ? key : (context[key.toLowerCase()]?.[0] ?? byDefault);
  const isComplete = [...value.matchAll(variable)].every(
    ([, key = "", byDefault]) => valueOf(key, byDefault) !== undefined,
  );
  if (!isComplete) return undefined;
  return value.replace(variable, (_, key: string, byDefault?: string) => valueOf(key, byDefault) ?? "");
}

/** Each of an ARN's six parts by itself; the last may have colons of its own. */
function matchesArn(pattern: string, arn: string): boolean {
  const [wanted, given] = [partsOf(pattern), partsOf(arn)];
  return wanted.length === given.length && wanted.every((part, index) => matches(part, given[index] ?? ""));
}

function partsOf(arn: string): string[] {
  const parts = arn.split(":");
  return [...parts.slice(0, 5), parts.slice(5).join(":")];
}

function isIn(range: string, address: string): boolean {
  const [network = "", bits] = range.split("/");
  const familyOf = (text: string) => (isIP(text) === 6 ? "ipv6" : "ipv4");
  if (isIP(network) === 0 || isIP(address) === 0) return false;
  const list = new BlockList();
  if (bits === undefined) list.addAddress(network, familyOf(network));
  else list.addSubnet(network, Number(bits), familyOf(network));
  return list.check(address, familyOf(address));
}
