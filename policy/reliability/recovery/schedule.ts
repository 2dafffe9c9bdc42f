const hoursOf: Readonly<Record<string, number>> = { minute: 1 / 60, hour: 1, day: 24 };
const dayNames = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/**
 * The longest time between two runs of a schedule of AWS's, `rate(12 hours)` or `cron(0 5 * * ? *)`, in hours;
 * undefined when it is no such schedule. A cron expression by the day of the month counts as monthly.
 * Source: Amazon EventBridge User Guide, "Using rate expressions", "Cron expressions reference".
 */
export function hoursBetween(schedule: string): number | undefined {
  const [, count, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule) ?? [];
  if (count !== undefined && unit !== undefined) return Number(count) * (hoursOf[unit] ?? 0);
  const fields = /^cron\((.+)\)$/.exec(schedule)?.[1]?.split(/\s+/);
  if (fields?.length !== 6) return undefined;
  const [, hour = "", dayOfMonth = "", month = "", dayOfWeek = ""] = fields;
  if (month !== "*") return 365 * 24;
  if (!["*", "?"].includes(dayOfMonth)) return 31 * 24;
  if (!["*", "?"].includes(dayOfWeek)) return longestGap(dayOfWeek.split(",").flatMap(weekDays), 7) * 24;
  if (hour === "*") return 1;
  return longestGap(hour.split(",").flatMap(hoursIn), 24);
}

/**
 * The minutes of a week, from Monday 00:00, at which a schedule runs; undefined where it names no time of the day, or is no
 * schedule. A schedule by the day of the month can come on any day.
 */
export function weeklyStarts(schedule: string): number[] | undefined {
  const fields = /^cron\((.+)\)$/.exec(schedule)?.[1]?.split(/\s+/);
  if (fields?.length !== 6) return undefined;
  const [minute = "", hour = "", dayOfMonth = "", , dayOfWeek = ""] = fields;
  if (!/^\d+$/.test(minute)) return undefined;
  const byWeek = ["*", "?"].includes(dayOfMonth) && !["*", "?"].includes(dayOfWeek);
  const days = byWeek ? dayOfWeek.split(",").flatMap(weekDays) : range(0, 6, 1);
  const hours = hour === "*" ? range(0, 23, 1) : hour.split(",").flatMap(hoursIn);
  // Sunday, the first day of a cron expression, is the last one of a week that begins on Monday.
  return days.flatMap((day) => hours.map((at) => (((day + 6) % 7) * 24 + at) * 60 + Number(minute)));
}

/** `MON`, `2` or `MON-FRI` as days from Sunday. */
function weekDays(text: string): number[] {
  const [from, to = from] = text.split("-").map((name) => {
    const index = dayNames.indexOf(name.toUpperCase());
    return index >= 0 ? index : Number(name) - 1;
  });
  return range(from ?? 0, to ?? 0, 1);
}

/** `5`, `0-6` or `0/12` as hours of a day. */
function hoursIn(text: string): number[] {
  const [span = "", step] = text.split("/");
  const [from = "", to] = span.split("-");
  const start = from === "*" ? 0 : Number(from);
  return range(start, to === undefined ? (step === undefined ? start : 23) : Number(to), Number(step ?? 1));
}

function range(from: number, to: number, step: number): number[] {
  const length = Math.floor((to - from) / step) + 1;
  return Number.isFinite(length) && length > 0 ? Array.from({ length }, (_, at) => from + at * step) : [];
}

/** The longest way from one point of a circle to the next. */
function longestGap(points: readonly number[], circle: number): number {
  const sorted = [...new Set(points)].sort((a, b) => a - b);
  const gaps = sorted.map((point, at) => (sorted[at + 1] ?? (sorted[0] ?? 0) + circle) - point);
  return Math.max(...gaps, sorted.length === 0 ? circle : 0);
}
