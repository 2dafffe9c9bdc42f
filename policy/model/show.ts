import { isUnknown, type Value } from "./value";

const notKnown = "not known yet";

/** A value as a message shows it; what a preview does not know inside of it included. */
export function show(value: Value): string {
  if (value === undefined) return "not set";
  if (isUnknown(value)) return notKnown;
  if (typeof value === "string") return value;
  return JSON.stringify(value, (_, inside: unknown) => (isUnknown(inside) ? notKnown : inside));
}
