import { horizonMonths, type LimitName, type Runway } from "../runway";
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
}

export function dated(runway: Runway, now: Date): DatedRunway {
  return {
    ...runway,
    dateLow: monthAfter(now, runway.monthLow),
    dateHigh: monthAfter(now, runway.monthHigh),
  };
}

export function runwayRows(runway: readonly Runway[], { monthlyGrowth }: Workload, now: Date): Row[] {
  return runway.map((limit) => {
    const { dateLow, dateHigh, today, monthLow, ceiling, unit } = dated(limit, now);
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

function from(month: string | null): string {
  return month === null ? `not in ${horizonMonths / 12} years` : `from ${month}`;
}

/** Calendar month, UTC. */
function monthAfter(now: Date, months: number | null): string | null {
  if (months === null) return null;
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months)).toISOString().slice(0, 7);
}
