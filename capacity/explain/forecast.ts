import type { Forecast } from "../forecast";
import { textTable } from "../text-table";
import { readable } from "./row";
import { monthAfter } from "./runway";

const shownMonths = [0, 3, 6, 12, 18, 24];

/** Figures of a forecast by name, in the order in which one follows from the other. */
export const forecastFigures: Readonly<Record<string, (forecast: Forecast) => string>> = {
  "registered users": ({ registeredUsers }) => readable(registeredUsers),
  "users at once, peak": ({ peakUsers }) => readable(peakUsers),
  "requests/s, peak": ({ peakRps }) => readable(peakRps),
  "memory of users, GB": ({ peakMemoryGb }) => readable(peakMemoryGb),
  "instances at peak": ({ instancesAtPeak }) => readable(instancesAtPeak),
  "ceiling of the group": ({ maxInstances }) => readable(maxInstances),
  "vCPUs of the quota": ({ vcpus }) => readable(vcpus),
  "addresses of a subnet": ({ subnetAddresses }) => readable(subnetAddresses),
  "database volume, GB": ({ databaseGb }) => readable(databaseGb),
  "database size": ({ databaseSize }) => databaseSize,
  "database connections": ({ databaseConnections }) => readable(databaseConnections),
  "memory of sessions, GB": ({ cacheGb }) => readable(cacheGb),
  "cache node": ({ cacheNode }) => cacheNode,
  "USD a month": ({ usdPerMonth }) =>
    usdPerMonth === undefined ? "not known" : readable(Math.round(usdPerMonth)),
};

/** A table for each growth: the plan as it would be made anew in these months. */
export function forecastLines(
  forecast: readonly Forecast[],
  growth: { readonly low: number; readonly high: number },
  start: Date,
): string[] {
  return (["low", "high"] as const).flatMap((name) => {
    const columns = forecast.filter((it) => it.growth === name && shownMonths.includes(it.month));
    const rows = Object.entries(forecastFigures).map(([figure, of]) => [figure, ...columns.map(of)]);
    const months = columns.map(({ month }) => monthAfter(start, month) ?? "");
    return [
      "",
      ...textTable(
        [`Planned anew at ${readable(growth[name] * 100)} % a month`, ...months],
        rows,
        (column) => column > 0,
      ),
    ];
  });
}
