import type { PolicyResource } from "@pulumi/policy";
import { awsDefault } from "./aws-defaults";
import { canonicalType } from "./canonical-type";
import { isSetBy } from "./inputs";
import { elements, type Path, read, type Unknown, unknown, type Value, type Verdict } from "./value";

/** What the value of a property names. */
export interface References {
  /** The resources that are meant; where that is not certain, those that the value can come from. */
  readonly resources: readonly Resource[];
  /** Those that are surely meant. */
  readonly sure: readonly Resource[];
  /** Whether `resources` are what is meant of the stack, no more and no fewer. */
  readonly certain: boolean;
  /** Whether nothing can be meant beside `resources`, of the stack or of elsewhere. */
  readonly complete: boolean;
}

/** A resource that a value names, or can name. */
export interface Referent {
  readonly resource: Resource;
  readonly sure: true | Unknown;
}

/** What a resource asks its stack. */
interface Surroundings {
  inputsOf(urn: string): object | undefined;
  ofType(...types: string[]): readonly Resource[];
  referencesOf(from: Resource, type: string, property: string, path: Path): References;
}

/** One resource of the stack that is judged. */
export class Resource {
  readonly urn: string;
  /** Pulumi's type token, e.g. `aws:lb/loadBalancer:LoadBalancer`; its other spellings are turned into this one. */
  readonly type: string;
  /** Logical name, unique among the resources of its type and parent. */
  readonly name: string;

  constructor(
    readonly source: PolicyResource,
    private readonly stack: Surroundings,
  ) {
    this.urn = source.urn;
    this.type = canonicalType(source.type);
    this.name = source.name;
  }

  /**
   * The value at a path of properties, e.g. `get("launchTemplate", "id")`: what AWS or a preview says, else what the program
   * sets, else AWS's default. Unknown where none of them says.
   */
  get(...path: Path): Value {
    const output = at(this.source.props, path);
    if (output !== undefined && output !== unknown) return output;
    const inputs = this.stack.inputsOf(this.urn);
    const input = inputs && at(inputs, path);
    if (input !== undefined) return input;
    if (output === unknown && this.mayBeSet(path)) return unknown;
    return awsDefault(this, path) ?? (output === unknown || !this.isShown() ? unknown : undefined);
  }

  /** The value at a path where the program sets it; undefined where it does not, even though AWS fills the property in. */
  given(property: string, ...path: Path): Value {
    return this.isGiven(property) ? this.get(property, ...path) : undefined;
  }

  /** Of a resource whose inputs are not known: what a program sets and a preview does not know depends on a resource. */
  private isGiven(property: string): boolean {
    const inputs = this.stack.inputsOf(this.urn);
    if (inputs) return isSetBy(inputs, property);
    return !this.isShown() || this.get(property) !== unknown || this.dependsOn(property).length > 0;
  }

  /** Whether a value that is not known can be the program's. */
  private mayBeSet([property]: Path): boolean {
    const inputs = this.stack.inputsOf(this.urn);
    return inputs ? isSetBy(inputs, String(property)) : this.dependsOn(String(property)).length > 0;
  }

  /** Whether the engine shows what became of the resource: not so where a preview skips it. */
  isShown(): boolean {
    return !this.type.startsWith("aws:") || Object.keys(this.source.props).length > 0;
  }

  /** What the value of a property was computed from. */
  dependsOn(property: string): readonly PolicyResource[] {
    return this.source.propertyDependencies[property] ?? [];
  }

  /** A number at a path; undefined where there is none. */
  number(...path: Path): number | undefined | Unknown {
    const value = this.get(...path);
    return value === unknown || typeof value === "number" ? value : undefined;
  }

  /** A string at a path; undefined where there is none. */
  string(...path: Path): string | undefined | Unknown {
    const value = this.get(...path);
    return value === unknown || typeof value === "string" ? value : undefined;
  }

  /** The elements of the array at a path; none where there is no array. */
  list(...path: Path): readonly Value[] | Unknown {
    return elements(this.get(...path));
  }

  /** The resources of a type that the value at a path names, or that it can come from. The first step of the path is the property. */
  references(type: string, property: string, ...path: Path): References {
    return this.stack.referencesOf(this, type, property, path);
  }

  /** Every resource of a type that the value at a path names, or can name. */
  referents(type: string, property: string, ...path: Path): readonly Referent[] {
    const { resources, sure, complete, certain } = this.references(type, property, ...path);
    const possible = certain || complete ? resources : this.stack.ofType(type);
    return possible.map((resource) => ({ resource, sure: sure.includes(resource) || unknown }));
  }

  /** Whether the value at a path names another resource of the stack. */
  refersTo(other: Resource, property: string, ...path: Path): Verdict {
    const { resources, sure, certain, complete } = this.references(other.type, property, ...path);
    if (sure.includes(other)) return true;
    if (certain) return false;
    return complete && !resources.includes(other) ? false : unknown;
  }
}

function at(properties: object, path: Path): Value {
  return path.reduce<Value>((value, key) => read(value, key), properties as Value);
}
