import { isDeepStrictEqual } from "node:util";
import { isProperties, strings, type Json, type Properties } from "../cloud/properties";
import { nameProperty } from "./names";
import { causesReplacement } from "./specification";

type Change = "ADD" | "DELETE" | "UPDATE";

export interface Difference {
  /** By path of the property, such as `tags.Name` or `subnets[1]`. */
  changes: Map<string, Change>;
  /** The properties that make AWS replace the resource. */
  replaces: string[];
  /** A resource with a fixed name cannot exist twice, so the old one goes first. */
  deleteBeforeReplace: boolean;
}

/** What changes between two sets of inputs. */
export function difference(type: string, olds: Properties, news: Properties): Difference {
  const changes = new Map<string, Change>();
  const replaces: string[] = [];
  for (const property of new Set([...Object.keys(olds), ...Object.keys(news)])) {
    if (property.startsWith("__") || isDeepStrictEqual(olds[property], news[property])) continue;
    compare(property, olds[property], news[property], changes);
    if (causesReplacement(type, property)) replaces.push(property);
  }
  const name = nameProperty(type);
  const isFixed = name !== undefined && news[name] !== undefined && !strings(news.__defaults).includes(name);
  return { changes, replaces, deleteBeforeReplace: isFixed && olds[name] === news[name] };
}

function compare(
  path: string,
  before: Json | undefined,
  after: Json | undefined,
  changes: Map<string, Change>,
): void {
  if (isDeepStrictEqual(before, after)) return;
  if (isProperties(before) && isProperties(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      compare(/^\w+$/.test(key) ? `${path}.${key}` : `${path}["${key}"]`, before[key], after[key], changes);
    }
  } else if (Array.isArray(before) && Array.isArray(after)) {
    for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
      compare(`${path}[${index}]`, before[index], after[index], changes);
    }
  } else {
    changes.set(path, before === undefined ? "ADD" : after === undefined ? "DELETE" : "UPDATE");
  }
}
