const figure = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const month = new Intl.DateTimeFormat("en", { month: "short", year: "numeric", timeZone: "UTC" });
const moment = new Intl.DateTimeFormat("en", {
  dateStyle: "medium",
  timeStyle: "short",
  timeZone: "UTC",
});

/** A number as a person reads it: grouped, one decimal at most. */
export function number(value: number): string {
  return figure.format(value);
}

export function usd(value: number): string {
  return `$${whole.format(value)}`;
}

export function percent(value: number): string {
  return `${figure.format(value)} %`;
}

/** A month, such as `Nov 2026`. */
export function monthOf(date: Date): string {
  return month.format(date);
}

/** A point in time, UTC. */
export function timeOf(date: Date): string {
  return `${moment.format(date)} UTC`;
}

export function addMonths(date: Date, months: number): Date {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
}

export function between({ min, max }: { readonly min: number; readonly max: number }): string {
  return min === max ? number(min) : `${number(min)}-${number(max)}`;
}
