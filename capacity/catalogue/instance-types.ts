import type { Quotas } from "../sizing";

/** What the model knows of an EC2 instance type. */
export interface InstanceType {
  readonly name: string;
  readonly architecture: "x86_64" | "arm64";
  readonly vcpus: number;
  readonly memoryMib: number;
  /** On demand, USD an hour: see {@link onDemandSource}. */
  readonly usdPerHour: number;
  /** The quota that its vCPUs count against. */
  readonly quota: VcpuQuota;
  /** Only for types that earn CPU credits. */
  readonly burst?: {
    /** Utilisation of each vCPU that earned credits pay for, percent. */
    readonly baselinePercent: number;
    /** Surplus credits in unlimited mode, USD a vCPU-hour. */
    readonly surplusUsdPerVcpuHour: number;
  };
}

/**
 * Quotas of running on-demand instances, by which AWS counts vCPUs of families together. Source: EC2 User Guide, "Amazon EC2
 * service quotas", codes from Service Quotas, read 2026-11-28.
 */
export const vcpuQuotas = {
  standard: { code: "L-1216C47A", families: "standard", key: "onDemandStandardVcpus" },
  memoryOptimizedX: { code: "L-7295265B", families: "memory-optimised X", key: "onDemandXVcpus" },
} as const;

export type VcpuQuota = keyof typeof vcpuQuotas;

/** What the account may run of a type's families, vCPUs; 0 where nothing is declared of them. */
export function vcpusGranted(
  quota: VcpuQuota,
  { onDemandStandardVcpus, onDemandXVcpus = 0 }: Quotas,
): number {
  return quota === "standard" ? onDemandStandardVcpus : onDemandXVcpus;
}

interface Family {
  /** The quota that its vCPUs count against, where it is not that of the standard families (A, C, D, H, I, M, R, T, Z). */
  readonly quota?: VcpuQuota;
  readonly architecture: InstanceType["architecture"];
  readonly surplusUsdPerVcpuHour?: number;
  /** Per size: vCPUs, GiB, USD an hour, and for burstable types the baseline in percent of each vCPU. */
  readonly sizes: Readonly<Record<string, readonly [number, number, number, number?]>>;
}

/** Of every price below: on demand, Linux, us-east-1. */
export const onDemandSource =
  "AWS Price List API of 2026-01-19, by aws/karpenter-provider-aws pkg/providers/pricing/zz_generated.pricing_aws.go, read 2026-11-28";

// Shapes and baselines: Amazon EC2 instance types guide. The price of surplus credits is that guide's, and has no dated record.
const families: Readonly<Record<string, Family>> = {
  t3: {
    architecture: "x86_64",
    surplusUsdPerVcpuHour: 0.05,
    sizes: {
      small: [2, 2, 0.0208, 20],
      medium: [2, 4, 0.0416, 20],
      large: [2, 8, 0.0832, 30],
      xlarge: [4, 16, 0.1664, 40],
      "2xlarge": [8, 32, 0.3328, 40],
    },
  },
  t3a: {
    architecture: "x86_64",
    surplusUsdPerVcpuHour: 0.05,
    sizes: {
      small: [2, 2, 0.0188, 20],
      medium: [2, 4, 0.0376, 20],
      large: [2, 8, 0.0752, 30],
      xlarge: [4, 16, 0.1504, 40],
      "2xlarge": [8, 32, 0.3008, 40],
    },
  },
  t4g: {
    architecture: "arm64",
    surplusUsdPerVcpuHour: 0.04,
    sizes: {
      small: [2, 2, 0.0168, 20],
      medium: [2, 4, 0.0336, 20],
      large: [2, 8, 0.0672, 30],
      xlarge: [4, 16, 0.1344, 40],
      "2xlarge": [8, 32, 0.2688, 40],
    },
  },
  m6i: {
    architecture: "x86_64",
    sizes: { large: [2, 8, 0.096], xlarge: [4, 16, 0.192], "2xlarge": [8, 32, 0.384] },
  },
  m7i: {
    architecture: "x86_64",
    sizes: { large: [2, 8, 0.1008], xlarge: [4, 16, 0.2016], "2xlarge": [8, 32, 0.4032] },
  },
  m7g: {
    architecture: "arm64",
    sizes: {
      medium: [1, 4, 0.0408],
      large: [2, 8, 0.0816],
      xlarge: [4, 16, 0.1632],
      "2xlarge": [8, 32, 0.3264],
    },
  },
  c7g: {
    architecture: "arm64",
    sizes: { medium: [1, 2, 0.0363], large: [2, 4, 0.0725], xlarge: [4, 8, 0.145], "2xlarge": [8, 16, 0.29] },
  },
  r6i: {
    architecture: "x86_64",
    sizes: { large: [2, 16, 0.126], xlarge: [4, 32, 0.252], "2xlarge": [8, 64, 0.504] },
  },
  r7i: {
    architecture: "x86_64",
    sizes: { large: [2, 16, 0.1323], xlarge: [4, 32, 0.2646], "2xlarge": [8, 64, 0.5292] },
  },
  x2gd: {
    architecture: "arm64",
    quota: "memoryOptimizedX",
    sizes: {
      medium: [1, 16, 0.0835],
      large: [2, 32, 0.167],
      xlarge: [4, 64, 0.334],
      "2xlarge": [8, 128, 0.668],
    },
  },
  r6g: {
    architecture: "arm64",
    sizes: {
      medium: [1, 8, 0.0504],
      large: [2, 16, 0.1008],
      xlarge: [4, 32, 0.2016],
      "2xlarge": [8, 64, 0.4032],
    },
  },
  r7g: {
    architecture: "arm64",
    sizes: {
      medium: [1, 8, 0.0536],
      large: [2, 16, 0.1071],
      xlarge: [4, 32, 0.2142],
      "2xlarge": [8, 64, 0.4284],
    },
  },
};

const catalogue = new Map(
  Object.entries(families).flatMap(
    ([family, { architecture, surplusUsdPerVcpuHour, quota = "standard", sizes }]) =>
      Object.entries(sizes).map(
        ([size, [vcpus, gib, usdPerHour, baselinePercent]]): [string, InstanceType] => {
          const name = `${family}.${size}`;
          const type = { name, architecture, vcpus, memoryMib: gib * 1024, usdPerHour, quota };
          if (surplusUsdPerVcpuHour === undefined || baselinePercent === undefined) return [name, type];
          return [name, { ...type, burst: { baselinePercent, surplusUsdPerVcpuHour } }];
        },
      ),
  ),
);

export const instanceTypes: readonly InstanceType[] = [...catalogue.values()];

export function isInstanceType(name: string): boolean {
  return catalogue.has(name);
}

/** @throws RangeError when the catalogue has no such type; the message lists those of its family. */
export function instanceType(name: string): InstanceType {
  const type = catalogue.get(name);
  if (type === undefined)
    throw new RangeError(`no instance type ${name} in the catalogue: ${knownTypes(name)}`);
  return type;
}

/** The types to choose from in place of `name`: those of its family, or all when the family is not known either. */
export function knownTypes(name: string): string {
  const family = name.split(".")[0] ?? "";
  const related = instanceTypes.filter((type) => type.name.startsWith(`${family}.`));
  return (related.length > 0 ? related : instanceTypes).map((type) => type.name).join(", ");
}
