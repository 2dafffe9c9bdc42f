import { parseCidr, subnetAddresses, type SubnetAddresses } from "../../../capacity";
import { type Finding, rule, type Rule, undecided } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { judge, type Unknown, unknown, type Value } from "../../model/value";
import { groupType } from "../availability/group";
import { type WorkloadConfig, workloadSettings } from "./declared";
import { mostOf } from "./found";

export const subnetsHoldGroup: Rule<WorkloadConfig> = rule({
  name: "subnets-hold-group",
  description: "The subnets of Auto Scaling groups have addresses for their largest size when a zone is lost",
  cannotKnow: "Addresses that others use in the subnets: other stacks, functions, containers",
  severity: "high",
  requirement: "D4",
  sources: [],
  settings: workloadSettings,
  *check(stack) {
    const needs = needsOf(stack);
    for (const subnet of stack.ofType(subnetType)) {
      const need = needs.get(subnet);
      if (need === unknown) yield undecided(subnet, "groups in it not known yet");
      else if (need) yield judgeSubnet(subnet, need);
    }
  },
});

const subnetType = "aws:ec2/subnet:Subnet";

type Needs = readonly [SubnetAddresses, ...SubnetAddresses[]];

function judgeSubnet(subnet: Resource, needs: Needs): Finding {
  const [{ endpoints, reserved }] = needs;
  const instances = sum(needs.map((need) => need.instances));
  const replacements = sum(needs.map((need) => need.replacements));
  const total = instances + replacements + endpoints + reserved;
  const block = subnet.get("cidrBlock");
  return {
    resource: subnet,
    verdict: judge(block, (known) => addressesOf(known) >= total),
    found: typeof block === "string" ? `${block}, ${addressesOf(block)} addresses` : "a range not known yet",
    required:
      `${total} addresses: ${instances} instances of the groups' largest size when a zone is lost, ` +
      `${replacements} more in an instance refresh, ${endpoints} endpoints, ${reserved} that AWS keeps`,
    fix: "give the VPC a larger range, or a smaller maxSize",
    platformFix: "platform:network.cidrBlock",
  };
}

/** What each subnet has to hold, of each group that is in it; unknown where a group's subnets, their zones or its size are. */
function needsOf(stack: Stack): ReadonlyMap<Resource, Needs | Unknown> {
  const needs = new Map<Resource, Needs | Unknown>();
  for (const group of stack.ofType(groupType)) {
    const { resources, certain } = group.references(subnetType, "vpcZoneIdentifiers");
    const maxSize = mostOf(stack, group);
    const isPlaced = resources.every((subnet) => subnet.get("availabilityZone") !== unknown);
    if (!certain || !isPlaced || maxSize === unknown) {
      for (const { resource } of group.referents(subnetType, "vpcZoneIdentifiers"))
        needs.set(resource, unknown);
      continue;
    }
    const left = resources.length - mostInOneZone(resources);
    if (left < 1 || maxSize === undefined) continue;
    const need = subnetAddresses(maxSize, left + 1);
    for (const subnet of resources) {
      const others = needs.get(subnet);
      needs.set(subnet, others === unknown ? unknown : [need, ...(others ?? [])]);
    }
  }
  return needs;
}

/** How many subnets the loss of a zone can take; one that names none is taken to be alone in it. */
function mostInOneZone(subnets: readonly Resource[]): number {
  const zones = subnets.map((subnet) => subnet.get("availabilityZone"));
  const known = zones.filter((zone) => typeof zone === "string");
  return Math.max(1, ...known.map((zone) => known.filter((other) => other === zone).length));
}

function addressesOf(cidrBlock: Value): number {
  return parseCidr(show(cidrBlock))?.size ?? 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
