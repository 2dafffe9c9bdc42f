/**
 * What a month may cost before somebody is told, whole USD: the plan's monthly cost and a share of it on top.
 *
 * @param marginShare as a fraction: 0.2 is 20 %
 */
export function monthlyBudgetUsd(planUsd: number, marginShare: number): number {
  return Math.ceil(planUsd * (1 + marginShare));
}
