import { isNotKnown } from "../../simulation/read/not-known";
import { strings, type Properties } from "../cloud/properties";
import { automaticName, longestName, nameProperty, type Naming } from "./names";
import { schemaOf } from "./schema";
import { recordOf } from "./services";

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
  for (const [property, refusals] of Object.entries(recordOf(type).refuses ?? {})) {
    const value = inputs[property];
    if (typeof value !== "string" || isNotKnown(value)) continue;
    for (const { message } of [refusals].flat().filter(({ unless }) => !unless(value)))
      failures.push(`${message.replace("{}", value)}. Examine values at '${naming.name}.${property}'.`);
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
  const longest = longestName(type);
  const value = inputs[property];
  if (typeof value === "string" && value.length > longest) {
    failures.push(
      `"${property}" cannot be longer than ${longest} characters. Examine values at '${naming.name}.${property}'.`,
    );
  }
  return { inputs, failures };
}
