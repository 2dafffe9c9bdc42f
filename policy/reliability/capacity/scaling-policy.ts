import { type Finding, rule, type Rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import { atLeast, every, judge, not, read, some, unknown, type Value, type Verdict } from "../../model/value";
import { groupType } from "../availability/group";
import { byDeclared, declaredBy, type WorkloadConfig, workloadSettings } from "./declared";
import { fleetsOf } from "./fleet";

export const policyType = "aws:autoscaling/policy:Policy";

export const groupScales: Rule<WorkloadConfig> = rule({
  name: "auto-scaling-group-scales",
  description: "A group that serves the declared users and may grow has a policy that makes it grow",
  cannotKnow: "Whether the metric follows the load; policies of another stack",
  severity: "critical",
  requirement: "D4",
  sources: [],
  settings: workloadSettings,
  *check(stack, config) {
    // Without a declared workload a group may be grown by something else, such as a cluster's own autoscaler.
    yield* byDeclared(declaredBy(stack, config), { stack, types: [groupType] }, () => judgeFleets(stack));
  },
});

function* judgeFleets(stack: Stack): Iterable<Finding> {
  for (const { group, sure } of fleetsOf(stack)) {
    const isFixed = isOfOneSize(group);
    if (isFixed === true) continue;
    const policies = stack.referring(policyType, group, "autoscalingGroupName");
    yield {
      resource: group,
      verdict: some([
        isFixed,
        not(sure),
        ...policies.map(({ resource, sure: isOwn }) => every([isOwn, adds(resource)])),
      ]),
      found: `minSize ${show(group.get("minSize"))}, maxSize ${show(group.get("maxSize"))} and no policy that adds instances`,
      required: "an aws.autoscaling.Policy of the group that adds instances",
      fix: 'add an aws.autoscaling.Policy for the group: policyType "TargetTrackingScaling" on ASGAverageCPUUtilization, or steps that an alarm sets off; or set maxSize to minSize',
    };
  }
}

/** Whether a group is as large as it may be from the start. */
export function isOfOneSize(group: Resource): Verdict {
  const minSize = group.get("minSize");
  return judge(group.get("maxSize"), (most) => typeof most === "number" && atLeast(minSize, most));
}

/** Whether a policy adds instances: by a target or a forecast always, by steps where one is positive. */
export function adds(policy: Resource): Verdict {
  const isMore = (adjustment: Value) => judge(adjustment, (known) => typeof known === "number" && known > 0);
  const type = policy.get("policyType");
  const steps = policy.list("stepAdjustments");
  return some([
    judge(type, (known) => known === "TargetTrackingScaling" || known === "PredictiveScaling"),
    isMore(policy.get("scalingAdjustment")),
    steps === unknown ? unknown : some(steps.map((step) => isMore(read(step, "scalingAdjustment")))),
  ]);
}
