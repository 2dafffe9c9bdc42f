import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type * as awsx from "@pulumi/awsx";
import type { VpcArgs } from "@pulumi/awsx/ec2";
import { childOf } from "./subnets";
import type { BuiltSubnet, Network } from "./subnets";
import { joinTags } from "./tags";

type EndpointSpec = awsx.types.input.ec2.VpcEndpointSpecArgs;
type Common = Pick<aws.ec2.SecurityGroupArgs, "region" | "tags">;

/** Lower-case type of the endpoint; undefined while it is not known. */
function endpointType({ vpcEndpointType = "Gateway" }: EndpointSpec): string | undefined {
  return typeof vpcEndpointType === "string" ? vpcEndpointType.toLowerCase() : undefined;
}

/**
 * With the strategy Auto, private names of interface endpoints need DNS in the VPC: the arguments with it.
 * @throws Error if the arguments contradict that, worded as awsx words it.
 */
export function withEndpointDns(args: VpcArgs): VpcArgs {
  if (args.vpcEndpointStrategy !== "Auto") return args;
  const specs = args.vpcEndpointSpecs ?? [];
  const unknown = specs.find((spec) => endpointType(spec) === undefined);
  if (unknown !== undefined) {
    throw new Error(
      `vpcEndpointStrategy "Auto" requires vpcEndpointType for endpoint "${unknown.serviceName}" to be omitted or a ` +
        'plain string. Use vpcEndpointStrategy "Legacy" for dynamic endpoint types.',
    );
  }
  const named = specs.some((spec) => endpointType(spec) === "interface" && (spec.privateDnsEnabled ?? true));
  if (!named) return args;
  for (const attribute of ["enableDnsHostnames", "enableDnsSupport"] as const) {
    if (args[attribute] === false) {
      throw new Error(
        `vpcEndpointStrategy "Auto" requires ${attribute} to be true when Interface endpoint private DNS is enabled.`,
      );
    }
  }
  const { enableDnsHostnames = true, enableDnsSupport = true } = args;
  return { ...args, enableDnsHostnames, enableDnsSupport };
}

/** The VPC endpoints. With the strategy Auto, what a spec leaves out comes from the VPC. */
export function createEndpoints(network: Network, subnets: BuiltSubnet[]): aws.ec2.VpcEndpoint[] {
  const { args, tags, vpc } = network;
  return (args.vpcEndpointSpecs ?? []).map((spec) => {
    const common = { region: spec.region ?? args.region, tags: joinTags(tags, spec.tags) };
    return new aws.ec2.VpcEndpoint(
      spec.serviceName,
      {
        ...spec,
        ...(args.vpcEndpointStrategy === "Auto" ? inferred(spec, network, subnets, common) : {}),
        ...common,
        vpcId: vpc.id,
      },
      childOf(vpc),
    );
  });
}

function inferred(spec: EndpointSpec, network: Network, subnets: BuiltSubnet[], common: Common) {
  switch (endpointType(spec)) {
    case "gateway":
      return { routeTableIds: spec.routeTableIds ?? subnets.map(({ routeTable }) => routeTable.id) };
    case "interface":
      return {
        subnetIds:
          spec.subnetIds ?? (spec.subnetConfigurations ? undefined : endpointSubnetIds(network, subnets)),
        privateDnsEnabled: spec.privateDnsEnabled ?? true,
        securityGroupIds: spec.securityGroupIds ?? [createSecurityGroup(spec, network.vpc, common).id],
      };
    default:
      return {};
  }
}

/** One subnet of each zone, private if there is one, else isolated. */
function endpointSubnetIds({ zones }: Network, subnets: BuiltSubnet[]): pulumi.Output<string>[] {
  return zones.flatMap((_, zone) => {
    const [chosen] = ["Private", "Isolated", "Public"].flatMap((type) =>
      subnets.filter((subnet) => subnet.zone === zone && subnet.spec.type === type),
    );
    return chosen === undefined ? [] : chosen.subnet.id;
  });
}

/** Lets the VPC reach the endpoint by HTTPS. */
function createSecurityGroup(spec: EndpointSpec, vpc: aws.ec2.Vpc, common: Common): aws.ec2.SecurityGroup {
  const group = new aws.ec2.SecurityGroup(
    `${spec.serviceName}-sg`,
    { ...common, vpcId: vpc.id },
    childOf(vpc),
  );
  const addressType = typeof spec.ipAddressType === "string" ? spec.ipAddressType.toLowerCase() : "";
  new aws.ec2.SecurityGroupRule(
    `${spec.serviceName}-ingress`,
    {
      region: common.region,
      type: "ingress",
      securityGroupId: group.id,
      protocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrBlocks: [vpc.cidrBlock],
      ipv6CidrBlocks: ["ipv6", "dualstack"].includes(addressType) ? [vpc.ipv6CidrBlock] : undefined,
    },
    { parent: vpc, dependsOn: [group] },
  );
  return group;
}
