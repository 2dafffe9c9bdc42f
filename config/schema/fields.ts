import { z } from "zod";

// Every field says what is allowed in full, unit and range: once, for the message of a problem and for docs/configuration.md.

const grouped = new Intl.NumberFormat("en", { maximumFractionDigits: 5 });

function within(unit: string, min: number, max: number) {
  return `${unit}, ${grouped.format(min)} to ${grouped.format(max)}`;
}

/** A number with its unit, bounds included. */
export function quantity(unit: string, min: number, max: number) {
  const allowed = within(unit, min, max);
  return z.number(allowed).min(min, allowed).max(max, allowed).meta({ allowed });
}

/** A whole number of something. */
export function count(what: string, min: number, max: number) {
  const unit = `a whole number of ${what}`;
  return quantity(unit, min, max).int(within(unit, min, max));
}

/** A part of something, 0 to 1. */
export function share(meaning: string) {
  return quantity(`${meaning} as a fraction (0.1 is 10 %)`, 0, 1);
}

export function text(allowed: string, pattern: RegExp) {
  return z.string(allowed).regex(pattern, allowed).meta({ allowed });
}

/** Text that a function knows to be right or wrong. */
export function textThat(allowed: string, isAllowed: (text: string) => boolean) {
  return z.string(allowed).refine(isAllowed, allowed).meta({ allowed });
}

export function oneOf(names: readonly string[]) {
  return textThat(`one of ${names.join(", ")}`, (name) => names.includes(name));
}

export function flag() {
  const allowed = "true or false";
  return z.boolean(allowed).meta({ allowed });
}

export function choice<const Values extends readonly string[]>(...values: Values) {
  const allowed = values.join(" or ");
  return z.enum(values, allowed).meta({ allowed });
}

export function list<Item extends z.ZodType>(item: Item, allowed: string) {
  return z.array(item, allowed).meta({ allowed });
}

export function section<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, `a section with the keys ${Object.keys(shape).join(", ")}`);
}
