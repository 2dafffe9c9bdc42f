import { type GroupNeed, instanceType, subnetAddresses, usersOf } from "../../../capacity";
import { show } from "../../model/show";
import { type Finding, rule, type Rule, undecided } from "../../model/rule";
import type { Resource } from "../../model/stack";
import { atLeast, every, judge, some, unknown, type Value, type Verdict } from "../../model/value";
import { groupType } from "../availability/group";
import {
  type Declared,
  declaredBy,
  instanceTypeOf,
  needOf,
  type WorkloadConfig,
  workloadSettings,
} from "./declared";

/** A rule about each group of a stack that declares a workload. */
function groupRule(
  info: Omit<Rule<WorkloadConfig>, "check" | "settings" | "requirement" | "sources">,
  judgeGroup: (group: Resource, need: GroupNeed, declared: Declared) => Omit<Finding, "resource">,
): Rule<WorkloadConfig> {
  return rule({
    ...info,
    requirement: "D4",
    sources: [],
    settings: workloadSettings,
    *check(stack, config) {
      const declared = declaredBy(stack, config);
      if (!declared) return;
      for (const group of stack.ofType(groupType)) {
        const need = needOf(group, declared);
        if (need === undefined) continue;
        yield need === unknown
          ? undecided(group, "an instance type not known yet")
          : { resource: group, ...judgeGroup(group, need, declared) };
      }
    },
  });
}

export const groupHoldsPeak = groupRule(
  {
    name: "auto-scaling-group-holds-peak",
    description:
      "An Auto Scaling group can grow to the declared peak plus its buffer, and to the peak when a zone is lost",
    severity: "critical",
  },
  (group, need, { workload }) => ({
    verdict: atLeast(group.number("maxSize"), need.ceiling),
    found: `maxSize ${show(group.get("maxSize"))} of ${show(instanceTypeOf(group))}`,
    required:
      `at least ${need.ceiling}: ${need.concurrentUsers} users at ${need.event ? `the event "${need.event}"` : "the declared peak"} ` +
      `need ${need.required} instances (by ${need.binding}), ${need.withBuffer} with the buffer of ${workload.bufferShare * 100} %, ` +
      `${need.withAzLoss} so that the loss of an Availability Zone leaves ${need.required}`,
    fix: `set maxSize to ${need.ceiling} or more (platform:compute.maxSize, or leave it to the plan), or declare a smaller workload`,
  }),
);

export const groupHoldsBaseline = groupRule(
  {
    name: "auto-scaling-group-holds-baseline",
    description: "An Auto Scaling group never shrinks below what the declared baseline needs",
    severity: "high",
  },
  (group, need, { workload }) => {
    const baseline = Math.ceil((need.required * workload.baselineConcurrentUsers) / need.concurrentUsers);
    return {
      verdict: atLeast(group.number("minSize"), baseline),
      found: `minSize ${show(group.get("minSize"))}`,
      required: `at least ${baseline}: ${workload.baselineConcurrentUsers} users at baseline, where ${need.concurrentUsers} need ${need.required}`,
      fix: `set minSize to ${baseline} or more (platform:compute.minSize, or leave it to the plan)`,
    };
  },
);

export const subnetsHoldGroup: Rule<WorkloadConfig> = rule({
  name: "subnets-hold-group",
  description: "The subnets of an Auto Scaling group have addresses for its largest size when a zone is lost",
  severity: "high",
  requirement: "D4",
  sources: [],
  settings: workloadSettings,
  *check(stack) {
    for (const group of stack.ofType(groupType)) {
      const subnets = group.references("aws:ec2/subnet:Subnet", "vpcZoneIdentifiers");
      const maxSize = group.number("maxSize");
      if (subnets.resources.length < 2 || typeof maxSize !== "number") continue;
      const need = subnetAddresses(maxSize, subnets.resources.length);
      for (const subnet of subnets.resources) {
        const block = subnet.get("cidrBlock");
        const addresses = judge(block, (known) => addressesOf(known) >= need.total);
        yield {
          resource: subnet,
          verdict: addresses,
          found:
            typeof block === "string" ? `${block}, ${addressesOf(block)} addresses` : "a range not known yet",
          required:
            `${need.total} addresses: ${need.instances} of the ${maxSize} instances when a zone is lost, ` +
            `${need.replacements} more in an instance refresh, ${need.endpoints} endpoints, ${need.reserved} that AWS keeps`,
          fix: "give the VPC a larger range (platform:network.cidrBlock), or a smaller maxSize",
        };
      }
    }
  },
});

export const eventsAreScheduled: Rule<WorkloadConfig> = rule({
  name: "events-are-scheduled",
  description: "Each declared event has a scheduled action that brings enough instances",
  severity: "high",
  requirement: "D4",
  sources: [],
  settings: workloadSettings,
  *check(stack, config) {
    const declared = declaredBy(stack, config);
    if (!declared) return;
    for (const event of declared.workload.events) {
      if (isPast(event.start)) continue;
      for (const group of stack.ofType(groupType)) {
        const users = usersOf(declared.workload).peakConcurrent * event.multiplier;
        const alone = { ...declared.workload, events: [event] };
        const need = needOf(group, { ...declared, workload: alone });
        if (need === undefined || need === unknown) continue;
        const actions = stack.referring("aws:autoscaling/schedule:Schedule", group, "autoscalingGroupName");
        const enough = actions.map(({ resource, sure }): Verdict =>
          every([
            sure || unknown,
            atLeast(resource.number("minSize"), Math.ceil((need.required * users) / need.concurrentUsers)),
          ]),
        );
        yield {
          resource: group,
          verdict: some(enough),
          found: `${actions.length} scheduled actions, none that raises minSize to the event's need`,
          required: `minSize ${need.required} ahead of "${event.name}" (${event.start}): ${Math.ceil(users)} users`,
          fix: `add an aws.autoscaling.Schedule with minSize ${need.required}, ${event.leadHours} hours before the event`,
        };
      }
    }
  },
});

export const burstableBaseline = groupRule(
  {
    name: "burstable-instances-in-unlimited-mode",
    description: "Burstable instances keep their speed when their credits are spent",
    severity: "high",
  },
  (group) => {
    const type = instanceTypeOf(group);
    const burst = typeof type === "string" ? instanceType(type).burst : undefined;
    const [template] = group.references(
      "aws:ec2/launchTemplate:LaunchTemplate",
      "launchTemplate",
      "id",
    ).resources;
    const credits = template?.get("creditSpecification", "cpuCredits");
    return {
      verdict: burst === undefined ? true : judge(credits, (value) => value !== "standard"),
      found: `${show(type)} with cpuCredits ${show(credits)}`,
      required: `unlimited: credits pay for ${burst?.baselinePercent ?? 100} % of each vCPU, and the group is planned to run at its scale-out threshold`,
      fix: 'set creditSpecification.cpuCredits to "unlimited", or take an instance type that does not burst (m7g, m6i)',
    };
  },
);

function addressesOf(cidrBlock: Value): number {
  const mask = Number(show(cidrBlock).split("/")[1]);
  return Number.isNaN(mask) ? 0 : 2 ** (32 - mask);
}

function isPast(start: string): boolean {
  return !start.startsWith("--") && new Date(start) < new Date();
}
