import { ofReferenced } from "../../model/candidates";
import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Stack } from "../../model/stack";
import { every, judge, not, some, unknown, type Verdict } from "../../model/value";
import { isPublicLoadBalancers } from "./group-users";
import { defaultGroupType, groupType, type Ingress, ingressOf } from "./ingress";

interface PortsConfig {
  readonly ports: readonly string[];
}

export const securityGroupClosed = rule<PortsConfig>({
  name: "security-group-closed",
  description: "Only a public load balancer is open to the internet, and only on its ports",
  cannotKnow:
    "Who else is in the group by another stack; what a prefix list of AWS's or of another stack holds; network ACLs and firewalls that close what the group opens",
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
      const isLoadBalancers = ofPublicLoadBalancer(stack, ingress);
      yield {
        resource: ingress.resource,
        verdict: some([not(ingress.fromAnywhere), every([isOnePort(ingress, ports), isLoadBalancers])]),
        found: `${show(ingress.protocol)}, ports ${show(ingress.fromPort)} to ${show(ingress.toPort)} open to the internet, ${isLoadBalancers === true ? "in the group of a public load balancer" : "in a group that is not that of public load balancers alone"}`,
        required: `the internet gets in on port ${ports.join(" or ")} of a public load balancer only`,
        fix: "let in the security group that the traffic comes from (referencedSecurityGroupId), or the address range of the network; administrators come through Session Manager",
      };
    }
  },
});

function isOnePort({ protocol, fromPort, toPort }: Ingress, ports: readonly string[]): Verdict {
  return every([
    judge(protocol, (known) => ["tcp", "udp", "6", "17"].includes(show(known))),
    judge(fromPort, (known) => ports.includes(show(known))),
    fromPort === unknown || toPort === unknown ? unknown : show(fromPort) === show(toPort),
  ]);
}

/** Whether the group that a rule belongs to, or is inside of, is that of public load balancers alone. */
function ofPublicLoadBalancer(stack: Stack, { resource }: Ingress): Verdict {
  if ([groupType, defaultGroupType].includes(resource.type)) return isPublicLoadBalancers(stack, resource);
  return ofReferenced(resource.references(groupType, "securityGroupId"), (group) =>
    isPublicLoadBalancers(stack, group),
  );
}
