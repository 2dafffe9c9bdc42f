import type { PolicyResource } from "@pulumi/policy";
import { identitiesOf, identityProperties } from "./identity";
import type { Program } from "./program";
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

  /** The value at a path where the program sets it; undefined where it does not, even though AWS fills the property in. */
  given(property: string, ...path: Path): Value {
    return this.isGiven(property) ? this.get(property, ...path) : undefined;
  }

  /** Of a resource whose inputs are not known: what a program sets and a preview does not know depends on a resource. */
  private isGiven(property: string): boolean {
    const set = this.stack.program.get(this.urn);
    if (set) return set.has(property);
    return this.get(property) !== unknown || (this.source.propertyDependencies[property] ?? []).length > 0;
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
    const { resources, certain, complete } = this.references(other.type, property, ...path);
    if (resources.includes(other)) return certain || unknown;
    const comesFrom = this.source.propertyDependencies[property] ?? [];
    return certain || complete || comesFrom.length > 0 ? false : unknown;
  }
}

/** What a property refers to. */
export interface References {
  /** The resources of the stack that are meant; or that can be, and no others, where it is not certain. */
  readonly resources: readonly Resource[];
  readonly certain: boolean;
  /** Whether nothing outside the stack is meant beside them. */
  readonly complete: boolean;
}

/** The resources of a stack and what refers to what. Most rules ask for one type only, so each index waits for its question. */
export class Stack {
  readonly resources: readonly Resource[];
  private readonly byType: Index;
  private byUrn?: Index;
  private byParent?: Index;
  private byIdentity?: Index;

  constructor(
    sources: readonly PolicyResource[],
    readonly program: Program = new Map(),
  ) {
    this.resources = sources.map((source) => new Resource(source, this));
    this.byType = indexed(this.resources, ({ type }) => [type]);
  }

  ofType(...types: string[]): readonly Resource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  /** The resources of a type whose property names this one, surely or, while the value is unknown, perhaps. */
  referring(
    type: string,
    to: Resource,
    property: string,
    ...path: Path
  ): { resource: Resource; sure: true | Unknown }[] {
    return this.ofType(type).flatMap((resource) => {
      const refers = resource.refersTo(to, property, ...path);
      return refers === false ? [] : [{ resource, sure: refers }];
    });
  }

  /** Called through {@link Resource.references}. */
  referencesOf(from: Resource, type: string, property: string, path: Path): References {
    const named = strings(from.get(property, ...path));
    if (named !== unknown) {
      const byIdentity = (this.byIdentity ??= indexed(this.resources, identitiesOf));
      const found = named.map((name) =>
        byIdentity.get(name)?.find((resource) => resource.type === type && isReachable(from, resource, name)),
      );
      return {
        resources: unique(found.filter(isThere)),
        certain: true,
        complete: !found.includes(undefined),
      };
    }
    const depends = from.source.propertyDependencies[property] ?? [];
    const direct = this.byUrns(depends).filter((resource) => resource.type === type);
    // An output of a component depends on the component beside the resources that it is made of.
    if (direct.length > 0) return { resources: unique(direct), certain: true, complete: true };
    const parts = this.partsOf(depends).filter((resource) => resource.type === type);
    if (parts.length === 1) return { resources: parts, certain: true, complete: true };
    const origins = this.originsOf(depends);
    const meant = [
      ...origins.filter((resource) => resource.type === type),
      ...this.ofType(type).filter((resource) => isNamedFrom(resource, depends)),
    ];
    const isOfHere = depends.length > 0 && origins.every((origin) => this.givesItsOwn(origin));
    return { resources: unique(meant), certain: false, complete: isOfHere && meant.length === 0 };
  }

  /** Resources with what they are made of. */
  private partsOf(named: readonly Named[]): Resource[] {
    return reached(this.byUrns(named), (resource) => this.childrenOf(resource));
  }

  /** Everything that a value can come from which depends on some resources: what they are made of, and depend on. */
  private originsOf(named: readonly Named[]): Resource[] {
    return reached(this.byUrns(named), (resource) => [
      ...this.childrenOf(resource),
      ...this.byUrns(Object.values(resource.source.propertyDependencies).flat()),
    ]);
  }

  /** Whether what a resource gives out is its own or its children's, not something of elsewhere that it relays. */
  private givesItsOwn(resource: Resource): boolean {
    const isOurs = resource.type.startsWith("aws:") || this.childrenOf(resource).length > 0;
    return isOurs && !relays.includes(resource.type);
  }

  private childrenOf({ urn }: Resource): readonly Resource[] {
    this.byParent ??= indexed(this.resources, ({ source }) => (source.parent ? [source.parent.urn] : []));
    return this.byParent.get(urn) ?? [];
  }

  private byUrns(sources: readonly Named[]): Resource[] {
    const byUrn = (this.byUrn ??= indexed(this.resources, ({ urn }) => [urn]));
    return sources.flatMap(({ urn }) => byUrn.get(urn) ?? []);
  }
}

type Named = Pick<PolicyResource, "urn">;

/** Whether a name means a resource: of two regions each may have one of that name; an ARN says which it means. */
function isReachable(from: Resource, to: Resource, name: string): boolean {
  const regions = [from.get("region"), to.get("region")];
  const isKnown = regions.every((region) => typeof region === "string" && region !== "");
  return !isKnown || regions[0] === regions[1] || name.startsWith("arn:");
}

/** Whether a resource gets its own name from where a value comes from, e.g. both from a random suffix. */
function isNamedFrom({ source }: Resource, depends: readonly Named[]): boolean {
  return identityProperties.some((property) =>
    source.propertyDependencies[property]?.some(({ urn }) => depends.some((it) => it.urn === urn)),
  );
}

/** Types whose outputs are somebody else's: a value of theirs can name anything, of the stack or not. */
const relays = [
  "aws:cloudformation/stack:Stack",
  "aws:lambda/invocation:Invocation",
  "aws:ssm/parameter:Parameter",
];

/**
 * One token for each thing: @pulumi/aws has modules and classes that are others by a second name, and subnets and route
 * tables that AWS made and a program takes over.
 */
export function canonicalType(type: string): string {
  return type
    .replace(
      /^aws:ec2\/default(Subnet|RouteTable):Default/,
      (_, name: string) => `aws:ec2/${name.charAt(0).toLowerCase()}${name.slice(1)}:`,
    )
    .replace(/^aws:(alb|applicationloadbalancing)\//, "aws:lb/")
    .replace(/^aws:s3\/(\w+)V2:(\w+)V2$/, "aws:s3/$1:$2");
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

/** Resources, and all that steps lead to from them. */
function reached(from: readonly Resource[], next: (resource: Resource) => readonly Resource[]): Resource[] {
  const found = new Set(from);
  for (const resource of found) for (const further of next(resource)) found.add(further);
  return [...found];
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

function isThere<T>(value: T | undefined): value is T {
  return value !== undefined;
}
