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
      if (ranges === unknown) return unknown;
      return some([...ranges.map(isAnywhere), publicAddressesIn(ranges) > mostOfOneNetwork]);
    }),
  );
}

/** No public network is larger than a /8; what ranges have together beyond that is a part of the internet. */
const mostOfOneNetwork = 2 ** 24;

/** The networks that nobody routes to. Source: RFC 1918 and RFC 6598. */
const privateRange = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/;

/** How many public addresses of IPv4 the known ranges of a list have. */
function publicAddressesIn(ranges: readonly Value[]): number {
  const sizes = ranges.map((range) => {
    const [, address = "", mask = ""] = /^([\d.]+)\/(\d+)$/.exec(show(range)) ?? [];
    return mask === "" || privateRange.test(address) ? 0 : 2 ** (32 - Number(mask));
  });
  return sizes.reduce((sum, size) => sum + size, 0);
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
