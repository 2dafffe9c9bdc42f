import { databaseClassesOf, serverlessClass } from "../../capacity";
import { type DatabaseConfig, databaseOf } from "../environment";
import { type FoundProblem, valueAt } from "../problems";
import { stackConfiguration } from "../schema";
import { minimumOf, problem, tierOf } from "./problem";
import { windows } from "./windows";

const key = "platform:database";
/** RDS takes no shorter window. */
const shortestWindow = 30;

export function database(values: unknown): FoundProblem[] {
  const { data } = stackConfiguration.shape[key].safeParse(valueAt(values, [key]));
  if (data === undefined) return [];
  const resolved = databaseOf(data, tierOf(values));
  return [
    ...classes(values, resolved),
    ...readers(values, resolved),
    ...retention(values, resolved),
    ...windows(
      values,
      { path: [key, "backupWindow"], window: resolved.backupWindow },
      { path: [key, "maintenanceWindow"], window: resolved.maintenanceWindow },
      shortestWindow,
    ),
  ];
}

function classes(values: unknown, { engine, instanceClass, acu }: DatabaseConfig): FoundProblem[] {
  const offered = databaseClassesOf(engine);
  if (instanceClass !== undefined && !offered.includes(instanceClass)) {
    return problem(values, [key, "instanceClass"], `with engine ${engine} one of ${offered.join(", ")}`);
  }
  const serverless = engine === "aurora" && (instanceClass ?? serverlessClass) === serverlessClass;
  if (acu === undefined || serverless) return [];
  return problem(values, [key, "acu"], `only with engine aurora and instanceClass ${serverlessClass}`);
}

function readers(values: unknown, { engine, readers: count, maxReaders }: DatabaseConfig): FoundProblem[] {
  const least = minimumOf(values, "readers");
  if (count < least) {
    return problem(
      values,
      [key, "readers"],
      `in ${tierOf(values)} at least ${least}: a writer alone is lost with its zone`,
    );
  }
  if (engine === "postgres" && count > 1) {
    return problem(values, [key, "readers"], "with engine postgres 0 or 1, the standby of Multi-AZ");
  }
  if (engine === "postgres" && maxReaders !== count) {
    return problem(values, [key, "maxReaders"], "only with engine aurora, whose readers scale");
  }
  if (count <= maxReaders) return [];
  return problem(values, [key, "maxReaders"], `at least readers, which is ${count}`);
}

function retention(values: unknown, { backupRetentionDays }: DatabaseConfig): FoundProblem[] {
  const least = minimumOf(values, "backupRetentionDays");
  if (backupRetentionDays >= least) return [];
  return problem(
    values,
    [key, "backupRetentionDays"],
    `in ${tierOf(values)} ${least} to 35: a mistake is often a week old when it is found`,
  );
}
