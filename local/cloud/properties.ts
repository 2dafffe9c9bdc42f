export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type Properties = Record<string, Json>;

export function isProperties(value: Json | undefined): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The texts in a list; none if the value is no list. */
export function strings(value: Json | undefined): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** The blocks in a list; none if the value is no list. */
export function blocks(value: Json | undefined): Properties[] {
  return Array.isArray(value) ? value.filter(isProperties) : [];
}

/** A value that should be a block; empty if it is none. */
export function block(value: Json | undefined): Properties {
  return isProperties(value) ? value : {};
}

/** A value that should be a text; empty if it is none. */
export function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
