import { text, type Properties } from "../cloud/properties";
import { ACCOUNT, GLOBAL } from "../cloud/store";
import { nameOf } from "./names";
import { keyOf, schemaOf } from "./schema";
import { recordOf, serviceOf } from "./services";
import type { Identity } from "./services/service";
import { specificationOf } from "./specification";
import { fill } from "./template";

/** The region that holds a resource: its own, else its provider's, or `GLOBAL`. */
export function homeOf(type: string, properties: Properties, providerRegion: string): string {
  if (recordOf(type).global) return GLOBAL;
  return calledRegion(type, properties, providerRegion);
}

/** The region that is called for a resource: where it lives, or for one that is global in a regional service, from where. */
export function calledRegion(type: string, properties: Properties, providerRegion: string): string {
  if (serviceOf(type)?.global) return GLOBAL;
  return typeof properties.region === "string" ? properties.region : providerRegion;
}

/** The ARN of a resource that has no name. */
export function arnOf(type: string, id: string, region: string): string {
  return fill(arnTemplate(type), { id, region, account: ACCOUNT });
}

/** A new resource's id, ARN and name, in the shapes that AWS gives them. */
export function identify(type: string, inputs: Properties, region: string): Identity {
  const name = nameOf(type, inputs);
  const values: Properties = {
    ...inputs,
    account: ACCOUNT,
    region,
    name: name ?? "",
    pathAndName: `${text(inputs.path).slice(1)}${name ?? ""}`,
    bareName: (name ?? "").replace(/^\//, ""),
    ...recordOf(type).values?.(inputs, region),
  };
  const template = recordOf(type).id ?? idTemplate(schemaOf(type).idExample, name);
  if (template === "arn") {
    const arn = fill(arnTemplate(type), { ...values, id: name ?? fill("{uuid}", {}) });
    return { id: arn, arn, name };
  }
  const id = fill(template, values).replace(/_$/, "");
  return { id, arn: fill(arnTemplate(type), { ...values, id }), name };
}

function idTemplate(example = "", name: string | undefined): string {
  if (example.startsWith("arn:")) return "arn";
  const prefix = /^([a-z]+)-[0-9a-f]{8,17}$/i.exec(example)?.[1];
  if (prefix !== undefined) return `${prefix}-{hex17}`;
  if (/^[0-9a-z]{8}-[0-9a-z]{4}-/i.test(example)) return "{uuid}";
  return name === undefined ? "{hex20}" : "{name}";
}

/** The ARN's template; AWS writes `${Partition}`, `${Region}`, `${Account}`, and `${VpcId}` or the like for the rest. */
function arnTemplate(type: string): string {
  const own = recordOf(type).arn;
  if (own !== undefined) return own;
  const [module = "", file = ""] = keyOf(type).split("/");
  const specified = specificationOf(type)?.arnTemplate ?? `arn:aws:${module}:{region}:{account}:${file}/{id}`;
  return specified.replace(/\$\{(\w+)\}/g, (_, variable: string) => {
    if (variable === "Partition") return "aws";
    if (variable === "Region" || variable === "Account") return `{${variable.toLowerCase()}}`;
    if (variable.endsWith("WithPath")) return "{pathAndName}";
    return variable.endsWith("WithoutLeadingSlash") ? "{bareName}" : "{id}";
  });
}
