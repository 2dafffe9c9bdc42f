import type { Alarm } from "./alarm";
import { computeAlarms } from "./compute";
import { databaseAlarms } from "./database";
import { keepingAlarms } from "./keeping";
import { loadBalancerAlarms } from "./load-balancer";
import { serviceAlarms } from "./service";
import { sessionAlarms } from "./sessions";
import { sloAlarms } from "./slo";

/** A part of the platform; a row of the dashboard. */
export interface Tier {
  readonly title: string;
  readonly alarms: readonly Alarm[];
}

/** Every alarm of the platform. Plain data: resources, dashboard, runbook check and tests are made from it. */
export const tiers: readonly Tier[] = [
  { title: "Load balancer", alarms: loadBalancerAlarms },
  { title: "Service level objectives", alarms: sloAlarms },
  { title: "Service", alarms: serviceAlarms },
  { title: "Instances", alarms: computeAlarms },
  { title: "Database", alarms: databaseAlarms },
  { title: "Sessions", alarms: sessionAlarms },
  { title: "Files, backups, certificate, NAT", alarms: keepingAlarms },
];

export const alarms: readonly Alarm[] = tiers.flatMap((tier) => tier.alarms);
