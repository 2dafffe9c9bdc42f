import { parseCidr } from "../../../../capacity/cidr";
import { mapText } from "../normal-forms";
import type { TypeRecord } from "../service";

/** AWS's numbers of protocols, and `all`. Source: the provider's `NormalizeIPProtocol`, read 2026-11-28. */
const protocols: Readonly<Record<string, string>> = {
  all: "-1",
  "1": "icmp",
  "6": "tcp",
  "17": "udp",
  "58": "icmpv6",
};

export const securityGroupRule: TypeRecord = {
  arn: "arn:aws:ec2:{region}:{account}:security-group-rule/{id}",
  outputs: { securityGroupRuleId: "{id}" },
  replaces: { securityGroupId: true },
  normalises: {
    ipProtocol: {
      to: (value) => mapText(value, (text) => protocols[text.toLowerCase()] ?? text.toLowerCase()),
      suppressed: true,
    },
  },
  // AWS would store 10.8.0.0/16 of 10.8.10.0/16, so the provider refuses what has bits of a host (`IPv4CIDRNetworkAddress`):
  // https://github.com/hashicorp/terraform-provider-aws/issues/300, read 2026-11-28.
  refuses: {
    cidrIpv4: {
      unless: (cidr) => parseCidr(cidr)?.toString() === cidr,
      message: "value must be a valid IPv4 CIDR that represents a network address, got: {}",
    },
  },
};
