import { type GroupNeed, instancesNeeded, isInstanceType, type Sizing, type Workload } from "../../capacity";
import type { Rule } from "../model/rule";
import type { Resource } from "../model/stack";
import { judge, type Unknown, unknown } from "../model/value";
import { zonesOf } from "../model/zones";

const groupType = "aws:autoscaling/group:Group";
const launchTemplateType = "aws:ec2/launchTemplate:LaunchTemplate";
const planType = "platform:capacity:CapacityPlan";

export const groupHoldsPeak: Rule = {
  name: "auto-scaling-group-holds-peak",
  description:
    "An Auto Scaling group can grow to hold the declared peak plus its buffer, and the peak when a zone is lost",
  severity: "critical",
  requirement: "D4",
  sources: [],
  *check(stack) {
    for (const declared of stack.ofType(planType)) {
      const { workload, sizing } = declared.source.props as { workload: Workload; sizing: Sizing };
      for (const group of stack.ofType(groupType)) {
        const type = instanceTypeOf(group);
        if (type === unknown || type === undefined || !isInstanceType(type)) continue;
        const need = instancesNeeded(workload, {
          ...sizing,
          instanceType: type,
          availabilityZones: zonesIn(group, sizing),
        });
        const maxSize = group.number("maxSize");
        yield {
          resource: group,
          verdict: judge(maxSize, (known) => (known ?? 0) >= need.ceiling),
          found: `maxSize ${String(maxSize)} of ${type}`,
          required: `at least ${need.ceiling}: ${explain(need, workload)}`,
          fix: `set maxSize to ${need.ceiling} or more (platform:compute.maxSize, or leave it to the plan), or declare a smaller workload`,
        };
      }
    }
  },
};

function instanceTypeOf(group: Resource): string | undefined | Unknown {
  const [template] = group.references("launchTemplate", launchTemplateType, "id").resources;
  return template?.string("instanceType");
}

function zonesIn(group: Resource, sizing: Sizing): number {
  const zones = zonesOf(group, "vpcZoneIdentifiers");
  return zones.complete && zones.names.length > 1 ? zones.names.length : sizing.availabilityZones;
}

function explain(need: GroupNeed, workload: Workload): string {
  return (
    `${need.concurrentUsers} users at ${need.event ? `the event "${need.event}"` : "the declared peak"} need ${need.required} instances ` +
    `(by ${need.binding}), ${need.withBuffer} with the buffer of ${workload.bufferShare * 100} %, ` +
    `${need.withAzLoss} so that the loss of an Availability Zone leaves ${need.required}`
  );
}
