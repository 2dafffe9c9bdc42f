import { growthFrom, planCapacity } from "../../capacity";
import { sizingOf } from "../../config";
import { loadEnvironment } from "../../config";
import { readStackFile } from "../../config/stack-file";
import { join } from "node:path";
import { alarms } from "../../infra/observability/alarms";
import { type Alarm, type Metric, type PlainGraph, metricsOf } from "../../infra/observability/alarms/alarm";
import type { Limits } from "../../infra/observability/limits";

const root = join(__dirname, "..", "..");

/** The limits of a stack as its file declares them. */
export function limitsOf(stack: "dev" | "prod"): Limits {
  const environment = loadEnvironment(readStackFile(root, stack));
  const plan = planCapacity(environment.workload, sizingOf(environment));
  return {
    alarms: environment.alarms,
    slo: environment.slo,
    plan,
    growthFrom: growthFrom(environment.workload, new Date()),
  };
}

export function alarmOf(id: string): Alarm {
  const alarm = alarms.find((row) => row.id === id);
  if (!alarm) throw new Error(`there is no alarm ${id}`);
  return alarm;
}

export function metricsDrawn({ measure }: PlainGraph, limits: Limits): Metric[] {
  return Object.values(typeof measure === "function" ? metricsOf(measure(limits)) : measure);
}
