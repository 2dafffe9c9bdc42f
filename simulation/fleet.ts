import type { AlarmRule, Comparison } from "./alarm-state";

/** An Auto Scaling group with all that decides how it behaves under a load. Times are seconds where nothing else is said. */
export interface Fleet {
  /** What the stack calls the group. */
  readonly name: string;
  readonly instance: Instance;
  readonly zones: number;
  readonly minSize: number;
  readonly maxSize: number;
  /** From launch until the application answers. */
  readonly bootSeconds: number;
  /** For how long after launch the group leaves an instance alone that fails its health check. */
  readonly graceSeconds: number;
  /** Whether the load balancer's health check, and not EC2's alone, replaces an instance. */
  readonly replacesUnhealthy: boolean;
  readonly balancer: Balancer;
  readonly policies: readonly ScalingPolicy[];
  readonly alarms: readonly Alarm[];
  readonly composites: readonly CompositeAlarm[];
  readonly schedule: readonly ScheduledAction[];
  readonly refresh: Refresh;
  readonly warmPool?: WarmPool;
}

/** What the group's instances are. */
export interface Instance {
  readonly type: string;
  readonly vcpus: number;
  readonly memoryMib: number;
  /** On demand. */
  readonly usdPerHour: number;
  readonly burst?: {
    /** Utilisation of each vCPU that earned credits pay for, percent. */
    readonly baselinePercent: number;
    readonly surplusUsdPerVcpuHour: number;
    /** Whether work above the baseline goes on when the credits are spent, and is billed. */
    readonly isUnlimited: boolean;
  };
}

/** The target group, and what of its load balancer counts. */
export interface Balancer {
  readonly checkSeconds: number;
  readonly checkTimeoutSeconds: number;
  /** Checks in a row until an instance is healthy, or is not. */
  readonly healthyChecks: number;
  readonly unhealthyChecks: number;
  readonly slowStartSeconds: number;
  readonly deregistrationSeconds: number;
  /** How long a request may wait for its answer. */
  readonly idleTimeoutSeconds: number;
  /** Whether a session stays on the instance that it began on. */
  readonly isSticky: boolean;
}

export type ScalingPolicy = StepPolicy | TrackingPolicy | PredictivePolicy;

export type AdjustmentType = "ChangeInCapacity" | "PercentChangeInCapacity" | "ExactCapacity";

/** Step or simple scaling, set off by alarms. */
export interface StepPolicy {
  readonly kind: "step";
  readonly name: string;
  readonly type: AdjustmentType;
  /** Fewest instances that a change by percent adds or removes. */
  readonly atLeast: number;
  /** Bounds are relative to the alarm's threshold; missing ones are infinite. Simple scaling has one step without any. */
  readonly steps: readonly { readonly lower: number; readonly upper: number; readonly amount: number }[];
  readonly warmupSeconds: number;
  /** Simple scaling alone: for so long after a change it changes nothing. */
  readonly cooldownSeconds?: number;
  /** Names of the alarms that set it off. */
  readonly alarms: readonly string[];
}

/** Holds a metric at a target, by two alarms that Auto Scaling makes itself. */
export interface TrackingPolicy {
  readonly kind: "tracking";
  readonly name: string;
  readonly measure: Measure;
  readonly target: number;
  readonly warmupSeconds: number;
  readonly scalesIn: boolean;
}

/** Has instances there before a load that returns every day; modelled on what the same hour brought on the days before. */
export interface PredictivePolicy {
  readonly kind: "predictive";
  readonly name: string;
  /** Metric of one instance and the value that it is to have. */
  readonly metric: "cpu" | "requestsPerTarget";
  readonly target: number;
  readonly bufferSeconds: number;
}

/** One metric of what is measured, by an id that expressions use. */
export interface Term {
  readonly id: string;
  readonly namespace: string;
  readonly metric: string;
  /** `Sum`, `Average`, `p95`, `PR(:0.3)` ... */
  readonly statistic: string;
  readonly periodSeconds: number;
}

/** A metric, or metric math over several. */
export interface Measure {
  readonly terms: readonly Term[];
  /** Written out down to the ids of terms; without it the one term counts. */
  readonly expression?: string;
}

export interface Alarm extends AlarmRule {
  /** As CloudWatch calls it, or the stack where the name is made up. */
  readonly name: string;
  readonly measure: Measure;
  readonly comparison: Comparison;
  readonly threshold: number;
  /** Whether it wakes somebody by itself. */
  readonly pages: boolean;
}

/** An alarm on the states of others. */
export interface CompositeAlarm {
  readonly name: string;
  /** CloudWatch's rule, such as `ALARM("a") OR ALARM("b")`. */
  readonly rule: string;
  readonly pages: boolean;
}

/** A change of sizes at a time; what is undefined stays. */
export interface ScheduledAction {
  readonly name: string;
  /** Milliseconds since 1970, in order: the times at which it is due. */
  readonly times: readonly number[];
  readonly minSize?: number;
  readonly maxSize?: number;
  readonly desired?: number;
}

/** How a refresh replaces instances. */
export interface Refresh {
  readonly minHealthyPercent: number;
  readonly maxHealthyPercent: number;
  readonly warmupSeconds: number;
}

/** Instances that have booted before and wait. */
export interface WarmPool {
  readonly size: number;
  readonly isRunning: boolean;
}
