import { digest, fill } from "../../template";

/** What AWS makes in every region of a new account, by ids that always follow from the region. */
export interface DefaultVpc {
  vpcId: string;
  internetGatewayId: string;
  /** One a zone, public. */
  subnets: { id: string; zone: string; cidrBlock: string }[];
  /** Of all these, and of the security group, route table and network ACL that the VPC came with. */
  ids: ReadonlySet<string>;
}

/** The zones that the local AWS has in a region. */
export function zoneNames(region: string): string[] {
  return ["a", "b", "c"].map((letter) => region + letter);
}

/** `use1-az1` of `us-east-1a`. */
export function zoneIdOf(zone: string): string {
  const [area = "", direction = "", number = ""] = zone.slice(0, -1).split("-");
  return `${area}${direction.slice(0, 1)}${number}-az${zone.charCodeAt(zone.length - 1) - "a".charCodeAt(0) + 1}`;
}

const vpcs = new Map<string, DefaultVpc>();

/**
 * The default VPC of a region.
 * Source: https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html, read 2026-11-25.
 */
export function defaultVpcOf(region: string): DefaultVpc {
  const vpc = vpcs.get(region) ?? describe(region);
  vpcs.set(region, vpc);
  return vpc;
}

function describe(region: string): DefaultVpc {
  const id = (prefix: string, of: string) => `${prefix}-${digest(`default ${prefix} ${of}`, 17)}`;
  const vpcId = id("vpc", region);
  const internetGatewayId = id("igw", region);
  const subnets = zoneNames(region).map((zone, index) => ({
    id: id("subnet", zone),
    zone,
    cidrBlock: `172.31.${16 * index}.0/20`,
  }));
  const made = ["sg", "rtb", "acl"].map((prefix) => fill(`${prefix}-{dig17}`, { id: vpcId }));
  const ids = new Set([vpcId, internetGatewayId, ...made, ...subnets.map((subnet) => subnet.id)]);
  return { vpcId, internetGatewayId, subnets, ids };
}

export const DEFAULT_VPC_CIDR = "172.31.0.0/16";
