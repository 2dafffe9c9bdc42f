import { overSince } from "../event-times";
import { growthFrom } from "../forecast";
import type { CapacityPlan } from "../plan";
import type { Sizing } from "../sizing";
import type { Workload } from "../workload";
import { fleetRows, groupRows, needRows, operatingRows } from "./fleet";
import { memoryRows, trafficRows, userRows } from "./load";
import { readable, type Row } from "./row";
import { remedyRows, runwayRows } from "./runway";
import { databaseRows, sessionRows, storageRows } from "./state";

export { readable } from "./row";
export { forecastFigures, forecastLines } from "./forecast";
export { type DatedRunway, dated, limitNames } from "./runway";

export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** Every figure of a plan with its unit and formula, in the order in which one follows from the other. */
export function explain(plan: CapacityPlan, workload: Workload, sizing: Sizing, now: Date): Section[] {
  const start = growthFrom(workload, now);
  return [
    { title: "Users", rows: userRows(plan, workload) },
    { title: "Traffic", rows: trafficRows(plan, workload) },
    { title: "Memory of users", rows: memoryRows(plan, workload) },
    {
      title: `Operating point of a ${plan.compute.instanceType}`,
      rows: operatingRows(plan, workload, sizing),
    },
    {
      title: "Instances at baseline",
      rows: needRows(plan.compute.baseline, plan.users.baselineConcurrent, plan.operatingPoint),
    },
    {
      title: "Instances at peak",
      rows: fleetRows(plan.compute.peak, plan.users.peakConcurrent, plan, workload, sizing),
    },
    ...plan.schedule.map(({ name, multiplier, concurrentUsers, need }) => ({
      title: `Instances at the event ${name}, ${readable(multiplier)} x peak${overNote(name, workload, now)}`,
      rows: fleetRows(need, concurrentUsers, plan, workload, sizing),
    })),
    { title: "Auto Scaling group", rows: groupRows(plan, workload, sizing) },
    { title: `Database, ${engineNames[plan.database.engine]}`, rows: databaseRows(plan, workload, sizing) },
    { title: `Sessions, in ${storeNames[sizing.sessions.store]}`, rows: sessionRows(plan, workload, sizing) },
    { title: "Files, in S3", rows: storageRows(plan) },
    { title: "Runway, at the declared growth", rows: runwayRows(plan.runway, workload, start) },
    { title: "To begin before that, at the high growth", rows: remedyRows(plan.runway, start) },
  ];
}

function overNote(name: string, { events }: Workload, now: Date): string {
  const event = events.find((it) => it.name === name);
  const since = event && overSince(event, now);
  return since === undefined
    ? ""
    : `; it is over since ${since.toISOString().slice(0, 16)}Z: take it out of platform:workload.events, addresses, quota and connections still count with it`;
}

const engineNames = { aurora: "Aurora PostgreSQL", postgres: "RDS for PostgreSQL" };
const storeNames = { cache: "ElastiCache for Valkey", dynamodb: "DynamoDB" };
