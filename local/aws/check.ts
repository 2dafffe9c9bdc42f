import { strings, type Properties } from "../cloud/properties";
import { isObject, keyOf, nameProperty, schemaOf } from "./schema";
import { digest } from "./template";

/** The longest name that AWS takes, where it is less than 255 characters. */
const LONGEST: Record<string, number> = {
  "elasticache/replicationGroup": 40,
  "iam/instanceProfile": 128,
  "iam/policy": 128,
  "iam/role": 64,
  "lb/loadBalancer": 32,
  "lb/targetGroup": 32,
  "rds/cluster": 63,
  "rds/clusterInstance": 63,
  "s3/bucket": 63,
};

const LOWER_CASE = ["elasticache", "rds", "s3"];

/** What a check may use to name a resource: the logical name, and the engine's seed or its own proposal. */
export interface Naming {
  name: string;
  seed: Uint8Array;
  /** Empty unless the stack configures automatic names. */
  proposal: string;
  disabled: boolean;
}

export interface CheckResult {
  inputs: Properties;
  failures: string[];
}

/**
 * Completes the inputs of a resource by an automatic name and finds what is missing. Like the real provider it notes in
 * `__defaults` which inputs the program did not give.
 */
export function check(type: string, olds: Properties, news: Properties, naming: Naming): CheckResult {
  const inputs = { ...news };
  const failures: string[] = [];
  for (const [property, required] of schemaOf(type).inputs) {
    if (!required || inputs[property] !== undefined) continue;
    const argument = property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    failures.push(
      `Missing required argument. The argument "${argument}" is required, but no definition was found.. ` +
        `Examine values at '${naming.name}.${property}'.`,
    );
  }
  const property = nameProperty(type);
  if (property === undefined) return { inputs, failures };
  const automatic =
    inputs[property] === undefined && inputs[`${property}Prefix`] === undefined && !naming.disabled;
  if (automatic && schemaOf(type).inputs.get(property) === false) {
    const kept = strings(olds.__defaults).includes(property) ? olds[property] : undefined;
    inputs[property] = kept ?? automaticName(type, naming);
    inputs.__defaults = [property];
  }
  const longest = LONGEST[keyOf(type)] ?? 255;
  const value = inputs[property];
  if (typeof value === "string" && value.length > longest) {
    failures.push(
      `"${property}" cannot be longer than ${longest} characters. Examine values at '${naming.name}.${property}'.`,
    );
  }
  return { inputs, failures };
}

/** The logical name, cut to fit, and 7 hexadecimal digits of the engine's seed; of an object the logical name alone. */
function automaticName(type: string, { name, seed, proposal }: Naming): string {
  // https://github.com/pulumi/pulumi-aws, provider/resources.go, read 2026-11-25: an object's key has no random part.
  if (isObject(type)) return name;
  if (proposal !== "") return proposal;
  const key = keyOf(type);
  const suffix = `-${digest(Buffer.from(seed).toString("hex"), 7)}`;
  const prefix = key === "kms/alias" ? "alias/" : "";
  const full = `${prefix}${name.slice(0, (LONGEST[key] ?? 255) - suffix.length - prefix.length)}${suffix}`;
  return LOWER_CASE.includes(key.split("/")[0] ?? "") ? full.toLowerCase() : full;
}
