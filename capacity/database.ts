import { withoutNoise } from "./arithmetic";
import type { Workload } from "./workload";

export interface Database {
  /** Volume of the registered users' data, GB, decimal. */
  readonly gb: number;
}

export function databaseOf(workload: Workload): Database {
  return { gb: withoutNoise((workload.registeredUsers * workload.databaseKbPerUser) / 1_000_000) };
}
