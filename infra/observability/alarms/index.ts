import type { Alarm, PlainGraph, Service } from "./alarm";
import { aurora } from "./aurora";
import { autoScaling } from "./auto-scaling";
import { backup } from "./backup";
import { certificateManager } from "./certificate-manager";
import { dynamoDb } from "./dynamodb";
import { ec2 } from "./ec2";
import { elastiCache } from "./elasticache";
import { loadBalancer } from "./load-balancer";
import { natGateway } from "./nat-gateway";
import { rds } from "./rds";
import { replication } from "./replication";
import { route53 } from "./route53";
import { s3 } from "./s3";
import { service } from "./service";
import { slo } from "./slo";
import { targetGroup } from "./target-group";

/** A section of the dashboard. */
export interface Section {
  readonly title: string;
  readonly services: readonly Service[];
}

/** Every alarm of the platform. Plain data: resources, dashboard, runbook and tests are made from it. */
export const sections: readonly Section[] = [
  { title: "Load balancer", services: [loadBalancer, targetGroup] },
  { title: "Service level objectives", services: [slo] },
  { title: "Service", services: [service] },
  { title: "Instances", services: [ec2, autoScaling] },
  { title: "Database", services: [rds, aurora] },
  { title: "Sessions", services: [elastiCache, dynamoDb] },
  { title: "Replication into another region", services: [replication, route53] },
  { title: "Files, backups, certificate, NAT", services: [s3, backup, certificateManager, natGateway] },
];

export const alarms: readonly Alarm[] = sections.flatMap(alarmsOf);

export const plainGraphs: readonly PlainGraph[] = sections.flatMap(graphsOf);

export function alarmsOf({ services }: Section): readonly Alarm[] {
  return services.flatMap((service) => service.alarms);
}

export function graphsOf({ services }: Section): readonly PlainGraph[] {
  return services.flatMap(({ graphs = [] }) => graphs);
}
