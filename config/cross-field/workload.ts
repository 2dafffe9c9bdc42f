import { mixedOverlaps, usersOf } from "../../capacity";
import { type FoundProblem, valueAt } from "../problems";
import { workload } from "../schema/workload";
import { minimumOf, problem, tierOf } from "./problem";

const workloadKey = "platform:workload";

const populationSchema = workload
  .pick({
    registeredUsers: true,
    dailyActiveShare: true,
    peakConcurrencyShare: true,
    baselineConcurrentUsers: true,
  })
  .strip();

export function population(values: unknown): FoundProblem[] {
  const { data } = populationSchema.safeParse(valueAt(values, [workloadKey]));
  if (data === undefined) return [];
  const { peakConcurrent, baselineConcurrent } = usersOf(data);
  if (baselineConcurrent <= peakConcurrent) return [];
  return problem(
    values,
    [workloadKey, "baselineConcurrentUsers"],
    `at most the ${peakConcurrent} users of the peak, registeredUsers x dailyActiveShare x peakConcurrencyShare`,
  );
}

export function buffer(values: unknown): FoundProblem[] {
  const path = [workloadKey, "bufferShare"];
  const { data } = workload.shape.bufferShare.safeParse(valueAt(values, path));
  const least = minimumOf(values, "bufferShare");
  if (data === undefined || data >= least) return [];
  return problem(
    values,
    path,
    `in ${tierOf(values)} ${least} or more, the capacity that is kept above the peak`,
  );
}

export function events(values: unknown): FoundProblem[] {
  const { data } = workload.shape.events.safeParse(valueAt(values, [workloadKey, "events"]));
  if (data === undefined) return [];
  const at = (event: (typeof data)[number], key: string) => [workloadKey, "events", data.indexOf(event), key];
  const repeated = data.filter((event, index) => data.findIndex(({ name }) => name === event.name) < index);
  return [
    ...repeated.flatMap((event) => problem(values, at(event, "name"), "a name that no other event has")),
    ...mixedOverlaps(data).flatMap(([earlier, event]) =>
      problem(
        values,
        at(event, "start"),
        `a time apart from ${earlier.name}, leads included, since only one of the two comes every year`,
        "declare both in the same way, with a year or without",
      ),
    ),
  ];
}
