import type { Resource, Stack } from "./stack";
import { some, type Verdict } from "./value";

const globalType = "aws:rds/globalCluster:GlobalCluster";

/** Whether an Aurora global database is made of a cluster, which other regions' clusters can follow from then on. */
export function isSourceOfGlobal(stack: Stack, cluster: Resource): Verdict {
  return some(stack.referring(globalType, cluster, "sourceDbClusterIdentifier").map(({ sure }) => sure));
}
