import { type Measure, recoveryOf } from "../../capacity/recovery";
import { durationText } from "../../capacity/recovery/duration";
import { backupOf, recoveryOf as declaredRecovery, type SizedEnvironment } from "../environment";
import { type FoundProblem, valueAt } from "../problems";
import { recoverySetupOf } from "../recovery";
import { stackConfiguration } from "../schema";
import { problem, tierOf } from "./problem";

const key = "platform:recovery";

/** What a disruption takes with all that is configured must not be more than what is asked for. */
export function objectivesKept(values: unknown, environment: SizedEnvironment): FoundProblem[] {
  const { shape } = stackConfiguration;
  const { data: region } = shape["aws:region"].safeParse(valueAt(values, ["aws:region"]));
  const { data: recovery } = shape[key].safeParse(valueAt(values, [key]));
  const { data: backup } = shape["platform:backup"].safeParse(valueAt(values, ["platform:backup"]));
  if (region === undefined || recovery === undefined || backup === undefined) return [];
  const tier = tierOf(values);
  const declared = declaredRecovery(recovery, tier, environment.database.engine);
  const setup = recoverySetupOf(
    environment,
    declared,
    backupOf(backup, { tier, region, database: environment.database }),
    region,
  );
  return recoveryOf(setup, declared.objectives).flatMap(({ disruption, rto, rpo }) => [
    ...broken(values, [key, "objectives", disruption, "rto"], rto),
    ...broken(values, [key, "objectives", disruption, "rpo"], rpo),
  ]);
}

function broken(values: unknown, path: readonly string[], measure: Measure): FoundProblem[] {
  const { isKept, seconds, longest, helps } = measure;
  if (isKept !== false || longest === undefined) return [];
  const mostly = `${longest.what} (${durationText(longest.seconds)}: ${longest.formula})`;
  const allowed = Number.isFinite(seconds)
    ? `${durationText(seconds)} or more, of which most is ${mostly}`
    : `no objective at all: ${longest.what}, ${longest.formula}`;
  const help = helps.length === 0 ? "" : `what helps: ${helps.join("; or ")}; `;
  return problem(values, path, allowed, `${help}npm run recovery shows every part`);
}
