import { minimumBufferShare } from "../../../capacity";
import { rule } from "../../model/rule";
import { show } from "../../model/show";
import { atLeast, not, some } from "../../model/value";
import { groupType, isBehindLoadBalancer } from "../availability/group";
import { bufferShareOf, isDeclared, planType, type WorkloadConfig, workloadSettings } from "./declared";

export const workloadDeclared = rule<WorkloadConfig & { requireDeclaration: boolean }>({
  name: "workload-declared",
  description: "A stack that serves users behind a load balancer declares how many it has to hold",
  cannotKnow: "Whether what is declared is the real workload",
  severity: "critical",
  requirement: "D4",
  sources: [],
  settings: {
    ...workloadSettings,
    requireDeclaration: {
      default: false,
      description: "Whether there has to be a declaration; without one, nothing is known of what to hold",
    },
  },
  *check(stack, config) {
    if (!config.requireDeclaration) return;
    for (const group of stack.ofType(groupType)) {
      const isFleet = isBehindLoadBalancer(stack, group);
      if (isFleet === false) continue;
      yield {
        resource: group,
        verdict: some([isDeclared(stack, config), not(isFleet)]),
        found:
          stack.ofType(planType).length > 0
            ? `a ${planType} without all that a workload has`
            : "no declared workload, by which to judge the size of the group and what it keeps",
        required:
          "the parameter declared of this policy and the other capacity policies, with workload and sizing",
        fix: "declare users, sessions, memory and growth, and what they run on, in the policy configuration",
        platformFix: `or put the component ${planType} back into the program`,
      };
    }
  },
});

export const workloadBuffer = rule<WorkloadConfig & { minimumBufferShare: number }>({
  name: "workload-buffer",
  description: "The declared workload keeps capacity above its peak",
  cannotKnow: "Whether what is declared is the real workload",
  severity: "high",
  requirement: "D4",
  sources: [],
  settings: {
    ...workloadSettings,
    minimumBufferShare: {
      default: minimumBufferShare,
      minimum: 0,
      description: "Capacity above the peak, as a fraction of it",
    },
  },
  *check(stack, config) {
    const share = bufferShareOf(stack, config);
    if (share === undefined) return;
    const plans = stack.ofType(planType);
    for (const resource of plans.length > 0 ? plans : stack.ofType(groupType)) {
      yield {
        resource,
        verdict: atLeast(share, config.minimumBufferShare),
        found: `bufferShare ${show(share)}`,
        required: `${config.minimumBufferShare} or more`,
        fix: "declare the buffer that is to be kept: what the capacity policies call enough follows from it",
        platformFix: "platform:workload.bufferShare",
      };
    }
  },
});
