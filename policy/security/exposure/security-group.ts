import { show } from "../../model/show";
import { rule } from "../../model/rule";
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
import { isInternal, loadBalancerType } from "./load-balancer";

const classicLoadBalancerType = "aws:elb/loadBalancer:LoadBalancer";
const groupType = "aws:ec2/securityGroup:SecurityGroup";
const defaultGroupType = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";

interface PortsConfig {
  readonly ports: readonly string[];
}

/** One rule that lets something into a security group. */
interface Ingress {
  /** What a message is about: the rule's resource, or the group that holds it inline. */
  readonly resource: Resource;
  /** Whether it lets in addresses from anywhere. */
  readonly fromAnywhere: Verdict;
  readonly protocol: Value;
  readonly fromPort: Value;
  readonly toPort: Value;
  /** Whether the group that it belongs to is that of a public load balancer. */
  readonly ofPublicLoadBalancer: Verdict;
}

export const securityGroupClosed = rule<PortsConfig>({
  name: "security-group-closed",
  description: "Only a public load balancer is open to the internet, and only on its ports",
  severity: "critical",
  requirement: "security",
  sources: [
    "CFG VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS",
    "CFG INCOMING_SSH_DISABLED",
    "CKV_AWS_24",
    "CKV_AWS_25",
    "CKV_AWS_260",
    "CKV_AWS_277",
    "NAG EC23",
    "PCP aws-ec2-securitygroup-disallow-public-internet-ingress",
  ],
  settings: {
    ports: { default: ["80", "443"], description: "Ports that a public load balancer may be open on" },
  },
  *check(stack, { ports }) {
    for (const ingress of ingressOf(stack)) {
      if (ingress.fromAnywhere === false) continue;
      yield {
        resource: ingress.resource,
        verdict: some([
          not(ingress.fromAnywhere),
          every([isOnePort(ingress, ports), ingress.ofPublicLoadBalancer]),
        ]),
        found: `${show(ingress.protocol)}, ports ${show(ingress.fromPort)} to ${show(ingress.toPort)} open to the internet, ${ingress.ofPublicLoadBalancer === true ? "in the group of a public load balancer" : "in a group that no public load balancer has"}`,
        required: `the internet gets in on port ${ports.join(" or ")} of a public load balancer only`,
        fix: "let in the security group that the traffic comes from (referencedSecurityGroupId), or the address range of the network; administrators come through Session Manager",
      };
    }
  },
});

const notKnown = {
  fromAnywhere: unknown,
  protocol: unknown,
  fromPort: unknown,
  toPort: unknown,
  ofPublicLoadBalancer: unknown,
} as const;

function* ingressOf(stack: Stack): Iterable<Ingress> {
  for (const resource of stack.ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")) {
    yield {
      ...portsOf(resource.get("ipProtocol"), resource.get("fromPort"), resource.get("toPort")),
      resource,
      fromAnywhere: some([isAnywhere(resource.get("cidrIpv4")), isAnywhere(resource.get("cidrIpv6"))]),
      ofPublicLoadBalancer: isPublicLoadBalancers(stack, resource),
    };
  }
  for (const resource of stack.ofType("aws:ec2/securityGroupRule:SecurityGroupRule")) {
    if (resource.get("type") !== "ingress") continue;
    yield {
      ...portsOf(resource.get("protocol"), resource.get("fromPort"), resource.get("toPort")),
      resource,
      fromAnywhere: listsAnywhere(resource.get("cidrBlocks"), resource.get("ipv6CidrBlocks")),
      ofPublicLoadBalancer: isPublicLoadBalancers(stack, resource),
    };
  }
  for (const resource of stack.ofType(groupType, defaultGroupType)) {
    const inline = elements(resource.given("ingress"));
    if (inline === unknown) yield { resource, ...notKnown };
    for (const it of inline === unknown ? [] : inline) {
      yield {
        ...portsOf(read(it, "protocol"), read(it, "fromPort"), read(it, "toPort")),
        resource,
        fromAnywhere: listsAnywhere(read(it, "cidrBlocks"), read(it, "ipv6CidrBlocks")),
        ofPublicLoadBalancer: servesPublicLoadBalancer(stack, resource),
      };
    }
  }
}

function portsOf(
  protocol: Value,
  fromPort: Value,
  toPort: Value,
): Pick<Ingress, "protocol" | "fromPort" | "toPort"> {
  return { protocol, fromPort, toPort };
}

function isOnePort({ protocol, fromPort, toPort }: Ingress, ports: readonly string[]): Verdict {
  return every([
    judge(protocol, (known) => ["tcp", "udp", "6", "17"].includes(show(known))),
    judge(fromPort, (known) => ports.includes(show(known))),
    fromPort === unknown || toPort === unknown ? unknown : show(fromPort) === show(toPort),
  ]);
}

/** Whether a range is so wide that it is the internet, or a half of it: no network has more than a /8, or a /16 of IPv6. */
function isAnywhere(range: Value): Verdict {
  return judge(range, (known) => {
    const [, address = "", mask] = /^([\da-f.:]+)\/(\d+)$/i.exec(show(known)) ?? [];
    return mask !== undefined && Number(mask) < (address.includes(":") ? 16 : 8);
  });
}

function listsAnywhere(...lists: Value[]): Verdict {
  return some(
    lists.flatMap((list) => {
      const ranges = elements(list);
      return ranges === unknown ? [unknown] : ranges.map(isAnywhere);
    }),
  );
}

function isPublicLoadBalancers(stack: Stack, rule: Resource): Verdict {
  const groups = rule.references(groupType, "securityGroupId");
  if (groups.resources.length === 0) return groups.complete ? false : unknown;
  const serve = groups.resources.map((group) => servesPublicLoadBalancer(stack, group));
  return groups.complete ? some(serve) : unknown;
}

function servesPublicLoadBalancer(stack: Stack, group: Resource): Verdict {
  const loadBalancers = [loadBalancerType, classicLoadBalancerType].flatMap((type) =>
    stack.referring(type, group, "securityGroups"),
  );
  return some(loadBalancers.map(({ resource, sure }) => every([sure, not(isInternal(resource))])));
}
