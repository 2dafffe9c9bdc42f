import {
  anyValue,
  type Condition,
  isLimitedBy,
  meansEverybody,
  type Statement,
} from "../../model/policy-document";
import { every, not, some, unknown, type Verdict } from "../../model/value";

/**
 * The condition keys that say who or where a caller is; one such as aws:SecureTransport leaves everybody in. Source: Amazon
 * S3 User Guide, "The meaning of public".
 */
const limiting =
  /^(aws:(Source(Arn|Account|Owner|Ip|Vpc|Vpce|VpcArn|OrgID|OrgPaths)|VpcSourceIp|Principal(Arn|Account|OrgID|OrgPaths|Tag\/.+)|userid)|kms:CallerAccount|elasticfilesystem:AccessedViaMountTarget|s3:DataAccessPoint(Arn|Account))$/i;

/** The operators that a statement denies all others by. Source: IAM User Guide, "Condition operators". */
const excluding =
  /^(ForAllValues:)?(StringNotEquals(IgnoreCase)?|StringNotLike|ArnNotEquals|ArnNotLike|NotIpAddress)(IfExists)?$/i;

/** Whether a statement allows something to everybody, and no other of the policy denies it to all but some. */
export function isOpen(statement: Statement, policy: readonly Statement[]): Verdict {
  if (!statement.allows) return false;
  return every([isForEverybody(statement), not(some(policy.map((other) => closes(other, statement))))]);
}

function isForEverybody(statement: Statement): Verdict {
  const { conditions, principalsKnown, conditionsKnown } = statement;
  const everybody = meansEverybody(statement) || (principalsKnown ? false : unknown);
  const certain = { ...statement, conditions: conditions.filter(({ valuesKnown }) => valuesKnown) };
  const limited = isLimitedBy(certain, limiting) || (conditionsKnown ? false : unknown);
  return every([everybody, not(limited)]);
}

/** Whether a statement denies to all but some what another one allows. */
function closes(denial: Statement, open: Statement): Verdict {
  const { allows, conditions, conditionsKnown, resources } = denial;
  if (allows || !meansEverybody(denial) || !coversActions(denial, open)) return false;
  const isCovered = resources.includes("*") || open.resources.every((it) => resources.includes(it));
  const areKnown = [denial, open].every(({ resourcesKnown }) => resourcesKnown);
  return every([
    isCovered || (areKnown ? false : unknown),
    conditionsKnown ? conditions.length === 1 && conditions.every(excludesOthers) : unknown,
  ]);
}

function excludesOthers({ operator, key, values }: Condition): boolean {
  return limiting.test(key) && excluding.test(operator) && !values.some((value) => anyValue.test(value));
}

function coversActions(denial: Statement, open: Statement): boolean {
  if (denial.inverted) return false;
  if (denial.actions.includes("*")) return true;
  return !open.inverted && open.actions.every((action) => denial.actions.some((it) => covers(it, action)));
}

/** Whether an action, or all that it stands for, is among those that another one with wildcards stands for. */
function covers(wide: string, action: string): boolean {
  const pattern = wide
    .replace(/[^\w:*?]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${pattern}$`, "i").test(action);
}
