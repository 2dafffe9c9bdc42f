import { createHash, randomBytes, randomUUID } from "node:crypto";
import { isProperties, text, type Json, type Properties } from "../cloud/properties";

/**
 * Fills a template such as `arn:aws:sns:{region}:{account}:{name}`: `{x}` with a value, `{hex17}` and `{uuid}` at random,
 * `{dig17}` with digits that always follow from the id, `{dig17:x}` with those that follow from a value. Written in
 * capitals, so are the digits. Templates that begin alike make the same digits of a value.
 */
export function fill(template: string, values: Properties): string {
  const salt = template.split("{")[0] ?? "";
  return template.replace(
    /\{(?:(hex|dig)(\d+)|(\w+))(?::(\w+))?\}/gi,
    (_, kind?: string, length?: string, name = "", from = "id") => {
      if (kind === undefined) return name === "uuid" ? randomUUID() : text(values[String(name)]);
      const isRandom = kind.toLowerCase() === "hex";
      const seed = isRandom ? randomBytes(20).toString("hex") : salt + text(values[String(from)]);
      const digits = digest(seed, Number(length));
      return kind === kind.toUpperCase() ? digits.toUpperCase() : digits;
    },
  );
}

/** Fills every template in a value. */
export function fillAll(value: Json, values: Properties): Json {
  if (typeof value === "string") return fill(value, values);
  if (Array.isArray(value)) return value.map((item) => fillAll(item, values));
  if (!isProperties(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fillAll(item, values)]));
}

/** Hexadecimal digits that always follow from the same text. */
export function digest(value: string, length: number): string {
  return createHash("sha256").update(value).digest("hex").slice(0, length);
}
