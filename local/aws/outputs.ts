import { isProperties, type Json, type Properties } from "../cloud/properties";
import { ACCOUNT } from "../cloud/store";
import { nameProperty } from "./names";
import { schemaOf, type Output } from "./schema";
import { recordOf } from "./services";
import type { Subject } from "./services/service";
import { fillAll } from "./template";

/** Outputs that mean the same whichever type has them. */
const COMMON: Record<string, string> = {
  accountId: "{account}",
  arn: "{arn}",
  engineVersionActual: "{engineVersion}",
  hostedZoneId: "Z{DIG13:region}",
  ipAddressType: "ipv4",
  ownerId: "{account}",
  region: "{region}",
  zoneId: "Z{DIG13:region}",
};

export function isVolatile(type: string, property: string): boolean {
  return recordOf(type).volatile?.includes(property) ?? false;
}

/** Everything that AWS adds to the inputs of a resource. */
export function computeOutputs(subject: Subject): Properties {
  const outputs: Properties = {};
  for (const [property, output] of schemaOf(subject.type).outputs) {
    if (property in subject.inputs) continue;
    const value = compute(subject, property, output);
    if (value !== undefined) outputs[property] = value;
  }
  return outputs;
}

function compute(subject: Subject, property: string, output: Output): Json | undefined {
  const { type, id, arn, name, region, inputs } = subject;
  if (property === nameProperty(type) && name !== undefined) return name;
  if (!output.always) return defaultOf(output);
  const known = recordOf(type).outputs?.[property] ?? COMMON[property];
  if (typeof known === "function") return known(subject) ?? defaultOf(output);
  if (known === undefined) return defaultOf(output);
  return fillAll(known, { ...inputs, id, arn, name: name ?? "", region, account: ACCOUNT });
}

/** The documented default, or the zero value of an output that is always there; blocks have none. */
function defaultOf({ type, always, doc }: Output): Json | undefined {
  const documented = /[Dd]efaults? (?:\w+ ){0,3}`"?([^`"]+)"?`/.exec(doc)?.[1] ?? "";
  if (type === "boolean" && (always || /^(true|false)$/.test(documented))) return documented === "true";
  if (type === "number" && (always || /^\d+$/.test(documented))) return Number.parseInt(documented) || 0;
  if (!always) return undefined;
  if (type.endsWith("[]")) return [];
  if (type.startsWith("{")) return {};
  // The documentation's generator writes AWS's `round_robin` as `roundRobin`.
  const value = /^[a-z]+([A-Z][a-z]+)+$/.test(documented)
    ? documented.replace(/[A-Z]/g, "_$&").toLowerCase()
    : documented;
  return type === "string" ? value : undefined;
}

/** Tags of the provider, overlaid by the resource's own, which may be unknown; undefined for a type without tags. */
export function allTags(type: string, { tags }: Properties, defaults: Properties): Json | undefined {
  if (!schemaOf(type).outputs.has("tagsAll")) return undefined;
  return typeof tags === "string" ? tags : { ...defaults, ...(isProperties(tags) ? tags : {}) };
}
