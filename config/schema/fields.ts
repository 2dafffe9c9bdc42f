import { z } from "zod";

// Every message says what is allowed, in full, so that a problem reads the same whichever check found it.

const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 5 });

function within(unit: string, min: number, max: number) {
  return `${unit}, ${grouped.format(min)} to ${grouped.format(max)}`;
}

export function quantity(unit: string, min: number, max: number) {
  const allowed = within(unit, min, max);
  return z.number(allowed).min(min, allowed).max(max, allowed);
}

export function count(what: string, min: number, max: number) {
  const unit = `a whole number of ${what}`;
  return quantity(unit, min, max).int(within(unit, min, max));
}

export function share(meaning: string) {
  return quantity(`${meaning} as a fraction (0.1 is 10 %)`, 0, 1);
}

export function text(allowed: string, pattern: RegExp) {
  return z.string(allowed).regex(pattern, allowed);
}

export function flag() {
  return z.boolean("true or false");
}

export function choice<const Values extends readonly string[]>(...values: Values) {
  return z.enum(values, values.join(" or "));
}

export function section<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, `a section with the keys ${Object.keys(shape).join(", ")}`);
}
