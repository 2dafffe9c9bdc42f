import * as fc from "fast-check";
import { causesReplacement } from "../../local/aws/specification";
import { isProperties, type Json } from "../../local/cloud/properties";
import type { CloudResource } from "../../local/cloud/store";
import { Sufferer } from "./faults";
import type { LocalPulumi } from "./local-pulumi";

/** The stack that goes through it all; dev takes less than half of prod's time. */
export const stack = process.env.FAULTS_STACK ?? "prod";

/** One of the project's own stacks. */
export function sufferer(pulumi: LocalPulumi): Sufferer {
  return new Sufferer(pulumi, stack, (config, name) => {
    config["platform:tags"] = { ...config["platform:tags"], [name]: "yes" };
  });
}

/** Lets a destroy go through, as docs/operations.md says; a switch stands for emptying the buckets by hand. */
export function unprotect(pulumi: LocalPulumi): void {
  pulumi.configure(stack, (config) => {
    for (const section of ["platform:loadBalancer", "platform:database"])
      config[section] = { ...config[section], deletionProtection: false };
    config["platform:storage"] = { ...config["platform:storage"], forceDestroy: true };
  });
}

/** Kills the command once for each of the moments; returns how often that was before it was done. */
export async function killedAt(
  sufferer: Sufferer,
  moments: readonly number[],
  command: "up" | "destroy",
): Promise<number> {
  let kills = 0;
  for (const resources of moments) if (await sufferer.killedAfter(resources, command)) kills += 1;
  return kills;
}

/**
 * Somebody changes by hand one property of a resource of each type without tags, where it has one that AWS can change back.
 * @returns the types
 */
export function meddle({ cloud }: LocalPulumi, made: readonly CloudResource[]): string[] {
  const first = new Map<string, CloudResource>();
  for (const resource of made) {
    if (first.has(resource.type) || resource.urn === undefined || "tagsAll" in resource.outputs) continue;
    const changed = meddledWith(resource);
    if (changed) first.set(resource.type, changed);
  }
  for (const resource of first.values()) cloud.put(resource);
  return [...first.keys()];
}

function meddledWith(resource: CloudResource): CloudResource | undefined {
  for (const [property, value] of Object.entries(resource.inputs)) {
    const other =
      property.startsWith("__") || causesReplacement(resource.type, property) ? undefined : otherThan(value);
    if (other !== undefined) return { ...resource, inputs: { ...resource.inputs, [property]: other } };
  }
  return undefined;
}

function otherThan(value: Json): Json | undefined {
  if (typeof value === "boolean") return !value;
  if (typeof value === "number") return value + 1;
  return isProperties(value) && Object.values(value).every((it) => typeof it === "string")
    ? { ...value, meddled: "yes" }
    : undefined;
}

/** Moments from a seed, each after 1 to `most` resources. */
export function moments(seed: number, count: number, most: number): number[] {
  return fc.sample(fc.integer({ min: 1, max: most }), { seed, numRuns: count });
}

/** Says what was counted: the line of a report that nobody has to look for. */
export function say(line: string): void {
  console.log(`      ${line}`);
}
