/** One safeguard removed from a deployed stack, or something without it added, and the policy that has to refuse it. */
export interface Sabotage {
  readonly policy: string;
  /** The resources that lose it: all of the type, or those with these logical names. */
  readonly type: string;
  readonly name?: string | readonly string[];
  /** Takes the resources out of the stack. */
  readonly remove?: boolean;
  /** New values of properties, by dotted path. */
  readonly set?: Readonly<Record<string, NewValue>>;
  /** Adds a resource of the type and name with these inputs, where the stack has none of the kind. */
  readonly add?: Readonly<Record<string, unknown>>;
  /** Parameters of the policy, where it has nothing to say by its defaults. */
  readonly config?: Readonly<Record<string, string[]>>;
  /** Why a preview of a new stack cannot see it, and only the update refuses it. */
  readonly knownLater?: string;
}

/** A plain value; or the first elements of the list that is there; or another resource's property; or nothing. */
export type NewValue =
  | string
  | number
  | boolean
  | null
  | readonly unknown[]
  | { keep: number }
  | { of: Reference }
  | { json: object };

/** A property of another resource. */
export type Reference = readonly [type: string, name: string, property: string];
