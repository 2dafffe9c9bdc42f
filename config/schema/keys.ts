import { z } from "zod";
import { stackConfiguration } from ".";

/** A key that a stack's file can set, as its one entry in the schema describes it. */
export interface ConfigKey {
  /** As `pulumi config set --path` takes it; `[]` stands for any item of a list: `platform:workload.events[].start`. */
  readonly key: string;
  readonly path: readonly string[];
  readonly description: string;
  /** What may stand there, in words: unit and range. */
  readonly allowed: string;
  readonly isRequired: boolean;
  /** Default of every tier; undefined where there is none, or where config/tiers.ts has it. */
  readonly default?: unknown;
  readonly type?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  /** The values to choose from, where they are few. */
  readonly choices?: readonly unknown[];
}

/** What zod's JSON Schema says of a field; `allowed` is our own. Source: https://zod.dev/json-schema (2026-11-28). */
interface FieldSchema {
  readonly type?: string;
  readonly description?: string;
  readonly allowed?: string;
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly items?: FieldSchema;
}

/** Every key of the schema, in its order. A list of sections is itself a key, beside those of its sections. */
export function configKeys(): ConfigKey[] {
  return keysIn(z.toJSONSchema(stackConfiguration, { io: "input" }) as FieldSchema, []);
}

function keysIn(section: FieldSchema, path: readonly string[]): ConfigKey[] {
  return Object.entries(section.properties ?? {}).flatMap(([name, field]) => {
    const at = [...path, name];
    if (field.properties) return keysIn(field, at);
    const own = keyOf(field, at, section.required?.includes(name) ?? false);
    return field.items?.properties ? [own, ...keysIn(field.items, [...path, `${name}[]`])] : [own];
  });
}

function keyOf(field: FieldSchema, path: readonly string[], isRequired: boolean): ConfigKey {
  const { description = "", allowed = "", type, minimum, maximum, enum: choices } = field;
  return {
    key: path.join("."),
    path,
    description,
    allowed,
    isRequired,
    default: field.default,
    type,
    minimum,
    maximum,
    choices,
  };
}
