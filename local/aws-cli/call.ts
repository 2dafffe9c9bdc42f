import type { Json } from "../cloud/properties";
import type { Store } from "../cloud/store";

/** What AWS answers to a command that it refuses, with its error code. */
export class RefusedError extends Error {}

/** A command that the local AWS does not have, or not without an option. */
export class UnknownCommandError extends Error {}

/** A command that is carried out: its options, where, and on what. */
export interface Call {
  readonly store: Store;
  readonly region: string;
  /** The value of an option. @throws UnknownCommandError where it is not given */
  readonly option: (name: string) => string;
  /** The values of an option; none where it is not given. */
  readonly values: (name: string) => readonly string[];
  /** Whether an option is given, with values or without. */
  readonly has: (name: string) => boolean;
}

export type Operation = (call: Call) => Json | undefined;

/** The AWS CLI's words for an error of a service. */
export function refused(code: string, operation: string, reason: string): RefusedError {
  return new RefusedError(`An error occurred (${code}) when calling the ${operation} operation: ${reason}`);
}
