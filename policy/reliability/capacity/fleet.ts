import { instancesNeeded, isInstanceType, type GroupNeed, type Sizing } from "../../../capacity";
import type { References, Resource, Stack } from "../../model/stack";
import { elements, read, type Unknown, unknown, type Value } from "../../model/value";
import { zonesOfGroup } from "../../model/zones";
import { groupType, isBehindLoadBalancer } from "../availability/group";
import { answerOf, type Obstacle } from "./answer";
import type { Declared } from "./declared";

const templateType = "aws:ec2/launchTemplate:LaunchTemplate";
const configurationType = "aws:ec2/launchConfiguration:LaunchConfiguration";

/** The groups that serve the declared users: those behind a load balancer; all where none is. */
export function fleetsOf(stack: Stack): readonly Resource[] {
  const groups = stack.ofType(groupType);
  const serving = groups.filter((group) => isBehindLoadBalancer(stack, group) !== false);
  return serving.length > 0 ? serving : groups;
}

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
  const zones = zonesOfGroup(group);
  const availabilityZones =
    zones.complete && zones.names.length > 1 ? zones.names.length : sizing.availabilityZones;
  return answerOf(() =>
    names
      .map((instanceType) => model({ ...sizing, instanceType, availabilityZones }))
      .reduce((most, need) => (size(need) > size(most) ? need : most)),
  );
}

/** What a group has to grow to, for the usual peak or the event with the most users. */
export function growthOf(group: Resource, declared: Declared): GroupNeed | Unknown | Obstacle {
  return needOf(
    group,
    declared,
    (sizing) => instancesNeeded(declared.workload, sizing),
    ({ ceiling }) => ceiling,
  );
}

/** The types of the instances that a group starts; undefined for one that AWS chooses by attributes or counts by weight. */
export function instanceTypesOf(group: Resource): readonly Value[] | Unknown {
  const overrides = elements(group.get(...mixed, "overrides"));
  if (overrides === unknown) return unknown;
  const { resources, complete } = templatesOf(group);
  const own = resources[0] ? resources[0].get("instanceType") : complete ? undefined : unknown;
  return overrides.length === 0 ? [own] : overrides.map((override) => typeOf(override, own));
}

function typeOf(override: Value, own: Value): Value {
  const isPlain = ["weightedCapacity", "instanceRequirements"].every(
    (it) => read(override, it) === undefined,
  );
  return isPlain ? (read(override, "instanceType") ?? own) : undefined;
}

const mixed = ["mixedInstancesPolicy", "launchTemplate"] as const;

/** The launch template of a group, by id or name, or its launch configuration. */
export function templatesOf(group: Resource): Pick<References, "resources" | "complete"> {
  const named = [
    group.references(templateType, "launchTemplate", "id"),
    group.references(templateType, "launchTemplate", "name"),
    group.references(templateType, ...mixed, "launchTemplateSpecification", "launchTemplateId"),
    group.references(templateType, ...mixed, "launchTemplateSpecification", "launchTemplateName"),
    group.references(configurationType, "launchConfiguration"),
  ];
  return {
    resources: named.flatMap(({ resources }) => resources),
    complete: named.every(({ complete }) => complete),
  };
}
