import { instanceType, isInstanceType } from "../../../capacity";
import { rule, type Rule, undecided } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource } from "../../model/stack";
import { type Unknown, unknown, type Value } from "../../model/value";
import { groupType } from "../availability/group";
import { declaredBy, fits, type WorkloadConfig, workloadSettings } from "./declared";
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
    const declared = declaredBy(stack, config);
    if (!declared || !fits(declared, needed)) return;
    const quota = declared.sizing.quotas.onDemandStandardVcpus;
    const groups = stack.ofType(groupType);
    const all = groups.map(vcpusOf);
    for (const group of groups) {
      if (all.includes(unknown)) {
        yield undecided(group, "a size not known yet");
        continue;
      }
      const vcpus = all.filter((known) => known !== unknown).reduce((sum, known) => sum + known, 0);
      yield {
        resource: group,
        verdict: vcpus <= quota,
        found: `maxSize ${show(group.get("maxSize"))}; with all groups of the stack at theirs, ${vcpus} vCPUs`,
        required: `${quota} vCPUs or fewer, the declared quota L-1216C47A of running on-demand standard instances`,
        fix: "ask AWS for a higher quota (Service Quotas, EC2)",
        platformFix: "declare what is granted in platform:quotas.onDemandStandardVcpus",
      };
    }
  },
});

/** vCPUs of a group at its largest size, of its largest type; 0 for types that the catalogue lacks. */
function vcpusOf(group: Resource): number | Unknown {
  const types = instanceTypesOf(group);
  const maxSize = group.number("maxSize");
  if (types === unknown || types.includes(unknown) || maxSize === unknown) return unknown;
  const known = types.filter((type) => typeof type === "string" && isInstanceType(type));
  return (maxSize ?? 0) * Math.max(0, ...known.map((type) => instanceType(show(type)).vcpus));
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
    const declared = declaredBy(stack, config);
    if (!declared || !fits(declared, needed)) return;
    const quota = declared.sizing.quotas.elasticIps;
    const counts = new Map<Value, number>();
    for (const address of stack.ofType("aws:ec2/eip:Eip")) {
      const region = address.get("region");
      const count = (counts.get(region) ?? 0) + 1;
      counts.set(region, count);
      yield {
        resource: address,
        verdict: count <= quota,
        found: `${count} Elastic IP addresses in the region, this one among them`,
        required: `${quota} or fewer, the declared quota L-0263D0A3`,
        fix: "ask AWS for a higher quota (Service Quotas, EC2)",
        platformFix: "declare what is granted in platform:quotas.elasticIps",
      };
    }
  },
});
