import { recordTtlSeconds, type RecoverySetup } from "../../../capacity/recovery";
import type { Stack } from "../../model/stack";
import { unknown } from "../../model/value";
import { lessIsBetter, type Range } from "./range";
import { checksOf, failoverRecords, isWayOut } from "./records";

/** The slowest check that finds out that the region is lost. */
export function healthCheckOf(stack: Stack): Range<RecoverySetup["healthCheck"]> {
  const checks = checksOf(stack, (record) => isWayOut(stack, record)).map(({ resource, sure }) => ({
    sure,
    interval: lessIsBetter(resource.number("requestInterval"), 30, 10, 30),
    threshold: lessIsBetter(resource.number("failureThreshold"), 3, 1, 10),
  }));
  const slowest = (side: keyof Range<unknown>) =>
    checks
      .filter(({ sure }) => side === "worst" || sure === true)
      .map(({ interval, threshold }) => ({ intervalSeconds: interval[side], threshold: threshold[side] }))
      .reduce((one, other) => (detection(other) > detection(one) ? other : one), quickest);
  return checks.length === 0
    ? { best: usualCheck, worst: usualCheck }
    : { best: slowest("best"), worst: slowest("worst") };
}

const usualCheck = { intervalSeconds: 10, threshold: 3 };
const quickest = { intervalSeconds: 10, threshold: 1 };

function detection({ intervalSeconds, threshold }: RecoverySetup["healthCheck"]): number {
  return intervalSeconds * threshold;
}

/** The longest of the records that surely count, or of all that may; that of an alias where there is none. */
export function ttlOf(stack: Stack): Range<number> {
  const ttls = failoverRecords(stack).map(({ resource: record, sure }) => {
    const ttl = record.given("ttl");
    const known = typeof ttl === "number" || ttl === unknown ? ttl : undefined;
    return { sure, range: lessIsBetter(known, recordTtlSeconds, 0, 86_400) };
  });
  const surely = ttls.filter(({ sure }) => sure === true);
  const best = surely.length > 0 ? Math.max(...surely.map(({ range }) => range.best)) : recordTtlSeconds;
  return {
    best: Math.min(best, ...(surely.length > 0 ? [] : ttls.map(({ range }) => range.best))),
    worst: ttls.length > 0 ? Math.max(...ttls.map(({ range }) => range.worst)) : recordTtlSeconds,
  };
}
