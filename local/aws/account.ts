import { text, type Properties } from "../cloud/properties";
import { ACCOUNT, type CloudResource, type Store } from "../cloud/store";
import { DEFAULT_VPC_CIDR, defaultVpcOf } from "./default-vpc";
import { computeOutputs } from "./outputs";
import { fill } from "./template";

/** Puts the default VPC of a region, with what belongs to it, where look-ups find it. */
export function addDefaultVpc(store: Store, region: string): void {
  const { vpcId, internetGatewayId, subnets } = defaultVpcOf(region);
  if (store.get(region, "aws:ec2/vpc:Vpc", vpcId) !== undefined) return;
  const add = (type: string, kind: string, id: string, inputs: Properties): CloudResource => {
    const arn = `arn:aws:ec2:${region}:${ACCOUNT}:${kind}/${id}`;
    const outputs = computeOutputs({ type, region, inputs, store, id, arn, name: undefined });
    const resource = { type, region, id, inputs, outputs };
    store.add(resource);
    return resource;
  };
  add("aws:ec2/internetGateway:InternetGateway", "internet-gateway", internetGatewayId, { vpcId });
  for (const { id, zone, cidrBlock } of subnets) {
    const inputs = { vpcId, cidrBlock, availabilityZone: zone, mapPublicIpOnLaunch: true };
    add("aws:ec2/subnet:Subnet", "subnet", id, inputs);
  }
  add("aws:ec2/vpc:Vpc", "vpc", vpcId, {
    cidrBlock: DEFAULT_VPC_CIDR,
    enableDnsHostnames: true,
    enableDnsSupport: true,
  });
}

/** The security group and route table that AWS makes along with every VPC. */
export function madeAlongWith(vpc: CloudResource): CloudResource[] {
  const { id: vpcId, region, outputs } = vpc;
  const made = (type: string, kind: string, id: string, inputs: Properties): CloudResource => ({
    type,
    region,
    id,
    inputs: { vpcId, ...inputs },
    outputs: { arn: fill(`arn:aws:ec2:{region}:${ACCOUNT}:${kind}/${id}`, { region }), ownerId: ACCOUNT },
  });
  return [
    made("aws:ec2/securityGroup:SecurityGroup", "security-group", text(outputs.defaultSecurityGroupId), {
      name: "default",
      description: "default VPC security group",
    }),
    made("aws:ec2/routeTable:RouteTable", "route-table", text(outputs.mainRouteTableId), {
      routes:
        vpcId === defaultVpcOf(region).vpcId
          ? [{ cidrBlock: "0.0.0.0/0", gatewayId: defaultVpcOf(region).internetGatewayId }]
          : [],
    }),
  ];
}
