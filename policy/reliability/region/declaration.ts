import { type Disruption, disruptions } from "../../../capacity/recovery";
import { rule } from "../../model/rule";
import { show } from "../../model/show";
import { judge, not, some, type Unknown, unknown } from "../../model/value";
import { groupType, isBehindLoadBalancer } from "../availability/group";
import {
  type DeclaredRecovery,
  type RecoveryConfig,
  recoveryOfStack,
  recoveryPlanType,
  recoverySettings,
} from "./declared";

export const recoveryDeclared = rule<RecoveryConfig & { requireDeclaration: boolean }>({
  name: "recovery-objectives-declared",
  description:
    "A stack that serves users declares how soon it has to be back, and what it may lose, after each disruption",
  cannotKnow: "Whether what is declared is what the business needs",
  severity: "high",
  requirement: "B9",
  sources: [],
  settings: {
    ...recoverySettings,
    requireDeclaration: {
      default: false,
      description:
        "Whether there have to be objectives; without them, nothing is known of what is soon enough",
    },
  },
  *check(stack, config) {
    if (!config.requireDeclaration) return;
    const open = openIn(recoveryOfStack(stack, config));
    for (const group of stack.ofType(groupType)) {
      const isFleet = isBehindLoadBalancer(stack, group);
      if (isFleet === false) continue;
      yield {
        resource: group,
        verdict: some([judge(open, (known) => known.length === 0), not(isFleet)]),
        found: `no recovery time or recovery point for ${show(open)}`,
        required: `rtoSeconds and rpoSeconds for ${disruptions.join(", ")}`,
        fix: "declare them in the parameter recovery of this policy and of recovery-objectives-kept",
        platformFix: `platform:recovery.objectives; the component ${recoveryPlanType} brings them into the stack`,
      };
    }
  },
});

/** The disruptions for which something is left open. */
function openIn(declared: DeclaredRecovery | Unknown | undefined): readonly Disruption[] | Unknown {
  if (declared === unknown) return unknown;
  return disruptions.filter((disruption) => {
    const { rtoSeconds, rpoSeconds } = declared?.objectives[disruption] ?? {};
    return rtoSeconds === undefined || rpoSeconds === undefined;
  });
}
