import { durationText, type Measure, type Objectives, recoveryOf } from "../../../capacity/recovery";
import { type Finding, rule, undecided } from "../../model/rule";
import type { Resource } from "../../model/stack";
import { not, some, unknown, type Verdict } from "../../model/value";
import { clusterType, databaseType, isReplica } from "../availability/database";
import { groupType } from "../availability/group";
import { byDeclared, declaredBy, type WorkloadConfig, workloadSettings } from "../capacity/declared";
import { fleetsOf } from "../capacity/fleet";
import { type RecoveryConfig, recoveryOfStack, recoverySettings } from "./declared";
import { type Setups, setupsOf } from "./deployed";

/** What a declaration has to have for the volumes that are restored. */
const needed = { workload: { databaseKbPerUser: 0, staticFilesGb: 0, fileBackupGb: 0 } };

export const objectivesKept = rule<WorkloadConfig & RecoveryConfig>({
  name: "recovery-objectives-kept",
  description: "What is deployed recovers from each disruption as soon, and loses as little, as is declared",
  cannotKnow:
    "How long AWS and people really take: what no page of AWS's states is assumed (npm run recovery says what); how fast another program's scaling policies add instances: the steps counted are this platform's; what other stacks bring; how long resolvers keep a record of addresses",
  severity: "high",
  requirement: "B9",
  sources: [],
  settings: { ...workloadSettings, ...recoverySettings },
  *check(stack, config) {
    const recovery = recoveryOfStack(stack, config);
    const databases = stack.ofType(clusterType, databaseType).filter((it) => !isReplica(it));
    if (recovery === undefined || databases.length === 0) return;
    if (recovery === unknown) {
      for (const { group } of fleetsOf(stack)) yield undecided(group, "objectives not known yet");
      return;
    }
    const declared = declaredBy(stack, config, needed);
    yield* byDeclared(declared, { stack, types: [groupType] }, function* (sized) {
      for (const { group, sure } of fleetsOf(stack)) {
        const setups = setupsOf(stack, sized, recovery, { group, databases });
        if (setups === undefined) continue;
        for (const finding of findingsOf(group, setups, recovery.objectives)) {
          yield { ...finding, verdict: some([finding.verdict, not(sure)]) };
        }
      }
    });
  },
});

function* findingsOf(group: Resource, setups: Setups, objectives: Objectives): Iterable<Finding> {
  const worst = recoveryOf(setups.worst, objectives);
  for (const [at, { disruption, rto, rpo }] of recoveryOf(setups.best, objectives).entries()) {
    const bad = worst[at];
    if (bad === undefined) continue;
    yield* finding(group, `recovery time after the loss of ${said[disruption]}`, rto, bad.rto);
    yield* finding(group, `recovery point after the loss of ${said[disruption]}`, rpo, bad.rpo);
  }
}

const said = {
  instance: "an instance",
  zone: "a zone",
  region: "the region",
  data: "a store",
  credential: "a credential",
} as const;

/** Kept where even the worst keeps it, broken where even the best breaks it: what is not known is between them. */
function* finding(resource: Resource, what: string, best: Measure, worst: Measure): Iterable<Finding> {
  const { objectiveSeconds, longest, helps, seconds } = best;
  if (objectiveSeconds === undefined) return;
  const verdict: Verdict = best.isKept === false ? false : worst.isKept === true || unknown;
  const mostly = longest === undefined ? "" : `, most of it by ${longest.what}: ${longest.formula}`;
  yield {
    resource,
    verdict,
    found: `${what}: ${durationText(seconds)}${mostly}`,
    required: `${durationText(objectiveSeconds)} or less, the declared objective`,
    fix: helps.length === 0 ? "declare an objective that can be kept" : `what helps: ${helps.join("; or ")}`,
    platformFix: "platform:recovery.objectives; npm run recovery shows every part",
  };
}
