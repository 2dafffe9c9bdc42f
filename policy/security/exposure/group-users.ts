import { oncePerStack } from "../../model/analysis";
import type { Resource, Stack } from "../../model/stack";
import { every, not, some, unknown, type Value, type Verdict } from "../../model/value";
import { defaultGroupType } from "./ingress";
import { isInternal, loadBalancerType } from "./load-balancer";

const loadBalancerTypes = [loadBalancerType, "aws:elb/loadBalancer:LoadBalancer"];

/** What names a group to say what it lets in, or out, and is not in it. */
const isAboutGroups = /^aws:(ec2|vpc)\/(default)?securityGroup(Rule|IngressRule|EgressRule)?:/i;

/**
 * Whether nothing but public load balancers is in a security group. Not to be decided of a group that nothing in the stack
 * is in: whatever is, is another stack's.
 */
export function isPublicLoadBalancers(stack: Stack, group: Resource): Verdict {
  const others = some(namings(stack).map((naming) => names(naming, group)));
  const loadBalancers = loadBalancerTypes.flatMap((type) => stack.referring(type, group, "securityGroups"));
  // A default group is that of everything in the VPC that names none.
  if (loadBalancers.length === 0 && group.type !== defaultGroupType) return every([not(others), unknown]);
  const serves = some(loadBalancers.map(({ resource, sure }) => every([sure, not(isInternal(resource))])));
  return every([serves, not(others)]);
}

function canBeIn({ type }: Resource): boolean {
  return type.startsWith("aws:") && !isAboutGroups.test(type) && !loadBalancerTypes.includes(type);
}

/** A property in which a resource says its security groups, wherever its type has that. */
interface Naming {
  readonly resource: Resource;
  readonly property: string;
  readonly paths: readonly (readonly string[])[];
  /** URNs of what the property may come from, where it is not known as a whole: nobody can tell what in it does. */
  readonly origins: readonly string[];
}

/** Of all that can be in a group; the same for each group of a stack. */
const namings = oncePerStack((stack): readonly Naming[] =>
  stack.resources.filter(canBeIn).flatMap(namingsOf),
);

function namingsOf(resource: Resource): Naming[] {
  return Object.keys(resource.source.props).flatMap((property) => {
    const value = resource.given(property);
    if (value === undefined) return [];
    if (isOfGroups(property)) return [{ resource, property, paths: [[]], origins: [] }];
    const paths = pathsToGroups(value, []);
    const dependencies = value === unknown ? (resource.source.propertyDependencies[property] ?? []) : [];
    const origins = dependencies.map(({ urn }) => urn);
    return paths.length + origins.length === 0 ? [] : [{ resource, property, paths, origins }];
  });
}

function names({ resource, property, paths, origins }: Naming, group: Resource): Verdict {
  const named = paths.map((path) => resource.refersTo(group, property, ...path));
  return some([...named, origins.includes(group.urn) ? unknown : false]);
}

function isOfGroups(property: string): boolean {
  return /securityGroup/i.test(property);
}

function pathsToGroups(value: Value, path: readonly string[]): (readonly string[])[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    isOfGroups(key) ? [[...path, key]] : pathsToGroups(inner, [...path, key]),
  );
}
