/** What of a deployment bills and does not follow from the workload and the sizing. */
export interface Deployment {
  readonly region: string;
  readonly loadBalancer: "application" | "network";
  /** Interface endpoints, each in every zone. */
  readonly interfaceEndpoints: number;
  readonly webAcl: boolean;
  /** Whether a hosted zone and the health checks of its records are used. */
  readonly domain: boolean;
  /** Metrics that alarms look at; an alarm on an expression is billed for each of its metrics. */
  readonly alarmMetrics: number;
  readonly compositeAlarms: number;
  readonly kmsKeys: number;
  /** Days that daily, weekly and monthly backups are kept; and whether they are copied to a second region. */
  readonly backup: {
    readonly dailyDays: number;
    readonly weeklyDays: number;
    readonly monthlyDays: number;
    readonly copied: boolean;
  };
  /** Share of requests that are traced. */
  readonly sampledShare: number;
}
