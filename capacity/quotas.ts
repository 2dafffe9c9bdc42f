import { instanceType, type VcpuQuota, vcpuQuotas } from "./catalogue/instance-types";
import { newAccountQuotas, type Quotas } from "./sizing";

/** Codes in Service Quotas, all of the service `ec2`; that of addresses looked up 2026-11-25. */
export const quotaCodes: Readonly<Record<keyof Quotas, string>> = {
  onDemandStandardVcpus: vcpuQuotas.standard.code,
  onDemandXVcpus: vcpuQuotas.memoryOptimizedX.code,
  elasticIps: "L-0263D0A3",
};

/** What one stack takes of the quotas of its account in a region. */
export interface StackDemand {
  /** Most instances at once: the group at its maximum during an instance refresh. */
  readonly instances: number;
  /** Of the catalogue, such as `t3.medium`. */
  readonly instanceType: string;
  readonly natGateways: number;
  /** What the stack's file says that the account has been granted. */
  readonly counted: Quotas;
}

/**
 * The quotas that a region needs for all of its stacks at their most at once: never less than a stack counts on, nor
 * than AWS gives a new account.
 */
export function quotasFor(stacks: readonly StackDemand[]): Required<Quotas> {
  const most = (quota: keyof Quotas, needs: (stack: StackDemand) => number) =>
    Math.max(
      newAccountQuotas[quota] ?? 0,
      stacks.reduce((total, stack) => total + needs(stack), 0),
      ...stacks.map(({ counted }) => counted[quota] ?? 0),
    );
  const vcpus = (quota: VcpuQuota) => most(vcpuQuotas[quota].key, (stack) => vcpusOf(stack, quota));
  return {
    onDemandStandardVcpus: vcpus("standard"),
    onDemandXVcpus: vcpus("memoryOptimizedX"),
    elasticIps: most("elasticIps", ({ natGateways }) => natGateways),
  };
}

function vcpusOf({ instances, instanceType: name }: StackDemand, quota: VcpuQuota): number {
  const type = instanceType(name);
  return type.quota === quota ? instances * type.vcpus : 0;
}
