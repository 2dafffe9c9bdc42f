import { withoutNoise } from "../arithmetic";
import { instanceType, onDemandSource } from "../catalogue/instance-types";
import { hoursPerMonth } from "./hours";
import type { Billed } from "./bill";
import { type CostLine, line, readable } from "./line";
import type { RegionPrices } from "./prices";

/**
 * Shares of the on-demand price. Not looked up: AWS's page of Compute Savings Plans (one year, no upfront) and the
 * history of spot prices say about these for small instances; spot is for a fleet that may lose instances at any time.
 */
const savingsPlanShare = 0.73;
const spotShare = 0.4;
/** Root volume of an instance, GB. */
const volumeGb = 20;

export function computeLines(
  { plan, sizing, day }: Billed,
  { prices, catalogueVerified }: RegionPrices,
): CostLine[] {
  const type = instanceType(sizing.instanceType);
  const hours = day.instances * hoursPerMonth;
  const { min } = plan.compute;
  const usd = hours * type.usdPerHour;
  const always = Math.min(day.instances, min) * hoursPerMonth * type.usdPerHour;
  const source = catalogueVerified ? { source: onDemandSource } : {};
  const instances: CostLine = {
    ...line("compute", "instances", hours, { usd: type.usdPerHour, per: `${type.name}-hour`, ...source }),
    // Bought for a year is what always runs.
    savingsPlanUsd: withoutNoise(usd - always * (1 - savingsPlanShare)),
    spotUsd: withoutNoise(usd * spotShare),
    formula:
      `${readable(day.instances)} on average of a day x ${hoursPerMonth} h x ${type.usdPerHour} USD a ${type.name}-hour; ` +
      `savings plan for the ${min} that always run`,
  };
  return [
    instances,
    line("compute", "root volumes", day.instances * volumeGb, prices.ebsGbMonth, `${volumeGb} GB each`),
    ...surplusLines(type, day),
  ];
}

/** Only what the declared load takes above the credits that are earned is bought. */
function surplusLines({ burst, vcpus }: ReturnType<typeof instanceType>, day: Billed["day"]): CostLine[] {
  if (burst === undefined) return [];
  const { baselinePercent, surplusUsdPerVcpuHour } = burst;
  const above = Math.max(0, day.cpuPercent - baselinePercent) / 100;
  const vcpuHours = day.instances * vcpus * above * hoursPerMonth;
  const price = { usd: surplusUsdPerVcpuHour, per: "vCPU-hour" };
  return [
    line(
      "compute",
      "surplus CPU credits",
      vcpuHours,
      price,
      `CPU at ${readable(day.cpuPercent)} % on average, ${baselinePercent} % is earned`,
    ),
  ];
}
