import {
  instanceType,
  isInstanceType,
  type Quotas,
  type VcpuQuota,
  vcpuQuotas,
  vcpusGranted,
} from "../../../capacity";
import { type Finding, rule, type Rule, undecided } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { type Unknown, unknown } from "../../model/value";
import { groupType } from "../availability/group";
import { byDeclared, declaredBy, type WorkloadConfig, workloadSettings } from "./declared";
import { mostOf } from "./found";
import { instanceTypesOf } from "./fleet";

/** What a declaration has to have for these rules. */
const needed = { sizing: { quotas: { onDemandStandardVcpus: 0, elasticIps: 0 } } };

export const vcpuQuota: Rule<WorkloadConfig> = rule({
  name: "vcpu-quota-holds-group",
  description: "The account's declared vCPU quota lets an Auto Scaling group grow to its largest size",
  cannotKnow: "What AWS has granted the account; what other stacks of it use",
  severity: "high",
  requirement: "D4",
  sources: [],
  settings: workloadSettings,
  *check(stack, config) {
    yield* byDeclared(declaredBy(stack, config, needed), { stack, types: [groupType] }, ({ sizing }) =>
      judgeVcpus(stack, sizing.quotas),
    );
  },
});

function* judgeVcpus(stack: Stack, quotas: Quotas): Iterable<Finding> {
  const groups = stack.ofType(groupType);
  for (const quota of Object.keys(vcpuQuotas) as VcpuQuota[]) {
    const all = groups.map((group) => vcpusOf(stack, group, quota));
    const granted = vcpusGranted(quota, quotas);
    const { code, families, key } = vcpuQuotas[quota];
    for (const [at, group] of groups.entries()) {
      // A group that takes nothing of another quota than the usual one has nothing to do with it.
      if (quota !== "standard" && all[at] === 0) continue;
      if (all.includes(unknown)) {
        yield undecided(group, "a size not known yet");
        continue;
      }
      const vcpus = all.filter((known) => known !== unknown).reduce((sum, known) => sum + known, 0);
      yield {
        resource: group,
        verdict: vcpus <= granted,
        found: `maxSize ${show(group.get("maxSize"))}; with all groups of the stack at theirs, ${vcpus} vCPUs`,
        required: `${granted} vCPUs or fewer, the declared quota ${code} of running on-demand ${families} instances`,
        fix: "ask AWS for a higher quota (Service Quotas, EC2)",
        platformFix: `declare what is granted in platform:quotas.${key}`,
      };
    }
  }
}

/** vCPUs of a group at its largest size, of its largest type that counts against a quota; 0 for types that the catalogue lacks. */
function vcpusOf(stack: Stack, group: Resource, quota: VcpuQuota): number | Unknown {
  const types = instanceTypesOf(group);
  const maxSize = mostOf(stack, group);
  if (types === unknown || types.includes(unknown) || maxSize === unknown) return unknown;
  const counted = types
    .filter((type) => typeof type === "string" && isInstanceType(type))
    .map((type) => instanceType(show(type)))
    .filter((type) => type.quota === quota);
  return (maxSize ?? 0) * Math.max(0, ...counted.map(({ vcpus }) => vcpus));
}

export const elasticIpQuota: Rule<WorkloadConfig> = rule({
  name: "elastic-ip-quota-holds",
  description: "The account's declared quota of Elastic IP addresses holds those of the stack",
  cannotKnow: "What AWS has granted the account; addresses of other stacks",
  severity: "high",
  requirement: "D4",
  sources: [],
  settings: workloadSettings,
  *check(stack, config) {
    yield* byDeclared(declaredBy(stack, config, needed), { stack, types: [addressType] }, ({ sizing }) =>
      judgeAddresses(stack, sizing.quotas.elasticIps),
    );
  },
});

const addressType = "aws:ec2/eip:Eip";

function* judgeAddresses(stack: Stack, quota: number): Iterable<Finding> {
  const addresses = stack.ofType(addressType);
  const regions = addresses.map((address) => address.get("region"));
  for (const [at, address] of addresses.entries()) {
    const region = address.get("region");
    // The first ones are within the quota: each is counted with those before it.
    const before = regions.slice(0, at + 1);
    const count = before.filter((other) => other === region && other !== unknown).length;
    const most = before.filter((other) => [region, other].includes(unknown) || other === region).length;
    yield {
      resource: address,
      verdict: count <= quota ? most <= quota || unknown : false,
      found: `${count} Elastic IP addresses in the region, this one among them`,
      required: `${quota} or fewer, the declared quota L-0263D0A3`,
      fix: "ask AWS for a higher quota (Service Quotas, EC2)",
      platformFix: "declare what is granted in platform:quotas.elasticIps",
    };
  }
}
