import assert from "node:assert/strict";
import { type Deployment, monthlyCost, planCapacity, type Sizing, type Workload } from "../../capacity";
import { briefSizing, million } from "./declared";

/** A stack alone. */
export const deployment: Deployment = {
  region: "us-east-1",
  loadBalancer: "application",
  interfaceEndpoints: 5,
  webAcl: true,
  domain: true,
  healthChecks: { count: 0, options: 0 },
  fallbackPage: false,
  idle: false,
  alarmMetrics: 82,
  compositeAlarms: 8,
  kmsKeys: 7,
  measuredBuckets: 2,
  backup: { dailyDays: 35, weeklyDays: 90, monthlyDays: 365, copied: true },
  sampledShare: 0.05,
};

export function bill(
  sizing: Partial<Sizing> = {},
  workload: Partial<Workload> = {},
  other: Partial<Deployment> = {},
) {
  const [declared, sized] = [
    { ...million, ...workload },
    { ...briefSizing, ...sizing },
  ];
  return monthlyCost(declared, sized, planCapacity(declared, sized), { ...deployment, ...other });
}

/** Of the one line of that name, of a component where several have it. */
export function usd(found: ReturnType<typeof bill>, item: string, component = "") {
  const lines = found.lines.filter((line) => line.item === item && line.component.startsWith(component));
  assert.equal(lines.length, 1, item);
  return lines[0]?.usdPerMonth ?? 0;
}
