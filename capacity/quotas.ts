import { newAccountQuotas, type Quotas } from "./sizing";

/** What one stack takes of the quotas of its account in a region. */
export interface StackDemand {
  /** Most instances at once: the group at its maximum during an instance refresh. */
  readonly instances: number;
  readonly vcpusPerInstance: number;
  readonly natGateways: number;
  /** What the stack's file says that the account has been granted. */
  readonly counted: Quotas;
}

/**
 * The quotas that a region needs for all of its stacks at their most at once: never less than a stack counts on, nor
 * than AWS gives a new account.
 */
export function quotasFor(stacks: readonly StackDemand[]): Quotas {
  const sum = (of: (stack: StackDemand) => number) => stacks.reduce((total, stack) => total + of(stack), 0);
  const most = (quota: "onDemandStandardVcpus" | "elasticIps", needed: number) =>
    Math.max(newAccountQuotas[quota], needed, ...stacks.map(({ counted }) => counted[quota]));
  return {
    onDemandStandardVcpus: most(
      "onDemandStandardVcpus",
      sum(({ instances, vcpusPerInstance }) => instances * vcpusPerInstance),
    ),
    elasticIps: most(
      "elasticIps",
      sum(({ natGateways }) => natGateways),
    ),
  };
}
