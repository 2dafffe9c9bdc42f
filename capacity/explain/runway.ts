import type { LimitName } from "../limit-name";
import { horizonMonths, type Runway } from "../runway";
import type { Workload } from "../workload";
import { readable, type Row, row } from "./row";

/** What a person calls each limit. */
export const limitNames: Readonly<Record<LimitName, string>> = {
  instances: "instances of the group",
  subnetAddresses: "addresses of a private subnet",
  vcpuQuota: "vCPU quota L-1216C47A",
  elasticIpQuota: "Elastic IP quota L-0263D0A3",
  databaseStorage: "database volume",
  databaseMemory: "database memory",
  databaseCpu: "database CPU",
  databaseConnections: "database connections",
  cacheMemory: "cache memory",
  sessionTableReads: "session table, reads",
  sessionTableWrites: "session table, writes",
};

/** A limit with the months, such as `2027-03`, in which growth reaches it; null when it is not within the horizon. */
export interface DatedRunway extends Runway {
  readonly dateLow: string | null;
  readonly dateHigh: string | null;
  /** Day, such as `2027-02-15`, on which the remedy has to begin at the latest, by the high growth. */
  readonly startBy: string | null;
}

/** @param start day from which the users grow: {@link growthFrom}. */
export function dated(runway: Runway, start: Date): DatedRunway {
  return {
    ...runway,
    dateLow: monthAfter(start, runway.monthLow),
    dateHigh: monthAfter(start, runway.monthHigh),
    startBy: dayBefore(start, runway),
  };
}

export function runwayRows(runway: readonly Runway[], { monthlyGrowth }: Workload, start: Date): Row[] {
  return runway.map((limit) => {
    const { dateLow, dateHigh, today, monthLow, ceiling, unit } = dated(limit, start);
    const high = `${from(dateHigh)} at ${readable(monthlyGrowth.high * 100)} % a month`;
    const low = `${from(dateLow)} at ${readable(monthlyGrowth.low * 100)} %`;
    const exceeded = monthLow === 0 ? "today" : `${high}, ${low}`;
    return row(
      limitNames[limit.limit],
      ceiling,
      unit,
      `exceeded ${exceeded}; ${readable(today)} needed today`,
    );
  });
}

/** What to change before a limit is reached, the first due first. */
export function remedyRows(runway: readonly Runway[], start: Date): Row[] {
  return runway
    .map((limit) => dated(limit, start))
    .filter(({ startBy }) => startBy !== null)
    .sort((a, b) => (a.startBy ?? "").localeCompare(b.startBy ?? ""))
    .map(({ limit, startBy, unit, remedy, inAYear }) =>
      row(
        limitNames[limit],
        startBy ?? "",
        "at the latest",
        `${remedy.change}; ${remedy.days === 1 ? "a day" : `${remedy.days} days`}; ${readable(inAYear)} ${unit} needed in a year`,
      ),
    );
}

function from(month: string | null): string {
  return month === null ? `not in ${horizonMonths / 12} years` : `from ${month}`;
}

/** Calendar month, UTC. */
export function monthAfter(now: Date, months: number | null): string | null {
  if (months === null) return null;
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months)).toISOString().slice(0, 7);
}

/** So many days before the first of the month in which the limit is reached, and not before the growth begins. */
function dayBefore(start: Date, { monthHigh, remedy }: Runway): string | null {
  if (monthHigh === null) return null;
  const reached = Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + monthHigh, 1 - remedy.days);
  return new Date(Math.max(reached, start.getTime())).toISOString().slice(0, 10);
}
