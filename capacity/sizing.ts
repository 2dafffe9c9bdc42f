import type { CacheSizing } from "./cache";
import type { DatabaseSizing } from "./database";
import type { SessionSizing } from "./session-table";

/** What AWS allows an account in a region until it asks for more. */
export interface Quotas {
  /** vCPUs of running on-demand standard (A, C, D, H, I, M, R, T, Z) instances, quota L-1216C47A. */
  readonly onDemandStandardVcpus: number;
  /** The same of memory-optimised X instances, quota L-7295265B; a new account has none. */
  readonly onDemandXVcpus?: number;
  /** Elastic IP addresses, one per NAT gateway, quota L-0263D0A3. */
  readonly elasticIps: number;
}

/** What the platform is built of; with the {@link Workload} it decides how much of it there must be. */
export interface Sizing {
  /** EC2 instance type of the catalogue, such as `t3.medium`. */
  readonly instanceType: string;
  /** Availability Zones that the fleet spreads over (2-6). */
  readonly availabilityZones: number;
  /**
   * Memory of each instance that users do not get, MiB. The default of 512 is about what an idle web server of ours
   * holds: Amazon Linux 2023 itself 200, CloudWatch agent 100, SSM agent 50, the application's runtime before its
   * first session 150. 0 gives all of the memory to users.
   */
  readonly osReserveMb: number;
  /** CPU utilisation above which the group scales out, percent: a fleet at its planned peak stays below it. */
  readonly scaleOutCpuPercent: number;
  /** CPU utilisation below which the group scales in, percent; 30 unless it is given. */
  readonly scaleInCpuPercent?: number;
  /** The same of memory, with the reserve; 75 unless it is given. */
  readonly scaleOutMemoryPercent?: number;
  /**
   * Whether the instances that are left when a zone is lost hold all users at once, before others have replaced the lost:
   * then a fleet of few zones is less used than the thresholds allow. True unless it is given.
   */
  readonly holdsZoneLoss?: boolean;
  /** Memory at which an alarm calls somebody, percent; 80 unless it is given. */
  readonly memoryAlarmPercent?: number;
  /** What 95 % of the requests may take, milliseconds; 300 unless it is given. */
  readonly latencyMs?: number;
  /** Requests of an instance in a minute, where they are set by hand in place of the plan's. */
  readonly requestsPerTargetPerMinute?: number;
  /**
   * Of a standby: time within which its group, sent the users of the peak at once, is to hold them by its own steps of scaling,
   * seconds. The floor follows from it.
   */
  readonly takeoverSeconds?: number;
  /** Fewest instances of the group, where they are set by hand in place of the plan's. */
  readonly minSize?: number;
  /** Most instances of the group, where they are set by hand in place of the plan's. */
  readonly maxSize?: number;
  /** Prefix length of the VPC (16-20). */
  readonly vpcMask: number;
  /** Zones that the VPC is divided for, where they are not {@link availabilityZones}. */
  readonly layoutZones?: number;
  readonly natGateways: number;
  readonly database: DatabaseSizing;
  readonly cache: CacheSizing;
  readonly sessions: SessionSizing;
  readonly quotas: Quotas;
}

export const defaultOsReserveMb = 512;
export const defaultScaleOutCpuPercent = 75;
/** Capacity that a production environment keeps above its peak, as a fraction of it. */
export const minimumBufferShare = 0.2;
/** AWS's values for a new account (Service Quotas, early 2025; their codes looked up again 2026-11-25). */
export const newAccountQuotas: Quotas = { onDemandStandardVcpus: 5, elasticIps: 5 };
