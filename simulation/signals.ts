import type { Term } from "./fleet";

/** What the simulation publishes every minute, by its place in a frame. */
export const signal = {
  requests: 0,
  requestsPerTarget: 1,
  /** Mean response time, seconds; percentiles follow {@link fixedSignals}. */
  latency: 2,
  balancerErrors: 3,
  healthyHosts: 4,
  unhealthyHosts: 5,
  cpu: 6,
  memory: 7,
  desired: 8,
  inService: 9,
  maxSize: 10,
  minSize: 11,
  total: 12,
  pending: 13,
  creditBalance: 14,
  surplusBalance: 15,
  surplusCharged: 16,
  /** Published by nothing that happens here. */
  silent: 17,
} as const;

export const fixedSignals = 18;

/** Sources: the metric lists of ALB, NLB, EC2, EC2 Auto Scaling and the CloudWatch agent, read 2026-11-28. */
const published: Readonly<Record<string, number>> = {
  "AWS/ApplicationELB RequestCount": signal.requests,
  "AWS/ApplicationELB RequestCountPerTarget": signal.requestsPerTarget,
  "AWS/ApplicationELB HTTPCode_ELB_5XX_Count": signal.balancerErrors,
  "AWS/ApplicationELB HTTPCode_ELB_503_Count": signal.balancerErrors,
  "AWS/ApplicationELB HealthyHostCount": signal.healthyHosts,
  "AWS/ApplicationELB UnHealthyHostCount": signal.unhealthyHosts,
  "AWS/NetworkELB HealthyHostCount": signal.healthyHosts,
  "AWS/NetworkELB UnHealthyHostCount": signal.unhealthyHosts,
  "AWS/EC2 CPUUtilization": signal.cpu,
  "AWS/EC2 CPUCreditBalance": signal.creditBalance,
  "AWS/EC2 CPUSurplusCreditBalance": signal.surplusBalance,
  "AWS/EC2 CPUSurplusCreditsCharged": signal.surplusCharged,
  "CWAgent mem_used_percent": signal.memory,
  "CWAgent Memory % Committed Bytes In Use": signal.memory,
  "AWS/AutoScaling GroupDesiredCapacity": signal.desired,
  "AWS/AutoScaling GroupInServiceInstances": signal.inService,
  "AWS/AutoScaling GroupMaxSize": signal.maxSize,
  "AWS/AutoScaling GroupMinSize": signal.minSize,
  "AWS/AutoScaling GroupTotalInstances": signal.total,
  "AWS/AutoScaling GroupPendingInstances": signal.pending,
};

/** Errors of the application and of clients, of which the model has none: CloudWatch gets no data of what does not happen. */
const silent =
  /^AWS\/ApplicationELB (HTTPCode_(Target|ELB)_\w+|RejectedConnectionCount|Target(Connection|TLSNegotiation)ErrorCount)$/;

/** A quantile of the response time, or the share of it within a time. */
export interface LatencySignal {
  readonly kind: "quantile" | "share";
  /** Share of the requests (0-1), or seconds. */
  readonly of: number;
}

export type SignalOf = number | LatencySignal | undefined;

/** What a metric shows of the simulation; undefined where it is about something else. */
export function signalOf({ namespace, metric, statistic }: Omit<Term, "id" | "periodSeconds">): SignalOf {
  const name = `${namespace} ${metric}`;
  if (name === "AWS/ApplicationELB TargetResponseTime") return latencySignalOf(statistic);
  return published[name] ?? (silent.test(name) ? signal.silent : undefined);
}

function latencySignalOf(statistic: string): SignalOf {
  const percentile = /^(?:p|tm)(\d+(?:\.\d+)?)$/.exec(statistic)?.[1];
  if (percentile !== undefined) return { kind: "quantile", of: Number(percentile) / 100 };
  const rank = /^PR\(:(\d*\.?\d+)\)$/.exec(statistic)?.[1];
  if (rank !== undefined) return { kind: "share", of: Number(rank) };
  return statistic === "Maximum" ? { kind: "quantile", of: 0.999 } : signal.latency;
}
