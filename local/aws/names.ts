import { randomInt } from "node:crypto";
import { text, type Properties } from "../cloud/properties";
import { keyOf, schemaOf } from "./schema";
import { recordOf, serviceOf } from "./services";
import { digest } from "./template";

/** What a check may use to name a resource: the logical name, and the engine's seed or its own proposal. */
export interface Naming {
  name: string;
  seed: Uint8Array;
  /** Empty unless the stack configures automatic names. */
  proposal: string;
  disabled: boolean;
}

/**
 * The argument that names a resource, such as `name`, `bucket`, `clusterIdentifier`, `dashboardName`; undefined if a type has
 * none.
 */
export function nameProperty(type: string): string | undefined {
  const own = recordOf(type).nameProperty;
  if (own !== undefined) return own;
  const { inputs } = schemaOf(type);
  const words = (keyOf(type).split("/")[1] ?? "").split(/(?=[A-Z])/);
  const suffixes = words
    .map((_, index) => words.slice(index).join(""))
    .map((text) => text.charAt(0).toLowerCase() + text.slice(1));
  const candidates = suffixes.flatMap((text) => [`${text}Name`, `${text}Identifier`, `${text}Id`]);
  return ["name", ...candidates, "identifier", "bucket"].find((name) => inputs.has(name));
}

/** The longest name that AWS takes. */
export function longestName(type: string): number {
  return recordOf(type).longestName ?? 255;
}

/** The name that a resource is given; empty if none. */
export function givenName(type: string, inputs: Properties): string {
  return text(inputs[nameProperty(type) ?? ""]);
}

/** The given name, or the prefix with the 26 digits that Terraform adds. */
export function nameOf(type: string, inputs: Properties): string | undefined {
  const property = nameProperty(type) ?? "name";
  const [name, prefix] = [inputs[property], inputs[`${property}Prefix`]];
  if (typeof name === "string") return name;
  const digits = Array.from({ length: 26 }, () => randomInt(10)).join("");
  return typeof prefix === "string" ? prefix + digits : undefined;
}

/** The logical name, cut to fit, and 7 hexadecimal digits of the engine's seed; of an object the logical name alone. */
export function automaticName(type: string, { name, seed, proposal }: Naming): string {
  // https://github.com/pulumi/pulumi-aws, provider/resources.go, read 2026-11-25: an object's key has no random part.
  const { namedPlainly, namePrefix: prefix = "" } = recordOf(type);
  if (namedPlainly) return name;
  if (proposal !== "") return proposal;
  const suffix = `-${digest(Buffer.from(seed).toString("hex"), 7)}`;
  const full = `${prefix}${name.slice(0, longestName(type) - suffix.length - prefix.length)}${suffix}`;
  return serviceOf(type)?.lowerCase ? full.toLowerCase() : full;
}
