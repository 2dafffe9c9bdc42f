/** A resource as an example or a test declares it. */
export interface Declared {
  readonly type: string;
  readonly name: string;
  readonly props?: Readonly<Record<string, unknown>>;
  /** Properties that AWS or the provider fills in, and the program does not set. */
  readonly filledIn?: Readonly<Record<string, unknown>>;
  /** Whether the preview leaves the resource out: the engine shows its inputs then, and no outputs. */
  readonly skipped?: boolean;
  /** Names of the resources that a property refers to; its value need not be known. */
  readonly refersTo?: Readonly<Record<string, readonly string[]>>;
  /** Name of the component that it belongs to. */
  readonly parent?: string;
}

/** Small stacks that keep a rule, break it, and leave it to the update to say. */
export interface Example {
  readonly good: readonly Declared[];
  readonly bad: readonly Declared[];
  /** Missing only where a rule never reads a value that a preview may not know. */
  readonly undecided?: readonly Declared[];
  /** Parameters of the rule, where its defaults do not do. */
  readonly config?: object;
}

export { notKnown as notYetKnown } from "../../simulation/read/not-known";

/** Subnets that are there, one for each zone, called `subnet-<index>`, with their names for ids. */
export function subnetsIn(...zones: readonly unknown[]): Declared[] {
  return zones.map((availabilityZone, at) => ({
    type: "aws:ec2/subnet:Subnet",
    name: `subnet-${at}`,
    props: { availabilityZone, id: `subnet-${at}` },
  }));
}
