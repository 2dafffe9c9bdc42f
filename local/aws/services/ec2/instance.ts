import { long2ip } from "netmask";
import { text, type Properties } from "../../../cloud/properties";
import { stateOf } from "../../../cloud/store";
import { DEFAULT_VPC_CIDR, defaultVpcOf } from "./default-vpc";
import { blockOf, defaultGroupOf, defaultSubnetOf, publicAddress } from "./network";
import type { Subject, TypeRecord } from "../service";
import { digest } from "../../template";

/**
 * An instance of EC2, which lies in the default VPC if it names no subnet. Metadata options as in the API reference of
 * InstanceMetadataOptionsRequest, read 2026-11-25, for an image without ImdsSupport v2.0.
 */
export const instance: TypeRecord = {
  outputs: {
    associatePublicIpAddress: hasPublicAddress,
    availabilityZone: (subject) => text(subnetOf(subject)?.availabilityZone),
    instanceState: "running",
    metadataOptions: {
      httpEndpoint: "enabled",
      httpProtocolIpv6: "disabled",
      httpPutResponseHopLimit: 1,
      httpTokens: "optional",
      instanceMetadataTags: "disabled",
    },
    primaryNetworkInterfaceId: "eni-{dig17}",
    privateIp: privateAddressOf,
    publicDns: (subject) =>
      hasPublicAddress(subject)
        ? `ec2-${publicAddress(subject.id).replaceAll(".", "-")}.${computeDomain(subject.region)}.amazonaws.com`
        : "",
    publicIp: (subject) => (hasPublicAddress(subject) ? publicAddress(subject.id) : ""),
    rootBlockDevice: {
      deleteOnTermination: true,
      deviceName: "/dev/xvda",
      encrypted: false,
      iops: 3000,
      kmsKeyId: "",
      throughput: 125,
      volumeId: "vol-{dig17}",
      volumeSize: 8,
      volumeType: "gp3",
    },
    subnetId: ({ inputs, region }) => defaultSubnetOf(region, inputs).id,
    tenancy: "default",
    vpcSecurityGroupIds: (subject) => [defaultGroupOf(subnetOf(subject)?.vpcId)],
  },
  parts: ["primaryNetworkInterfaceId"],
  replaces: { ami: true },
  filters: { "image-id": "ami", "instance-state-name": "instanceState" },
};

const computeDomain = (region: string): string =>
  region === "us-east-1" ? "compute-1" : `${region}.compute`;

/** The subnet that an instance is in; undefined for one that is not in the cloud. */
function subnetOf({ inputs, region, store }: Subject): Properties | undefined {
  if (inputs.subnetId === undefined) {
    const { zone, cidrBlock } = defaultSubnetOf(region, inputs);
    const { vpcId } = defaultVpcOf(region);
    return { availabilityZone: zone, cidrBlock, vpcId, mapPublicIpOnLaunch: true };
  }
  const subnet = store.get(region, "aws:ec2/subnet:Subnet", text(inputs.subnetId));
  return subnet && stateOf(subnet);
}

/** What the program says, else what the subnet does. */
function hasPublicAddress(subject: Subject): boolean {
  const { associatePublicIpAddress } = subject.inputs;
  if (typeof associatePublicIpAddress === "boolean") return associatePublicIpAddress;
  return subnetOf(subject)?.mapPublicIpOnLaunch === true;
}

/** An address in the first /24 of the subnet. */
function privateAddressOf(subject: Subject): string {
  const { netLong } = blockOf(text(subnetOf(subject)?.cidrBlock) || DEFAULT_VPC_CIDR);
  const host = 4 + (Number.parseInt(digest(subject.id, 4), 16) % 250);
  return long2ip(netLong + host);
}
