import { databaseClassesOf, serverlessClass } from "../../capacity";
import { databaseOf } from "../defaults";
import type { Database } from "../environment";
import { valueAt } from "../problems";
import { stackConfiguration } from "../schema";
import { isProd, problem, type Relation } from "./problem";
import { windows } from "./windows";

const key = "platform:database";
/** RDS takes no shorter window. */
const shortestWindow = 30;

export function database(values: unknown): Relation[] {
  const { data } = stackConfiguration.shape[key].safeParse(valueAt(values, [key]));
  if (data === undefined) return [];
  const resolved = databaseOf(data, isProd(values));
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

function classes(values: unknown, { engine, instanceClass, acu }: Database): Relation[] {
  const offered = databaseClassesOf(engine);
  if (instanceClass !== undefined && !offered.includes(instanceClass)) {
    return problem(values, [key, "instanceClass"], `with engine ${engine} one of ${offered.join(", ")}`);
  }
  const serverless = engine === "aurora" && (instanceClass ?? serverlessClass) === serverlessClass;
  if (acu === undefined || serverless) return [];
  return problem(values, [key, "acu"], `only with engine aurora and instanceClass ${serverlessClass}`);
}

function readers(values: unknown, { engine, readers: count, maxReaders }: Database): Relation[] {
  if (isProd(values) && count < 1) {
    return problem(values, [key, "readers"], "in prod at least 1: a writer alone is lost with its zone");
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

function retention(values: unknown, { backupRetentionDays }: Database): Relation[] {
  const path = [key, "backupRetentionDays"];
  if (backupRetentionDays < 1) {
    return problem(
      values,
      path,
      "1 to 35 (in prod 7 to 35): with 0 nothing could be restored to a point in time",
    );
  }
  if (!isProd(values) || backupRetentionDays >= 7) return [];
  return problem(values, path, "in prod 7 to 35: a mistake is often a week old when it is found");
}
