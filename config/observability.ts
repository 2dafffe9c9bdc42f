import type { StackConfiguration } from "./schema";

/** Who is told. */
export interface Subscribers {
  /** Each has to confirm by a link that AWS sends. */
  readonly emails: readonly string[];
  /** Endpoints of an on-call service, `https://...`; a key is usually part of them. */
  readonly https: readonly string[];
}

/** Pages go to these. */
export interface Notifications extends Subscribers {
  /** Who gets tickets, what can wait for working hours; the pages' e-mail addresses unless they are given. */
  readonly ticket: Subscribers;
}

/** Thresholds of alarms. */
export interface Alarms {
  /** CPU of the group, percent. */
  readonly cpuPercent: number;
  /** Memory of the group, percent. */
  readonly memoryPercent: number;
  /** Root volume of an instance, percent. */
  readonly diskPercent: number;
  /** What the 95th percentile of requests may take, milliseconds. */
  readonly latencyMs: number;
  /** Requests answered with 4xx, percent. */
  readonly clientErrorPercent: number;
  /** Requests answered with 5xx, percent. */
  readonly serverErrorPercent: number;
  /** Requests in a period below which rates are not judged. */
  readonly minimumRequests: number;
  /** Share of a limit of the plan (peak request rate, group size, connections) at which a warning is due, 0-1. */
  readonly warningShare: number;
  readonly databaseCpuPercent: number;
  /** Memory of a cache node, percent. */
  readonly cacheMemoryPercent: number;
  /** Days before a certificate expires. */
  readonly certificateDays: number;
}

/** Service level objectives over 30 days, as shares of requests (0.95-0.99999). */
export interface Slo {
  /** Answered without a 5xx. Defaults to 0.999 in prod, 0.99 in dev. */
  readonly availability: number;
  /** Answered within {@link Alarms.latencyMs}. */
  readonly latency: number;
}

export interface Tracing {
  /** Share of requests that are traced beyond the first of each second, 0-1. */
  readonly sampledShare: number;
}

export function notificationsOf(config: StackConfiguration["platform:notifications"]): Notifications {
  return { ...config, ticket: config.ticket ?? { emails: config.emails, https: [] } };
}

export function sloOf(config: StackConfiguration["platform:slo"], isProd: boolean): Slo {
  return { ...config, availability: config.availability ?? (isProd ? 0.999 : 0.99) };
}
