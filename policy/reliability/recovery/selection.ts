import { type Resource } from "../../model/stack";
import {
  elements,
  every,
  judge,
  not,
  read,
  some,
  unknown,
  type Value,
  type Verdict,
} from "../../model/value";

/**
 * Whether an `aws.backup.Selection` selects a resource. Named resources or tags of the list select, all conditions have
 * to hold, and what is excluded is not selected. Source: AWS Backup API reference, `BackupSelection`.
 */
export function selects(selection: Resource, resource: Resource): Verdict {
  return every([
    sameRegion(selection, resource),
    selectedBy(selection, resource),
    conditionsHold(selection, resource),
    not(names(selection, "notResources", resource)),
  ]);
}

/** A selection sees its own region only; where nobody says which, there is one. */
function sameRegion(selection: Resource, resource: Resource): Verdict {
  const regions = [selection.get("region"), resource.get("region")];
  return regions.every((region) => typeof region === "string") ? regions[0] === regions[1] : true;
}

function selectedBy(selection: Resource, resource: Resource): Verdict {
  const tags = elements(selection.given("selectionTags"));
  const resources = elements(selection.given("resources"));
  // Without either, AWS takes everything that the conditions leave.
  const all = every([judge(tags, isEmpty), judge(resources, isEmpty)]);
  const tagged =
    tags === unknown
      ? unknown
      : some(tags.map((tag) => sameValue(tagOf(resource, read(tag, "key")), read(tag, "value"))));
  return some([all, tagged, names(selection, "resources", resource)]);
}

/** Whether a list of ARNs, which may have `*` in them, names a resource. */
function names(selection: Resource, property: string, resource: Resource): Verdict {
  const patterns = elements(selection.given(property));
  if (patterns === unknown) return selection.refersTo(resource, property);
  const arn = resource.get("arn");
  const matched = patterns.map((pattern): Verdict =>
    pattern === "*" ? true : pattern === unknown || arn === unknown ? unknown : isLike(arn, pattern),
  );
  const named = some(matched);
  if (named !== unknown) return named;
  const refers = selection.refersTo(resource, property);
  // A pattern may match an ARN that is not known yet.
  const mayMatch = arn === unknown && patterns.some((pattern) => pattern !== unknown);
  return refers === false && mayMatch ? unknown : refers;
}

const operators: readonly [name: string, holds: (tag: Value, value: Value) => boolean][] = [
  ["stringEquals", (tag, value) => tag === value],
  ["stringNotEquals", (tag, value) => tag !== value],
  ["stringLike", isLike],
  ["stringNotLike", (tag, value) => !isLike(tag, value)],
];

function conditionsHold(selection: Resource, resource: Resource): Verdict {
  const blocks = elements(selection.given("conditions"));
  if (blocks === unknown) return unknown;
  return every(
    operators.flatMap(([operator, holds]) =>
      blocks.map((block): Verdict => {
        const conditions = elements(read(block, operator));
        return conditions === unknown
          ? unknown
          : every(conditions.map((condition) => conditionHolds(resource, condition, holds)));
      }),
    ),
  );
}

function conditionHolds(
  resource: Resource,
  condition: Value,
  holds: (tag: Value, value: Value) => boolean,
): Verdict {
  const key = read(condition, "key");
  // A condition calls the tag `Backup` by `aws:ResourceTag/Backup`.
  const tag = tagOf(resource, typeof key === "string" ? key.replace(/^aws:ResourceTag\//, "") : key);
  const value = read(condition, "value");
  return tag === unknown || value === unknown ? unknown : holds(tag, value);
}

/** A tag that a resource has, by itself or by its provider's default tags. */
function tagOf(resource: Resource, key: Value): Value {
  if (typeof key !== "string") return unknown;
  const own = resource.get("tags", key);
  return own === undefined ? resource.get("tagsAll", key) : own;
}

function sameValue(tag: Value, value: Value): Verdict {
  return tag === unknown || value === unknown ? unknown : tag !== undefined && tag === value;
}

function isLike(text: Value, pattern: Value): boolean {
  if (typeof text !== "string" || typeof pattern !== "string") return false;
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(text);
}

function isEmpty(list: readonly Value[]): boolean {
  return list.length === 0;
}
