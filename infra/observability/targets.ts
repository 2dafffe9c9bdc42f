import type * as pulumi from "@pulumi/pulumi";
import { dimensionsOf, type Watched } from "./alarms/alarm";

/** Something that alarms watch. */
export interface Target {
  readonly watched: Watched;
  /** Tells it from others of its kind, e.g. `2` of two cache nodes. */
  readonly name?: string;
  /** Values of the kind's dimensions, in their order, e.g. the load balancer's ARN suffix. */
  readonly identifiers: readonly pulumi.Input<string>[];
}

/** A target whose identifiers are known. */
export interface KnownTarget extends Target {
  readonly identifiers: readonly string[];
}

/** Dimensions of a target as CloudWatch takes them. */
export function dimensions<Value>({
  watched,
  identifiers,
}: {
  watched: Watched;
  identifiers: readonly Value[];
}): Record<string, Value> {
  const names: readonly string[] = dimensionsOf[watched];
  if (names.length !== identifiers.length) {
    throw new RangeError(
      `${watched} has the dimensions ${names.join(", ")}, not ${identifiers.length} of them`,
    );
  }
  return Object.fromEntries(
    names.flatMap((name, index) => identifiers.slice(index, index + 1).map((value) => [name, value])),
  );
}
