import type { PolicyResource } from "@pulumi/policy";
import { elements, read, type Unknown, unknown, type Value, type Verdict } from "./value";

type Path = readonly (string | number)[];

/** One resource of the stack that is judged. */
export class Resource {
  readonly urn: string;
  /** Pulumi's type token, e.g. `aws:lb/loadBalancer:LoadBalancer`; its other spellings are turned into this one. */
  readonly type: string;
  /** Logical name, unique among the resources of its type and parent. */
  readonly name: string;

  constructor(
    readonly source: PolicyResource,
    private readonly stack: Stack,
  ) {
    this.urn = source.urn;
    this.type = canonicalType(source.type);
    this.name = source.name;
  }

  /** The value at a path of properties, e.g. `get("launchTemplate", "id")`; unknown where part of the path is. */
  get(...path: Path): Value {
    const properties: Value = this.source.props as Value;
    return path.reduce((value, key) => read(value, key), properties);
  }

  /**
   * The value at a path as the program sets it; undefined where it does not, even though AWS fills the property in.
   * A value that a program sets and a preview does not know depends on a resource. In a state, the engine lists each
   * property that is set among the property dependencies, if only with no dependency; in a preview it does not.
   */
  given(property: string, ...path: Path): Value {
    const value = this.get(property, ...path);
    const dependencies = Object.entries(this.source.propertyDependencies);
    const own = dependencies.find(([name]) => name === property)?.[1];
    if (value === unknown) return own && own.length > 0 ? value : undefined;
    const listsAll = dependencies.some(([, resources]) => resources.length === 0);
    return listsAll && own === undefined ? undefined : value;
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

  /** The resources of a type that the value at a path names. The first step of the path is the property. */
  references(type: string, property: string, ...path: Path): References {
    return this.stack.referencesOf(this, type, property, path);
  }

  /** Whether the value at a path names another resource of the stack. */
  refersTo(other: Resource, property: string, ...path: Path): Verdict {
    const { resources, complete } = this.references(other.type, property, ...path);
    if (!resources.includes(other))
      return complete || this.get(property, ...path) !== unknown ? false : unknown;
    return complete || resources.length === 1 ? true : unknown;
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

/** The resources of a stack and what refers to what. Most rules ask for one type only, so each index waits for its question. */
export class Stack {
  readonly resources: readonly Resource[];
  private readonly byType: Index;
  private byUrn?: Index;
  private byParent?: Index;
  private byIdentity?: Index;

  constructor(sources: readonly PolicyResource[]) {
    this.resources = sources.map((source) => new Resource(source, this));
    this.byType = indexed(this.resources, ({ type }) => [type]);
  }

  ofType(...types: string[]): readonly Resource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** The resources of a type whose property names this one, or may name it while the value is unknown. */
  referring(
    type: string,
    to: Resource,
    property: string,
    ...path: Path
  ): { resource: Resource; sure: boolean }[] {
    return this.ofType(type).flatMap((resource) => {
      const refers = resource.refersTo(to, property, ...path);
      return refers === false ? [] : [{ resource, sure: refers === true }];
    });
  }

  /** Called through {@link Resource.references}. */
  referencesOf(from: Resource, type: string, property: string, path: Path): References {
    const named = strings(from.get(property, ...path));
    if (named !== unknown) {
      this.byIdentity ??= indexed(this.resources, identitiesOf);
      const identities = this.byIdentity;
      const found = named.map((name) => identities.get(name)?.find((resource) => resource.type === type));
      return { resources: unique(found.filter(isThere)), complete: !found.includes(undefined) };
    }
    this.byUrn ??= indexed(this.resources, ({ urn }) => [urn]);
    const resources = this.byUrn;
    const depends = (from.source.propertyDependencies[property] ?? []).flatMap(
      (source) => resources.get(source.urn) ?? [],
    );
    // An output of a component depends on the component beside the resources that it is made of.
    const direct = depends.filter((resource) => resource.type === type);
    if (direct.length > 0) return { resources: unique(direct), complete: true };
    return { resources: unique(depends.flatMap((resource) => this.within(resource, type))), complete: false };
  }

  /** The resources of a type below a component. */
  private within(component: Resource, type: string): Resource[] {
    this.byParent ??= indexed(this.resources, ({ source }) => (source.parent ? [source.parent.urn] : []));
    const children = this.byParent.get(component.urn) ?? [];
    return children.flatMap((child) => [
      ...(child.type === type ? [child] : []),
      ...this.within(child, type),
    ]);
  }
}

/** One token for each thing: @pulumi/aws has modules and classes that are others by a second name. */
export function canonicalType(type: string): string {
  return type
    .replace(/^aws:(alb|applicationloadbalancing)\//, "aws:lb/")
    .replace(/^aws:s3\/(\w+)V2:(\w+)V2$/, "aws:s3/$1:$2");
}

/** The properties by which other resources, and CloudWatch, call a resource. */
const identityProperties = [
  "id",
  "arn",
  "name",
  "arnSuffix",
  "bucket",
  "clusterIdentifier",
  "identifier",
  "replicationGroupId",
  "keyId",
];

function identitiesOf(resource: Resource): string[] {
  const names = identityProperties.map((property) => resource.get(property));
  return unique([...names, ...membersOf(resource)].filter((name) => typeof name === "string"));
}

/** The nodes of a replication group, which CloudWatch counts by; ElastiCache numbers them from one. */
function membersOf(resource: Resource): readonly Value[] {
  const members = resource.list("memberClusters");
  if (members !== unknown) return members;
  const [group, nodes] = [resource.get("replicationGroupId"), resource.get("numCacheClusters")];
  if (typeof group !== "string" || typeof nodes !== "number") return [];
  return Array.from({ length: nodes }, (_, at) => `${group}-${String(at + 1).padStart(3, "0")}`);
}

function strings(value: Value): string[] | Unknown {
  const list = typeof value === "string" ? [value] : elements(value);
  if (list === unknown || list.includes(unknown)) return unknown;
  return list.filter((element) => typeof element === "string");
}

type Index = ReadonlyMap<string, readonly Resource[]>;

function indexed(resources: readonly Resource[], keysOf: (resource: Resource) => readonly string[]): Index {
  const index = new Map<string, Resource[]>();
  for (const resource of resources) {
    for (const key of keysOf(resource)) {
      const entry = index.get(key);
      if (entry) entry.push(resource);
      else index.set(key, [resource]);
    }
  }
  return index;
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}
