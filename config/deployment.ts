import type { Deployment } from "../capacity";
import type { Environment } from "./environment";
import { hasHealthCheck, keepsFallbackPage } from "./fallback-page";

/** Counted in dev and in both stacks of prod, test/infra/two-regions.program.test.ts: an alarm more or less is ten cents. */
const counted = {
  alone: { alarmMetrics: 74, compositeAlarms: 8, kmsKeys: 6, measuredBuckets: 2 },
  primary: { alarmMetrics: 89, compositeAlarms: 8, kmsKeys: 8, measuredBuckets: 4 },
  standby: { alarmMetrics: 85, compositeAlarms: 8, kmsKeys: 8, measuredBuckets: 0 },
};
/** Interface endpoints of the instances' agents: infra/platform/index.ts. */
const agentEndpoints = 5;

/** What of an environment the cost model has to know beside workload and sizing. */
export function deploymentOf(environment: Environment): Deployment {
  const { region, loadBalancer, network, webAcl, domain, backup, tracing, pair } = environment;
  return {
    region,
    loadBalancer: loadBalancer.type,
    interfaceEndpoints: network.interfaceEndpoints ? agentEndpoints : 0,
    webAcl: webAcl.enabled && loadBalancer.type === "application",
    domain: domain !== undefined,
    healthChecks: healthChecksOf(environment),
    fallbackPage: keepsFallbackPage(environment),
    ...(pair && { role: pair.role }),
    idle: pair?.role === "standby" && (domain?.routing ?? "failover") === "failover",
    ...counted[pair?.role ?? "alone"],
    backup: {
      dailyDays: backup.dailyRetentionDays,
      weeklyDays: backup.weeklyRetentionDays,
      monthlyDays: backup.monthlyRetentionDays,
      copied: backup.copyToRegion !== undefined,
    },
    sampledShare: tracing.sampledShare,
  };
}

/** Those of infra/dns/health.ts: of the endpoint and, where its database may be read only, of that and of both together. */
function healthChecksOf(environment: Environment): Deployment["healthChecks"] {
  if (!hasHealthCheck(environment)) return { count: 0, options: 0 };
  const { loadBalancer, pair, database } = environment;
  const asksDatabase = pair?.role === "primary" && database.engine === "aurora";
  // HTTPS, an interval of 10 s, and latency; of a Network Load Balancer, no HTTPS.
  return { count: asksDatabase ? 3 : 1, options: loadBalancer.type === "application" ? 3 : 2 };
}
