import { ofReferenced } from "../../model/candidates";
import { show } from "../../model/show";
import { rule } from "../../model/rule";
import type { Resource } from "../../model/stack";
import { every, judge, read, some, unknown, type Value, type Verdict } from "../../model/value";
import { hoursBetween } from "./schedule";

export const planType = "aws:backup/plan:Plan";
const vaultType = "aws:backup/vault:Vault";

/** One of the rules of a plan, as its messages call it. */
function say(planRule: Value): string {
  const days = read(read(planRule, "lifecycle"), "deleteAfter");
  const kept =
    typeof days === "number"
      ? `kept ${days} days`
      : days === unknown
        ? "kept for a time not known yet"
        : "kept forever";
  return `${show(read(planRule, "schedule"))} ${kept}`;
}

function rulesOf(plan: Resource): { rules: readonly Value[]; known: boolean; said: string } {
  const rules = plan.list("rules");
  if (rules === unknown) return { rules: [], known: false, said: "rules not known yet" };
  return { rules, known: true, said: rules.map(say).join("; ") || "no rule" };
}

/** Whether some rule of a plan holds, which is not to be said while the rules are unknown. */
function someRule(plan: Resource, holds: (planRule: Value) => Verdict): Verdict {
  const { rules, known } = rulesOf(plan);
  return known ? some(rules.map(holds)) : unknown;
}

function keeps(planRule: Value, days: number): Verdict {
  // Without an end, recovery points are kept forever.
  return judge(
    read(read(planRule, "lifecycle"), "deleteAfter"),
    (known) => typeof known !== "number" || known === 0 || known >= days,
  );
}

function runsWithin(planRule: Value, hours: number): Verdict {
  return judge(
    read(planRule, "schedule"),
    (known) => typeof known === "string" && (hoursBetween(known) ?? Infinity) <= hours,
  );
}

export const planFrequency = rule<{ hours: number; days: number }>({
  name: "backup-plan-frequency",
  description: "A backup plan makes recovery points often enough and keeps them long enough",
  cannotKnow: "Whether the backups succeed",
  severity: "high",
  requirement: "D2",
  sources: ["CFG BACKUP_PLAN_MIN_FREQUENCY_AND_MIN_RETENTION_CHECK"],
  settings: {
    hours: { default: 24, minimum: 1, description: "Hours between two recovery points at most" },
    days: { default: 30, minimum: 1, description: "Days that these recovery points are kept at least" },
  },
  *check(stack, { hours, days }) {
    for (const plan of stack.ofType(planType)) {
      yield {
        resource: plan,
        verdict: someRule(plan, (it) => every([runsWithin(it, hours), keeps(it, days)])),
        found: rulesOf(plan).said,
        required: `a rule that runs at least every ${hours} hours and keeps its recovery points ${days} days or more`,
        fix: `set the rule's schedule to one such as cron(0 5 * * ? *) and lifecycle.deleteAfter to ${days} or more`,
        platformFix: "platform:backup.dailyRetentionDays",
      };
    }
  },
});

export const planLongRetention = rule<{ days: number }>({
  name: "backup-plan-long-retention",
  description: "A backup plan keeps a recovery point of every month long enough to find old damage",
  cannotKnow: "Whether the backups succeed",
  severity: "medium",
  requirement: "D2",
  sources: ["CFG BACKUP_RECOVERY_POINT_MINIMUM_RETENTION_CHECK"],
  settings: {
    days: { default: 365, minimum: 1, description: "Days that a monthly recovery point is kept at least" },
  },
  *check(stack, { days }) {
    for (const plan of stack.ofType(planType)) {
      yield {
        resource: plan,
        verdict: someRule(plan, (it) => every([runsWithin(it, 31 * 24), keeps(it, days)])),
        found: rulesOf(plan).said,
        required: `a rule that runs at least every month and keeps its recovery points ${days} days or more`,
        fix: `add a rule with the schedule cron(0 9 1 * ? *) and lifecycle.deleteAfter ${days} or more`,
        platformFix: "platform:backup.monthlyRetentionDays",
      };
    }
  },
});

export const planCopiesAway = rule({
  name: "backup-copied-to-another-region",
  description: "A backup plan copies recovery points to another region",
  cannotKnow: "The region of a vault of another stack where its ARN is not known; whether the copies succeed",
  severity: "high",
  requirement: "D2",
  sources: [],
  *check(stack) {
    for (const plan of stack.ofType(planType)) {
      const { rules, known } = rulesOf(plan);
      yield {
        resource: plan,
        verdict: known ? some(rules.map((_, at) => copiesAway(plan, at))) : unknown,
        found: `copies to ${copiesOf(plan) || "no other vault"}; the plan's region is ${show(plan.get("region"))}`,
        required: "a rule with a copy action whose vault is in another region",
        fix: "add copyActions with the destinationVaultArn of a vault in another region to a rule",
        platformFix: "platform:backup.copyToRegion",
      };
    }
  },
});

/** Whether a rule of a plan copies to another region. */
export function copiesAway(plan: Resource, ruleAt: number): Verdict {
  const path = ["rules", ruleAt, "copyActions"] as const;
  const home = plan.get("region");
  const isAway = (region: Value): Verdict =>
    region === unknown || home === unknown ? unknown : typeof region === "string" && region !== home;
  const actions = plan.list(...path);
  if (actions === unknown) return unknown;
  return some(
    actions.map((action, at): Verdict => {
      const vaults = plan.references(vaultType, ...path, at, "destinationVaultArn");
      const ofStack = ofReferenced(vaults, (vault) => isAway(vault.get("region")));
      const arn = read(action, "destinationVaultArn");
      if (arn === unknown || vaults.resources.length > 0) return ofStack;
      return isAway(typeof arn === "string" ? arn.split(":")[3] : undefined);
    }),
  );
}

function copiesOf(plan: Resource): string {
  const copies = rulesOf(plan).rules.flatMap((it) => {
    const actions = read(it, "copyActions");
    return Array.isArray(actions)
      ? actions.map((_, at) => read(read(actions, at), "destinationVaultArn"))
      : [];
  });
  return [
    ...new Set(copies.map((arn) => (arn === unknown ? "a vault that is still to be made" : show(arn)))),
  ].join(", ");
}

export const planSelects = rule({
  name: "backup-plan-selects",
  description: "A backup plan has a selection; without one it backs up nothing",
  cannotKnow: "Selections of another stack",
  severity: "high",
  requirement: "D2",
  sources: [],
  *check(stack) {
    for (const plan of stack.ofType(planType)) {
      const selections = stack.referring("aws:backup/selection:Selection", plan, "planId");
      yield {
        resource: plan,
        verdict: some(selections.map(({ sure }) => sure)),
        found: "no aws.backup.Selection names it",
        required: "a selection whose planId is the plan's id",
        fix: "add an aws.backup.Selection with the planId and the tags or ARNs to back up",
      };
    }
  },
});
