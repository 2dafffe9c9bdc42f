import { cacheNodeType } from "../catalogue/cache-nodes";
import { databaseClass } from "../catalogue/database-classes";
import { instanceType } from "../catalogue/instance-types";
import type { CapacityPlan } from "../plan";
import { aurora, dynamoDb, rdsStorageUsdPerGbMonth, s3UsdPerGbMonth } from "../catalogue/prices";
import type { Sizing } from "../sizing";
import { readable, type Row, row } from "./row";

export function fleetCostRows({ cost }: CapacityPlan, sizing: Sizing): Row[] {
  const fleet = (
    figure: string,
    { instanceType: type, instances, usdPerMonth }: CapacityPlan["cost"]["ceiling"],
  ) =>
    row(
      figure,
      usdPerMonth,
      "USD/month",
      `${readable(instances)} x ${type} at ${instanceType(type).usdPerHour} USD/h`,
    );
  const { burst } = instanceType(sizing.instanceType);
  return [
    fleet("minimum all month", cost.baseline),
    fleet("maximum all month", cost.ceiling),
    ...(burst === undefined || cost.surplusCreditsUsdPerMonth === undefined
      ? []
      : [
          row(
            "CPU credits on top",
            cost.surplusCreditsUsdPerMonth,
            "USD/month",
            `at ${sizing.scaleOutCpuPercent} % CPU all month, ${burst.baselinePercent} % earned, ` +
              `${burst.surplusUsdPerVcpuHour} USD per vCPU-hour`,
          ),
        ]),
    ...(cost.generalPurpose === undefined ? [] : [fleet("maximum of M instances", cost.generalPurpose)]),
  ];
}

export function databaseCostRows({ database, cost: { state } }: CapacityPlan): Row[] {
  const { engine, acu, readers, instanceClass, storage, gb } = database;
  const instances = 1 + readers;
  const usd = (figure: string, value: number, formula: string) => row(figure, value, "USD/month", formula);
  const classFormula = (name: string) =>
    `${instances} x ${name} at ${databaseClass(name).usdPerHour[engine]} USD/h`;
  const acuFormula = (units: number) => `${instances} x ${units} ACU at ${aurora.usdPerAcuHour} USD/h`;
  return [
    ...(acu === undefined
      ? [usd("database", state.database.max, classFormula(instanceClass))]
      : [
          usd("database at its minimum", state.database.min, acuFormula(acu.min)),
          usd("database at its maximum", state.database.max, acuFormula(acu.max)),
        ]),
    ...(state.provisioned === undefined
      ? []
      : [
          usd(
            "database of a class",
            state.provisioned.usdPerMonth,
            classFormula(state.provisioned.instanceClass),
          ),
        ]),
    usd(
      "database volume",
      state.databaseStorage,
      storage === undefined
        ? `${readable(gb)} GB at ${aurora.usdPerGbMonth} USD`
        : `${instances} x ${readable(storage.allocatedGib)} GiB at ${rdsStorageUsdPerGbMonth} USD`,
    ),
  ];
}

export function otherCostRows(plan: CapacityPlan, sizing: Sizing): Row[] {
  const { cost, storage } = plan;
  const usd = (figure: string, value: number, formula: string) => row(figure, value, "USD/month", formula);
  const s3 = (gb: number) => `${readable(gb)} GB at ${s3UsdPerGbMonth} USD in S3 Standard`;
  return [
    ...(sizing.sessions.store === "cache" ? cacheCostRows(plan) : tableCostRows(plan)),
    usd("static files", cost.state.staticFiles, s3(storage.staticGb)),
    usd("file backups", cost.state.fileBackups, s3(storage.backupGb)),
  ];
}

function cacheCostRows({ cache, cost }: CapacityPlan): Row[] {
  const { usdPerHour } = cacheNodeType(cache.nodeType);
  const formula = `${cache.nodes} x ${cache.nodeType} with Valkey at ${Number(usdPerHour.toFixed(4))} USD/h`;
  return [row("cache", cost.state.sessions.max, "USD/month", formula)];
}

function tableCostRows({ sessionTable, traffic, cost }: CapacityPlan): Row[] {
  const { provisioned, readUnitsPerRequest, writeUnitsPerRequest } = sessionTable;
  const formulaOf = (moment: "min" | "max", rps: number) =>
    provisioned === undefined
      ? `${readable(rps)} RPS all month x (${readUnitsPerRequest} read units at ${dynamoDb.usdPerMillionReads} + ` +
        `${writeUnitsPerRequest} write units at ${dynamoDb.usdPerMillionWrites} USD a million)`
      : `${readable(provisioned[moment].readUnits)} read units at ${dynamoDb.usdPerReadUnitHour} + ` +
        `${readable(provisioned[moment].writeUnits)} write units at ${dynamoDb.usdPerWriteUnitHour} USD/h`;
  const { min, max } = cost.state.sessions;
  return [
    row("session table at baseline", min, "USD/month", formulaOf("min", traffic.baselineRps)),
    row("session table at peak", max, "USD/month", formulaOf("max", traffic.peakRps)),
  ];
}
