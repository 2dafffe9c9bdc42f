import type { PlannedStack } from "./quotas";

/**
 * What is wrong with the region of the stacks' state: that it is one of two between which a stack's users move. When it is lost,
 * nobody can read the state by which the other one is promoted. Undefined where nothing is.
 */
export function problemWithRegion(
  region: string,
  stacks: readonly Pick<PlannedStack, "name" | "regions">[],
): string | undefined {
  const lost = stacks.filter(({ regions }) => regions.length > 1 && regions.includes(region));
  if (lost.length === 0) return undefined;
  return (
    `Pulumi.account.yaml: aws:region  found "${region}", a region of ${lost.map(({ name }) => name).join(", ")}: when it is lost, ` +
    "nobody can read their state and secrets, and no other region is promoted  allowed: a region where none of them is"
  );
}
