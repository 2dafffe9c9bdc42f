import type { Json, Properties } from "../../cloud/properties";
import type { CloudResource, Store } from "../../cloud/store";

/**
 * What the local AWS knows of a service. What the installed @pulumi/aws and AWS's specification say (schema.ts,
 * specification.ts) needs no entry here, so most types have none.
 */
export interface Service {
  /** Pulumi's modules, such as `lb` and `alb`, that the rest is about. */
  modules: string[];
  /** CloudFormation's names of the service, where they are not the modules'. */
  cloudFormation?: string[];
  /** Whether AWS keeps its resources once an account, in no region. */
  global?: true;
  /** Whether AWS writes names in lower case. */
  lowerCase?: true;
  /** By `module/file`, such as `ec2/vpc`. */
  types?: Record<string, TypeRecord>;
  /**
   * AWS's error for an id or ARN that names nothing, by the id's prefix (`vpc`), or by the ARN's service (`kms`) and the first
   * word of its resource (`elasticloadbalancing:listener`); `{}` stands for the id.
   */
  missing?: Record<string, string>;
  /** What AWS answers by itself, where the cloud holds nothing of the program's own, by `module/function`. */
  functions?: Record<string, (lookup: Lookup) => Properties | undefined>;
  /** What every account has in a region without having made it. */
  provided?: (region: string) => Pick<CloudResource, "type" | "id" | "inputs">[];
}

export interface TypeRecord {
  /** Whether AWS keeps it once an account, though not the rest of its service. */
  global?: true;
  /** The id's template (template.ts), where the documentation's import example does not tell its shape. */
  id?: string;
  /** The ARN's template, where AWS's specification has none, or a wrong one. */
  arn?: string;
  /** More values for these two templates. */
  values?: (inputs: Properties, region: string) => Properties;
  /** The argument that is the name, where it cannot be told from the type's. */
  nameProperty?: string;
  /** The longest name that AWS takes, where it is less than 255 characters. */
  longestName?: number;
  /** What every name begins with. */
  namePrefix?: string;
  /** Whether an automatic name is the logical name alone. */
  namedPlainly?: true;

  /** What AWS adds to the inputs: a template, or a value in which every text is one, or what follows from more. */
  outputs?: Record<string, Json | ((subject: Subject) => Json | undefined)>;
  /** Outputs that AWS computes anew in an update, so that its preview cannot know them. */
  volatile?: string[];
  /** Outputs other than `arn` by which others refer to the resource. */
  parts?: string[];

  /** Arguments of which AWS keeps another form than the one given, each with its source: the next `up` compares with that. */
  normalises?: Record<string, NormalForm>;
  /** Arguments whose values the real provider refuses in a preview already, with what it says; `{}` stands for the value. */
  refuses?: Record<string, Refusal | Refusal[]>;

  /** CloudFormation's resource, where the names do not end alike. */
  cloudFormation?: string;
  /** Whether AWS cannot update it at all. */
  immutable?: true;
  /** Properties whose change AWS's specification judges otherwise than the real provider, or does not have. */
  replaces?: Record<string, boolean>;

  /** Arguments, of this service's types, that name one by its plain name, and AWS's error if there is none. */
  namedBy?: { arguments: string[]; missing: string; everywhere?: true };
  /** Arguments (paths without indices) in which AWS takes the ARN of a resource in another region. */
  crossRegion?: string[];
  /** Arguments whose text AWS does not read. */
  unread?: string[];
  /** AWS's error code for a name that is taken; for other types the id alone is unique. */
  taken?: string;
  /** Where a name is unique, if not in its region: in the whole account, or where this property is the same. */
  uniqueIn?: "account" | { property: string };
  /** Whether AWS takes the creation of one that is there for its change: the call is a Put. */
  overwrites?: true;
  /** What AWS demands beyond references and names: each returns AWS's error, or undefined. */
  demands?: Demand[];

  /** AWS's error code for a delete of what is in use, `DependencyViolation` by default; false where AWS deletes it anyway. */
  inUse?: string | false;
  /** The only types whose mention is a use. */
  usedBy?: string[];
  /** Whether AWS takes no notice of what this type uses. */
  usesNothing?: true;
  /** The argument that protects from deletion, and AWS's error; `{}` stands for the id. */
  protectedBy?: { argument: string; error: string };
  /** AWS's other reasons to refuse a delete. */
  refusesDelete?: (resource: CloudResource, store: Store) => string | undefined;
  /** What AWS does to other resources when one is made, changed or deleted. */
  effect?: (change: Change) => void;
  /** What is left of it when it is deleted. */
  finalSnapshot?: { type: string; of: string; name: string; taken: string };

  /** What AWS says of one beyond the properties that the type has in Pulumi. */
  described?: (state: Properties) => Properties;
  /** EC2's names of what a filter compares, where they are not the property's with hyphens. */
  filters?: Record<string, string>;
  /** What AWS makes along with one. */
  brings?: (resource: CloudResource) => CloudResource[];
}

/** Which values of an argument are refused, and with what. */
export interface Refusal {
  unless: (value: string) => boolean;
  message: string;
}

/** What AWS makes of an argument's value. */
export interface NormalForm {
  /** The value as AWS keeps it; the same again for one that has this form. Values that are not known yet are texts as well. */
  to: (value: Json, inputs: Properties) => Json;
  /** Whether the real provider takes values of one form for the same, so that none of it shows in a preview. */
  suppressed: boolean;
}

export interface Identity {
  id: string;
  arn: string;
  name: string | undefined;
}

/** A resource whose outputs are wanted. */
export interface Subject extends Identity {
  type: string;
  region: string;
  inputs: Properties;
  store: Store;
  /** What it was before an update. */
  before?: Properties | undefined;
}

/** What is about to be made, or to become of a resource that has an id. */
export type Candidate = Pick<CloudResource, "type" | "region" | "inputs"> & {
  id?: string;
  /** The inputs before an update. */
  before?: Readonly<Properties>;
};

export type Demand = (candidate: Candidate, store: Store) => string | undefined;

/** `before` is missing when a resource was made, `after` when it was deleted. */
export interface Change {
  store: Store;
  before?: CloudResource;
  after?: CloudResource;
}

/** A question to the cloud: the arguments of a function such as `getVpc`, and where it is asked. */
export interface Lookup {
  store: Store;
  region: string;
  args: Properties;
}
