import type { PolicyResource } from "@pulumi/policy";
import { elements, read, type Unknown, unknown, type Value } from "./value";

/** One resource of the stack that is judged. */
export class Resource {
  readonly urn: string;
  /** Pulumi's type token, e.g. `aws:lb/loadBalancer:LoadBalancer`. */
  readonly type: string;
  /** Logical name, unique among the resources of its type and parent. */
  readonly name: string;

  constructor(
    readonly source: PolicyResource,
    private readonly stack: Stack,
  ) {
    this.urn = source.urn;
    this.type = source.type;
    this.name = source.name;
  }

  /** The value at a path of properties, e.g. `get("launchTemplate", "id")`; unknown where part of the path is. */
  get(...path: (string | number)[]): Value {
    return path.reduce<Value>((value, key) => read(value, key), this.source.props);
  }

  /** A number at a path; undefined where there is none. */
  number(...path: (string | number)[]): number | undefined | Unknown {
    const value = this.get(...path);
    return value === unknown || typeof value === "number" ? value : undefined;
  }

  /** A string at a path; undefined where there is none. */
  string(...path: (string | number)[]): string | undefined | Unknown {
    const value = this.get(...path);
    return value === unknown || typeof value === "string" ? value : undefined;
  }

  /** The resources of a type that a property refers to. */
  references(property: string, type: string, ...path: (string | number)[]): References {
    return this.stack.referencesOf(this, property, type, path);
  }

  toString(): string {
    return `${this.name} (${this.type})`;
  }
}

/** What a property refers to. */
export interface References {
  /** Resources of the stack. Where `complete` is no, they are the only ones of the stack that can be meant. */
  readonly resources: readonly Resource[];
  /**
   * Whether exactly these are meant. Not so where the value is not known yet and came through a component, any of
   * whose resources can be meant, or names something outside the stack.
   */
  readonly complete: boolean;
}

/** The resources of a stack and what refers to what. */
export class Stack {
  readonly resources: readonly Resource[];
  private readonly byUrn: ReadonlyMap<string, Resource>;
  private readonly children = new Map<string, Resource[]>();
  private readonly byIdentity = new Map<string, Resource[]>();

  constructor(sources: readonly PolicyResource[]) {
    this.resources = sources.map((source) => new Resource(source, this));
    this.byUrn = new Map(this.resources.map((resource) => [resource.urn, resource]));
    for (const resource of this.resources) {
      if (resource.source.parent) append(this.children, resource.source.parent.urn, resource);
      for (const identity of identitiesOf(resource)) append(this.byIdentity, identity, resource);
    }
  }

  ofType(...types: string[]): Resource[] {
    return this.resources.filter((resource) => types.includes(resource.type));
  }

  /** Called through {@link Resource.references}. */
  referencesOf(
    from: Resource,
    property: string,
    type: string,
    path: readonly (string | number)[],
  ): References {
    const named = strings(from.get(property, ...path));
    if (named !== unknown) {
      const found = named.map((name) =>
        this.byIdentity.get(name)?.find((resource) => resource.type === type),
      );
      const resources = unique(found.filter((resource) => resource !== undefined));
      return { resources, complete: !found.includes(undefined) };
    }
    const depends = (from.source.propertyDependencies[property] ?? [])
      .map((source) => this.byUrn.get(source.urn))
      .filter((resource) => resource !== undefined);
    // An output of a component depends on the component beside the resources that it is made of.
    const direct = depends.filter((resource) => resource.type === type);
    if (direct.length > 0) return { resources: unique(direct), complete: true };
    return { resources: unique(depends.flatMap((resource) => this.within(resource, type))), complete: false };
  }

  /** The resources of a type below a component. */
  private within(component: Resource, type: string): Resource[] {
    const children = this.children.get(component.urn) ?? [];
    return children.flatMap((child) => [
      ...(child.type === type ? [child] : []),
      ...this.within(child, type),
    ]);
  }
}

/** What other resources can call a resource by. */
function identitiesOf(resource: Resource): string[] {
  const names = ["id", "arn", "name"].map((property) => resource.get(property));
  return unique(names.filter((name) => typeof name === "string"));
}

function strings(value: Value): string[] | Unknown {
  const list = typeof value === "string" ? [value] : elements(value);
  if (list === unknown || list.includes(unknown)) return unknown;
  return list.filter((element) => typeof element === "string");
}

function append<T>(lists: Map<string, T[]>, key: string, value: T) {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}
