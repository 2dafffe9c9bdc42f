import type { Deployment } from "../capacity";
import type { Environment } from "./environment";

/** What every stack has, counted in a preview of prod, 2026-11-28: an alarm more or less is ten cents. */
const counted = { alarmMetrics: 82, compositeAlarms: 8, kmsKeys: 7 };
/** Interface endpoints of the instances' agents: infra/platform/index.ts. */
const agentEndpoints = 5;

/** What of an environment the cost model has to know beside workload and sizing. */
export function deploymentOf(environment: Environment): Deployment {
  const { region, loadBalancer, network, webAcl, domain, backup, tracing } = environment;
  return {
    region,
    loadBalancer: loadBalancer.type,
    interfaceEndpoints: network.interfaceEndpoints ? agentEndpoints : 0,
    webAcl: webAcl.enabled && loadBalancer.type === "application",
    domain: domain !== undefined,
    ...counted,
    backup: {
      dailyDays: backup.dailyRetentionDays,
      weeklyDays: backup.weeklyRetentionDays,
      monthlyDays: backup.monthlyRetentionDays,
      copied: backup.copyToRegion !== undefined,
    },
    sampledShare: tracing.sampledShare,
  };
}
