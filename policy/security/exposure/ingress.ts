import { ofAllReferenced } from "../../model/candidates";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
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

export const groupType = "aws:ec2/securityGroup:SecurityGroup";
export const defaultGroupType = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
const prefixListType = "aws:ec2/managedPrefixList:ManagedPrefixList";

/** One rule that lets something into a security group. */
export interface Ingress {
  /** What a message is about: the rule's resource, or the group that holds it inline. */
  readonly resource: Resource;
  /** Whether it lets in addresses from anywhere. */
  readonly fromAnywhere: Verdict;
  readonly protocol: Value;
  readonly fromPort: Value;
  readonly toPort: Value;
}

/** All rules of the stack that let something in, of their own or inside of a group. */
export function* ingressOf(stack: Stack): Iterable<Ingress> {
  for (const resource of stack.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")) {
    yield {
      resource,
      protocol: resource.get("ipProtocol"),
      fromPort: resource.get("fromPort"),
      toPort: resource.get("toPort"),
      fromAnywhere: some([
        isAnywhere(resource.get("cidrIpv4")),
        isAnywhere(resource.get("cidrIpv6")),
        fromList(stack, resource, "prefixListId"),
      ]),
    };
  }
  for (const resource of stack.ofType("aws:ec2/securityGroupRule:SecurityGroupRule")) {
    yield {
      resource,
      protocol: resource.get("protocol"),
      fromPort: resource.get("fromPort"),
      toPort: resource.get("toPort"),
      fromAnywhere: every([
        judge(resource.get("type"), (type) => type === "ingress"),
        some([
          includesAnywhere(resource.get("cidrBlocks"), resource.get("ipv6CidrBlocks")),
          fromList(stack, resource, "prefixListIds"),
        ]),
      ]),
    };
  }
  for (const group of stack.ofType(groupType, defaultGroupType)) yield* inlineOf(stack, group);
}

function* inlineOf(stack: Stack, resource: Resource): Iterable<Ingress> {
  const inline = elements(resource.given("ingress"));
  if (inline === unknown) {
    yield { resource, fromAnywhere: unknown, protocol: unknown, fromPort: unknown, toPort: unknown };
    return;
  }
  for (const [at, rule] of inline.entries()) {
    yield {
      resource,
      protocol: read(rule, "protocol"),
      fromPort: read(rule, "fromPort"),
      toPort: read(rule, "toPort"),
      fromAnywhere: some([
        includesAnywhere(read(rule, "cidrBlocks"), read(rule, "ipv6CidrBlocks")),
        fromList(stack, resource, "ingress", at, "prefixListIds"),
      ]),
    };
  }
}

/** Whether a range is so wide that it is the internet, or a half of it: no network has more than a /8, or a /16 of IPv6. */
function isAnywhere(range: Value): Verdict {
  return judge(range, (known) => {
    const [, address = "", mask] = /^([\da-f.:]+)\/(\d+)$/i.exec(show(known)) ?? [];
    return mask !== undefined && Number(mask) < (address.includes(":") ? 16 : 8);
  });
}

function includesAnywhere(...lists: Value[]): Verdict {
  return some(
    lists.map((list) => {
      const ranges = elements(list);
      return ranges === unknown ? unknown : some(ranges.map(isAnywhere));
    }),
  );
}

/** Whether a prefix list that a rule names has such a range; of another stack's, or AWS's own, this one cannot know. */
function fromList(stack: Stack, rule: Resource, property: string, ...path: (string | number)[]): Verdict {
  if (rule.given(property, ...path) === undefined) return false;
  const lists = rule.references(prefixListType, property, ...path);
  return not(ofAllReferenced(lists, (list) => not(listsAnywhere(stack, list))));
}

function listsAnywhere(stack: Stack, list: Resource): Verdict {
  const inline = elements(list.given("entries"));
  const entries = stack.referring(
    "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
    list,
    "prefixListId",
  );
  return some([
    inline === unknown ? unknown : some(inline.map((entry) => isAnywhere(read(entry, "cidr")))),
    ...entries.map(({ resource, sure }) => every([sure, isAnywhere(resource.get("cidr"))])),
  ]);
}
