import {
  billOrReason,
  type CapacityPlan,
  type Forecast,
  forecastOf,
  growthFrom,
  type MonthlyCost,
  planCapacity,
  type Sizing,
  type Workload,
} from "../capacity";
import { explain, type Section } from "../capacity/explain";
import { deploymentOf, type Environment, loadEnvironment, sizingOf } from "../config";
import { readStackFile } from "../config/stack-file";
import { demandOf } from "../simulation/demand";
import { type EventTime, nextEvents } from "../simulation/events";
import type { Fleet } from "../simulation/fleet";
import { declarationOf } from "../simulation/read/declaration";
import { resourcesOf } from "../simulation/read/document";
import { FleetError, fleetsOf } from "../simulation/read/fleet";
import type { StackResource } from "../simulation/read/resources";
import { type History, simulate } from "../simulation/run";
import { judge, type JudgedCase, type Verdict } from "../simulation/verdict";
import { frontier, otherRules, type RuleOutcome, type Variant } from "./frontier";
import { type PolicyResults, policyResults } from "./policies";
import type { Preview } from "./preview";

/** All that a report tells of a stack. */
export interface ReportData {
  readonly stack: string;
  readonly now: Date;
  /** Day from which the registered users grow. */
  readonly growthStart: Date;
  readonly environment: Environment;
  readonly workload: Workload;
  readonly sizing: Sizing;
  readonly plan: CapacityPlan;
  /** The plan as it would be made anew while the users grow. */
  readonly forecast: readonly Forecast[];
  /** A month's bill, or why there is none. */
  readonly cost: MonthlyCost | string;
  /** Every figure of the plan with its formula. */
  readonly figures: readonly Section[];
  /** What the preview makes. */
  readonly resources: readonly StackResource[];
  readonly fleet: Fleet;
  readonly events: readonly EventTime[];
  readonly cases: readonly RecordedCase[];
  /** The group with other settings, on the day on which a zone is lost. */
  readonly variants: readonly Variant[];
  /** The brief's rule and target tracking on the same day. */
  readonly rules: readonly RuleOutcome[];
  readonly verdict: Verdict;
  /** Undefined where the preview was not judged. */
  readonly policies?: PolicyResults;
}

/** A case with what each minute came to. */
export type RecordedCase = JudgedCase & { readonly history: History };

/** Name of the case on which settings are compared. */
export const zoneLostCase = "zone lost";

const yearMs = 366 * 24 * 3_600_000;

/** The plan of a stack, what its resources do under the standard loads, and what the policies say of them. */
export function reportData(
  root: string,
  stack: string,
  preview: Preview,
  now: Date,
  progress: (line: string) => void,
): ReportData {
  const environment = loadEnvironment(readStackFile(root, stack));
  const { workload } = environment;
  const sizing = sizingOf(environment);
  const plan = planCapacity(workload, sizing);
  const resources = resourcesOf(preview.json, preview.name);
  const [read] = fleetsOf(resources, {
    from: now.getTime() - yearMs,
    to: now.getTime() + 3 * yearMs,
    zones: sizing.availabilityZones,
  });
  if (!read) throw new FleetError("the stack has no Auto Scaling group");
  const { fleet } = read;
  const declaration = declarationOf(resources) ?? { workload, sizing };
  const { cases, verdict } = judge(fleet, declaration, { now: now.getTime() }, (name) => {
    progress(`simulating ${name} ...`);
  });
  const demand = demandOf(declaration.workload, declaration.sizing);
  const deployment = deploymentOf(environment);
  const zoneLost = cases.find(({ name }) => name === zoneLostCase);
  return {
    stack,
    now,
    growthStart: growthFrom(workload, now),
    environment,
    workload,
    sizing,
    plan,
    forecast: forecastOf(workload, sizing, (later, itsPlan) => {
      const bill = billOrReason(later, sizing, itsPlan, deployment);
      return typeof bill === "string" ? undefined : bill.totalUsd;
    }),
    cost: billOrReason(workload, sizing, plan, deployment),
    figures: explain(plan, workload, sizing, now),
    resources,
    fleet,
    events: nextEvents(workload, now.getTime()),
    cases: cases.map((it) => ({ ...it, history: recorded(fleet, demand, it) })),
    variants: zoneLost ? frontier(fleet, demand, zoneLost) : [],
    rules: zoneLost ? otherRules(fleet, demand, zoneLost) : [],
    verdict,
    ...(preview.events !== undefined && { policies: policyResults(preview.events) }),
  };
}

function recorded(
  fleet: Fleet,
  demand: ReturnType<typeof demandOf>,
  { load, happenings }: JudgedCase,
): History {
  const { history } = simulate(fleet, demand, load, { happenings, record: true });
  if (!history) throw new Error("a recorded run has a history");
  return history;
}
