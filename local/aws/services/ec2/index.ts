import { isProperties, strings, text, type Properties } from "../../../cloud/properties";
import { ACCOUNT, type CloudResource } from "../../../cloud/store";
import { DEFAULT_VPC_CIDR, defaultVpcOf, zoneIdOf, zoneNames } from "./default-vpc";
import { instance } from "./instance";
import { blockOf, defaultSubnetOf, imageId, publicAddress, subnetFits } from "./network";
import { digest, fill } from "../../template";
import { policy } from "../normal-forms";
import { securityGroupRule } from "./security-group-rule";
import type { Lookup, Service } from "../service";

const vpcOutputs = {
  defaultNetworkAclId: "acl-{dig17}",
  defaultRouteTableId: "rtb-{dig17}",
  defaultSecurityGroupId: "sg-{dig17}",
  dhcpOptionsId: "dopt-{dig17}",
  mainRouteTableId: "rtb-{dig17}",
};

export const ec2: Service = {
  modules: ["ec2", "vpc", "ebs"],
  cloudFormation: ["EC2"],
  types: {
    "ec2/defaultNetworkAcl": { id: "{defaultNetworkAclId}" },
    "ec2/defaultRouteTable": { id: "{defaultRouteTableId}" },
    "ec2/defaultSecurityGroup": { id: "sg-{dig17:vpcId}", values: defaultVpc },
    "ec2/defaultSubnet": {
      id: "{defaultSubnetId}",
      values: ({ availabilityZone }, region) => ({
        defaultSubnetId: defaultVpcOf(region).subnets.find(({ zone }) => zone === availabilityZone)?.id ?? "",
      }),
      outputs: {
        cidrBlock: ({ inputs, region }) => defaultSubnetOf(region, inputs).cidrBlock,
        vpcId: ({ region }) => defaultVpcOf(region).vpcId,
      },
    },
    "ec2/defaultVpc": {
      id: "{vpcId}",
      values: (_, region) => ({ vpcId: defaultVpcOf(region).vpcId }),
      outputs: { ...vpcOutputs, cidrBlock: DEFAULT_VPC_CIDR },
    },
    "ec2/eip": {
      outputs: {
        allocationId: "{id}",
        domain: "vpc",
        associationId: "eipassoc-{dig17}",
        publicIp: ({ id }) => publicAddress(id),
      },
      replaces: { domain: true },
    },
    "ec2/eipAssociation": { id: "eipassoc-{hex17}" },
    "ec2/flowLog": {
      usesNothing: true,
      replaces: { iamRoleArn: true, logDestination: true, subnetId: true, vpcId: true },
    },
    "ec2/instance": instance,
    "ec2/keyPair": { nameProperty: "keyName", outputs: { keyPairId: "key-{dig17}" } },
    "ec2/launchTemplate": {
      outputs: {
        defaultVersion: 1,
        latestVersion: ({ before }) => (before === undefined ? 1 : Number(before.latestVersion) + 1),
      },
      volatile: ["latestVersion"],
      taken: "InvalidLaunchTemplateName.AlreadyExistsException",
      inUse: false,
    },
    "ec2/natGateway": {
      outputs: { associationId: "eipassoc-{dig17}", networkInterfaceId: "eni-{dig17}" },
      parts: ["networkInterfaceId"],
    },
    "ec2/route": { id: "r-{routeTableId}{hex10}" },
    "ec2/routeTableAssociation": {
      id: "rtbassoc-{hex17}",
      cloudFormation: "SubnetRouteTableAssociation",
      replaces: { routeTableId: false },
    },
    "ec2/securityGroup": {
      outputs: { vpcId: ({ region }) => defaultVpcOf(region).vpcId },
      taken: "InvalidGroup.Duplicate",
      uniqueIn: { property: "vpcId" },
      filters: { "group-id": "id", "group-name": "name" },
    },
    "ec2/subnet": {
      outputs: { availabilityZone: "{region}a" },
      demands: [subnetFits],
      described: ({ region, availabilityZone, id }) => ({
        availabilityZoneId: zoneIdOf(text(availabilityZone)),
        defaultForAz: defaultVpcOf(text(region)).ids.has(text(id)),
        state: "available",
      }),
      filters: { availabilityZone: "availabilityZone", cidr: "cidrBlock", "subnet-arn": "arn" },
    },
    "ec2/vpc": {
      outputs: {
        ...vpcOutputs,
        ipv6CidrBlock: ({ id, inputs }) =>
          inputs.assignGeneratedIpv6CidrBlock === true
            ? `2600:1f18:${digest(id, 4)}:${digest(id, 2)}00::/56`
            : undefined,
      },
      parts: ["defaultNetworkAclId", "defaultRouteTableId", "defaultSecurityGroupId", "mainRouteTableId"],
      demands: [
        ({ inputs }) => {
          if ("cidrBlock" in inputs) blockOf(text(inputs.cidrBlock));
          return undefined;
        },
      ],
      described: ({ region, id }) => ({
        default: defaultVpcOf(text(region)).ids.has(text(id)),
        state: "available",
      }),
      filters: {
        cidr: "cidrBlock",
        "cidr-block-association.cidr-block": "cidrBlock",
        "is-default": "default",
        isDefault: "default",
      },
      brings: broughtByVpc,
    },
    "ec2/vpcEndpoint": { normalises: { policy } },
    "vpc/securityGroupEgressRule": securityGroupRule,
    "vpc/securityGroupIngressRule": securityGroupRule,
  },
  missing: {
    acl: "InvalidNetworkAclID.NotFound: The networkAcl ID '{}' does not exist",
    eipalloc: "InvalidAllocationID.NotFound: The allocation ID '{}' does not exist",
    eni: "InvalidNetworkInterfaceID.NotFound: The networkInterface ID '{}' does not exist",
    i: "InvalidInstanceID.NotFound: The instance ID '{}' does not exist",
    igw: "InvalidInternetGatewayID.NotFound: The internetGateway ID '{}' does not exist",
    lt: "InvalidLaunchTemplateId.NotFound: The launch template with template ID {} does not exist.",
    nat: "NatGatewayNotFound: The Nat Gateway {} was not found",
    rtb: "InvalidRouteTableID.NotFound: The routeTable ID '{}' does not exist",
    sg: "InvalidGroup.NotFound: The security group '{}' does not exist",
    subnet: "InvalidSubnetID.NotFound: The subnet ID '{}' does not exist",
    vpc: "InvalidVpcID.NotFound: The vpc ID '{}' does not exist",
    vpce: "InvalidVpcEndpointId.NotFound: The Vpc Endpoint Id '{}' does not exist",
  },
  functions: {
    "ec2/getAmi": ({ region, args }) => {
      const description = JSON.stringify([args.owners, args.filters, args.nameRegex]);
      const id = imageId(region, description);
      const architecture = /arm64|aarch64/.test(description) ? "arm64" : "x86_64";
      return { id, imageId: id, architecture, rootDeviceName: "/dev/xvda", state: "available" };
    },
    "ec2/getInstanceTypeOfferings": instanceTypeOfferings,
  },
  provided: defaultNetwork,
};

function defaultVpc({ vpcId }: Properties, region: string): Properties {
  return { vpcId: vpcId ?? defaultVpcOf(region).vpcId };
}

/** Every type is offered in every zone. */
function instanceTypeOfferings({ region, args }: Lookup): Properties {
  const filters = Array.isArray(args.filters) ? args.filters.filter(isProperties) : [];
  const types = filters.flatMap(({ name, values }) => (name === "instance-type" ? strings(values) : []));
  const offered = types.flatMap((type) => zoneNames(region).map((location) => ({ type, location })));
  return {
    id: region,
    instanceTypes: offered.map(({ type }) => type),
    locations: offered.map(({ location }) => location),
    locationTypes: offered.map(() => text(args.locationType)),
  };
}

/** The default VPC of a region, with what belongs to it. */
function defaultNetwork(region: string): Pick<CloudResource, "type" | "id" | "inputs">[] {
  const { vpcId, internetGatewayId, subnets } = defaultVpcOf(region);
  return [
    { type: "aws:ec2/internetGateway:InternetGateway", id: internetGatewayId, inputs: { vpcId } },
    ...subnets.map(({ id, zone, cidrBlock }) => ({
      type: "aws:ec2/subnet:Subnet",
      id,
      inputs: { vpcId, cidrBlock, availabilityZone: zone, mapPublicIpOnLaunch: true },
    })),
    {
      type: "aws:ec2/vpc:Vpc",
      id: vpcId,
      inputs: { cidrBlock: DEFAULT_VPC_CIDR, enableDnsHostnames: true, enableDnsSupport: true },
    },
  ];
}

/** The security group and route table that AWS makes along with every VPC. */
function broughtByVpc({ id: vpcId, region, outputs }: CloudResource): CloudResource[] {
  const made = (type: string, kind: string, id: string, inputs: Properties): CloudResource => ({
    type,
    region,
    id,
    inputs: { vpcId, ...inputs },
    outputs: { arn: fill(`arn:aws:ec2:{region}:${ACCOUNT}:${kind}/${id}`, { region }), ownerId: ACCOUNT },
  });
  const own = defaultVpcOf(region);
  return [
    made("aws:ec2/securityGroup:SecurityGroup", "security-group", text(outputs.defaultSecurityGroupId), {
      name: "default",
      description: "default VPC security group",
    }),
    made("aws:ec2/routeTable:RouteTable", "route-table", text(outputs.mainRouteTableId), {
      routes: vpcId === own.vpcId ? [{ cidrBlock: "0.0.0.0/0", gatewayId: own.internetGatewayId }] : [],
    }),
  ];
}
