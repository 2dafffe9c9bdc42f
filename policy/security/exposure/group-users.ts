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
  const others = some(stack.resources.filter(canBeIn).map((resource) => isIn(resource, group)));
  const loadBalancers = loadBalancerTypes.flatMap((type) => stack.referring(type, group, "securityGroups"));
  // A default group is that of everything in the VPC that names none.
  if (loadBalancers.length === 0 && group.type !== defaultGroupType) return every([not(others), unknown]);
  const serves = some(loadBalancers.map(({ resource, sure }) => every([sure, not(isInternal(resource))])));
  return every([serves, not(others)]);
}

function canBeIn({ type }: Resource): boolean {
  return type.startsWith("aws:") && !isAboutGroups.test(type) && !loadBalancerTypes.includes(type);
}

/** Whether a resource is in a group: names it where it says its security groups, wherever its type has that. */
function isIn(resource: Resource, group: Resource): Verdict {
  const properties = Object.keys(resource.source.props);
  return some(properties.map((property) => namesGroup(resource, group, property)));
}

function namesGroup(resource: Resource, group: Resource, property: string): Verdict {
  const value = resource.given(property);
  if (value === undefined) return false;
  if (isOfGroups(property)) return resource.refersTo(group, property);
  const named = pathsToGroups(value, []).map((path) => resource.refersTo(group, property, ...path));
  // Of an object that is not known as a whole nobody can tell what in it comes from the group.
  const origins = resource.source.propertyDependencies[property] ?? [];
  const perhaps = value === unknown && origins.some(({ urn }) => urn === group.urn);
  return some([...named, perhaps ? unknown : false]);
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
