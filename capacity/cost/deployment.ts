/** What of a deployment bills and does not follow from the workload and the sizing. */
export interface Deployment {
  readonly region: string;
  readonly loadBalancer: "application" | "network";
  /** Interface endpoints, each in every zone. */
  readonly interfaceEndpoints: number;
  readonly webAcl: boolean;
  /** Whether the records of a hosted zone lead to it. */
  readonly domain: boolean;
  /**
   * Route 53's health checks, and what of them is billed on top: HTTPS, an interval of 10 s, latency. What they ask is in AWS;
   * of an endpoint elsewhere a check is 0.75 USD and an option 2 USD.
   */
  readonly healthChecks: { readonly count: number; readonly options: number };
  /** Whether it keeps the page that users see where no region serves them. */
  readonly fallbackPage: boolean;
  /**
   * Which of two stacks it is, where a platform has a standby in another region. The primary replicates, and owns the copies of
   * files and sessions in the other region.
   */
  readonly role?: "primary" | "standby";
  /** Whether users come to it only when another region is lost. */
  readonly idle: boolean;
  /** Metrics that alarms look at; an alarm on an expression is billed for each of its metrics. */
  readonly alarmMetrics: number;
  readonly compositeAlarms: number;
  readonly kmsKeys: number;
  /** Buckets whose requests are measured. */
  readonly measuredBuckets: number;
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
