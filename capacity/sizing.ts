/** What the fleet is built of; with the {@link Workload} it decides how many instances there must be. */
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
}

export const defaultOsReserveMb = 512;
export const defaultScaleOutCpuPercent = 75;
