import { causesReplacement } from "../../local/aws/specification";
import { statefulTypes } from "../../policy/model/stateful-types";
import { bucketType } from "../../policy/reliability/recovery/backed-up";
import type { ProgramResource } from "../infra/program";

/** What a change would do to a resource that holds data. */
export interface Loss {
  /** Type and logical name. */
  readonly resource: string;
  readonly because: string;
  /**
   * `refused` by Pulumi in the preview, as the resource is protected, or by S3, as a bucket holds objects; `kept` in AWS, out of
   * the stack; or `lost`.
   */
  readonly outcome: "refused" | "kept" | "lost";
}

/**
 * Which resources that hold data a deployment would delete or replace, by AWS's own table of what it cannot change in place.
 * @param before resources by type and logical name
 */
export function lossesBetween(
  before: ReadonlyMap<string, ProgramResource>,
  after: ReadonlyMap<string, ProgramResource>,
): Loss[] {
  return [...before]
    .filter(([, { type }]) => Object.hasOwn(statefulTypes, type))
    .flatMap(([resource, { type, inputs, options }]) => {
      const because = reason(type, inputs, after.get(resource)?.inputs);
      if (because === undefined) return [];
      const outcome = outcomeOf(options, type === bucketType && inputs.forceDestroy !== true);
      return [{ resource, because, outcome }];
    });
}

function outcomeOf(options: ProgramResource["options"], holdsObjects: boolean): Loss["outcome"] {
  if (options.protect) return "refused";
  if (options.retainOnDelete) return "kept";
  return holdsObjects ? "refused" : "lost";
}

function reason(
  type: string,
  before: ProgramResource["inputs"],
  after: ProgramResource["inputs"] | undefined,
): string | undefined {
  if (after === undefined) return "it is no longer in the program";
  const replaced = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (property) =>
      JSON.stringify(before[property]) !== JSON.stringify(after[property]) &&
      causesReplacement(type, property),
  );
  return replaced.length === 0 ? undefined : `AWS replaces it for another ${replaced.join(", ")}`;
}
