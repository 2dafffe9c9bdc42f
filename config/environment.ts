import type { Sizing, Workload } from "../capacity";

/** What users reach the platform by. */
export interface Domain {
  /** Fully qualified name of the endpoint, such as `app.example.com`. */
  readonly name: string;
  /** Public Route 53 hosted zone that holds {@link name}. */
  readonly hostedZone: string;
  /** ACM certificate of the load balancer's region to use; without it one is requested and validated by DNS. */
  readonly certificateArn?: string;
}

export interface Scaling {
  /** What instances are added and removed by: CPU utilisation, or requests per target. */
  readonly metric: "cpu" | "requestsPerTarget";
  /** Out above this CPU utilisation, percent. */
  readonly scaleOutCpuPercent: number;
  /** In below this CPU utilisation, percent. */
  readonly scaleInCpuPercent: number;
  /** Requests per target and minute to hold; always there when {@link metric} is `requestsPerTarget`. */
  readonly requestsPerTargetPerMinute?: number;
}

export interface Compute {
  readonly instanceType: string;
  /** Memory of an instance that users do not get, MiB. */
  readonly osReserveMb: number;
  /** Instances, set by hand in place of the plan's `compute.min`. */
  readonly minSize?: number;
  /** Instances, set by hand in place of the plan's `compute.max`. */
  readonly maxSize?: number;
  readonly scaling: Scaling;
  /** Path, from the project's root, of a script that replaces the built-in web service at boot. */
  readonly bootScript?: string;
}

export interface LoadBalancer {
  readonly type: "application" | "network";
  readonly stickySessions: boolean;
  /** Defaults to true in prod, false in dev. */
  readonly deletionProtection: boolean;
}

/** A stack's configuration: validated, defaults filled in. */
export interface Environment {
  readonly stack: string;
  readonly name: "dev" | "prod";
  /** AWS region, such as `us-east-1`. */
  readonly region: string;
  /** Availability Zones to spread over (2-6; prod at least 3). */
  readonly availabilityZones: number;
  /** Always there in prod; without one the load balancer speaks HTTP only. */
  readonly domain?: Domain;
  /** Who alarms are sent to; at least one address. */
  readonly notifications: { readonly emails: readonly string[] };
  /** Tags of every resource, beside those that the program adds. */
  readonly tags: Readonly<Record<string, string>>;
  readonly workload: Workload;
  /** IPv4 block of the VPC, /16 to /20. */
  readonly network: { readonly cidrBlock: string };
  readonly compute: Compute;
  readonly loadBalancer: LoadBalancer;
}

/** What the capacity model needs to know beside the workload. */
export function sizingOf({ compute, availabilityZones }: Environment): Sizing {
  return {
    instanceType: compute.instanceType,
    availabilityZones,
    osReserveMb: compute.osReserveMb,
    scaleOutCpuPercent: compute.scaling.scaleOutCpuPercent,
  };
}
