import { instancesNeeded, isInstanceType, type GroupNeed, overSince, type Sizing } from "../../../capacity";
import { oncePerStack } from "../../model/analysis";
import type { Resource } from "../../model/stack";
import { elements, read, some, type Unknown, unknown, type Value, type Verdict } from "../../model/value";
import { zonesOfGroup } from "../../model/zones";
import { groupType, isBehindLoadBalancer } from "../availability/group";
import { answerOf, type Obstacle } from "./answer";
import type { Declared } from "./declared";

const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
const configurationType = "aws:ec2/launchConfiguration:LaunchConfiguration";

/** A group that serves the declared users, or may. */
export interface Fleet {
  readonly group: Resource;
  readonly sure: true | Unknown;
}

interface Group {
  readonly group: Resource;
  readonly serves: Verdict;
}

/** The groups that serve the declared users: those behind a load balancer; all where none is. */
export const fleetsOf = oncePerStack((stack): readonly Fleet[] => {
  const groups = stack
    .ofType(groupType)
    .map((group): Group => ({ group, serves: isBehindLoadBalancer(stack, group) }));
  const isSome = some(groups.map(({ serves }) => serves));
  const possible = isSome === true ? groups.filter(({ serves }) => serves !== false) : groups;
  return possible.map(({ group, serves }) => ({
    group,
    // A single group serves them, behind a load balancer or not.
    sure: groups.length === 1 || isSome === false || serves === true ? true : unknown,
  }));
});

/**
 * What the model says of a group, for the type of instance that it says the most for; unknown while a type is, an
 * obstacle where the model knows no type of the group's, or no fleet of it that serves the workload.
 */
export function needOf<Need>(
  group: Resource,
  { sizing }: Declared,
  model: (sizing: Sizing) => Need,
  size: (need: Need) => number,
): Need | Unknown | Obstacle {
  const types = instanceTypesOf(group);
  if (types === unknown || types.includes(unknown)) return unknown;
  const names = types.filter((type) => typeof type === "string");
  const strange = names.filter((name) => !isInstanceType(name));
  if (names.length === 0 || names.length < types.length) return "instance types that AWS chooses, or weighs";
  if (strange.length > 0) return `${strange.join(", ")}, which the model's catalogue lacks`;
  return answerOf(() =>
    names
      .map((instanceType) => model({ ...sizing, instanceType }))
      .reduce((most, need) => (size(need) > size(most) ? need : most)),
  );
}

/** What a group in so many zones has to grow to, for the usual peak or the event with the most users. */
export function growthOf(
  group: Resource,
  { workload, sizing }: Declared,
  availabilityZones = sizing.availabilityZones,
): GroupNeed | Unknown | Obstacle {
  // What is over needs nothing any more.
  const now = new Date();
  const events = workload.events.filter((event) => answerOf(() => overSince(event, now)) === undefined);
  return needOf(
    group,
    { workload, sizing: { ...sizing, availabilityZones } },
    (of) => instancesNeeded({ ...workload, events }, of),
    ({ ceiling }) => ceiling,
  );
}

/** How many zones a group can be in: one number where its zones are known. */
export function zoneCountsOf(group: Resource, { sizing }: Declared): readonly number[] {
  const { names, complete, atMost } = zonesOfGroup(group);
  if (complete) return [names.length > 1 ? names.length : sizing.availabilityZones];
  const least = Math.max(2, names.length);
  const most = Math.max(least, Math.min(atMost, mostZones));
  const counts = Array.from({ length: most - least + 1 }, (_, more) => least + more);
  return names.length > 1 ? counts : [sizing.availabilityZones, ...counts];
}

/** No region has more Availability Zones. */
const mostZones = 6;

/** The types of the instances that a group starts; undefined for one that AWS chooses by attributes or counts by weight. */
export function instanceTypesOf(group: Resource): readonly Value[] | Unknown {
  const overrides = elements(group.given(...mixed, "overrides"));
  if (overrides === unknown) return unknown;
  const template = templateOf(group);
  const own = template === unknown ? unknown : template?.get("instanceType");
  return overrides.length === 0 ? [own] : overrides.map((override) => typeOf(override, own));
}

function typeOf(override: Value, own: Value): Value {
  const isPlain = ["weightedCapacity", "instanceRequirements"].every(
    (it) => read(override, it) === undefined,
  );
  return isPlain ? (read(override, "instanceType") ?? own) : undefined;
}

const mixed = ["mixedInstancesPolicy", "launchTemplate"] as const;

/** The launch template of a group, by id or name, or its launch configuration; unknown also where another stack has it. */
export function templateOf(group: Resource): Resource | Unknown | undefined {
  const named = [
    group.references(templateType, "launchTemplate", "id"),
    group.references(templateType, "launchTemplate", "name"),
    group.references(templateType, ...mixed, "launchTemplateSpecification", "launchTemplateId"),
    group.references(templateType, ...mixed, "launchTemplateSpecification", "launchTemplateName"),
    group.references(configurationType, "launchConfiguration"),
  ];
  const [template] = named.flatMap(({ sure }) => sure);
  return template ?? (named.every(({ certain, complete }) => certain && complete) ? undefined : unknown);
}
