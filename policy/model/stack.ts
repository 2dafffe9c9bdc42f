import type { PolicyResource } from "@pulumi/policy";
import { identitiesOf, identityProperties, namingProperties } from "./identity";
import type { Inputs } from "./inputs";
import { type Referent, type References, Resource } from "./resource";
import { hasUnknown, elements, type Path, unknown, type Value } from "./value";

export { type Referent, type References, Resource } from "./resource";

/** The resources of a stack and what refers to what. Most rules ask for one type only, so each index waits for its question. */
export class Stack {
  readonly resources: readonly Resource[];
  private readonly byType: Index;
  private byUrn?: Index;
  private byParent?: Index;
  private byIdentity?: Index;
  private readonly known = new Map<Resource, Map<string, References>>();
  private readonly unnamed = new Map<string, readonly Resource[]>();
  private settled?: boolean;

  constructor(
    readonly sources: readonly PolicyResource[],
    private readonly inputs: Inputs = new Map(),
  ) {
    this.resources = sources.map((source) => new Resource(source, this));
    this.byType = indexed(this.resources, ({ type }) => [type]);
  }

  ofType(...types: string[]): readonly Resource[] {
    return types.flatMap((type) => this.byType.get(type) ?? []);
  }

  inputsOf(urn: string): object | undefined {
    return this.inputs.get(urn);
  }

  /** Whether every value is known, as after an update: what is not decided then, this stack cannot decide. */
  isSettled(): boolean {
    return (this.settled ??= this.resources.every((it) => it.isShown() && !hasUnknown(it.source.props)));
  }

  /** The resources of a type whose property names this one, surely or, while the value is unknown, perhaps. */
  referring(type: string, to: Resource, property: string, ...path: Path): readonly Referent[] {
    return this.ofType(type).flatMap((resource) => {
      const sure = resource.refersTo(to, property, ...path);
      return sure === false ? [] : [{ resource, sure }];
    });
  }

  /** Called through {@link Resource.references}. */
  referencesOf(from: Resource, type: string, property: string, path: Path): References {
    const question = [type, property, ...path].join("\n");
    const answers = this.known.get(from) ?? new Map<string, References>();
    this.known.set(from, answers);
    const known = answers.get(question);
    if (known) return known;
    const answer = this.findReferences(from, type, property, path);
    answers.set(question, answer);
    return answer;
  }

  private findReferences(from: Resource, type: string, property: string, path: Path): References {
    const { names, open } = leavesOf(from.get(property, ...path));
    const found = names.map((name) => this.named(from, type, name));
    const sure = unique(found.filter(isThere));
    const isAllFound = !found.includes(undefined);
    // A name can be that of a resource whose own is given by the program, and not known yet.
    const unnamed = isAllFound ? [] : this.unnamedOf(type);
    if (open === 0 && unnamed.length > 0) {
      return { resources: unique([...sure, ...unnamed]), sure, certain: false, complete: false };
    }
    if (open === 0) return { resources: sure, sure, certain: true, complete: isAllFound };

    // What a value was computed from are candidates: it can name any of them, and what they in turn come from.
    const depends = from.dependsOn(property);
    const origins = this.originsOf(depends);
    const candidates = unique([
      ...origins.filter((resource) => resource.type === type),
      ...this.ofType(type).filter((resource) => isNamedFrom(resource, depends)),
    ]);
    // Resources of other types can be what a look-up waits for, and a component gives out what it likes.
    const isOfType = depends.length > 0 && this.byUrns(depends).every((it) => it.type === type);
    const isOnly = isOfType && depends.length === candidates.length;
    const isSingle = isOnly && candidates.length === 1 && open === 1;
    return {
      resources: unique([...sure, ...candidates]),
      sure: isSingle ? unique([...sure, ...candidates]) : sure,
      certain: isSingle,
      complete: isOnly && isAllFound,
    };
  }

  private named(from: Resource, type: string, name: string): Resource | undefined {
    const byIdentity = (this.byIdentity ??= indexed(this.resources, identitiesOf));
    return byIdentity.get(name)?.find((it) => it.type === type && isReachable(from, it, name));
  }

  /** The resources of a type to which the program gives a name that is not known yet, or of which nothing is shown. */
  private unnamedOf(type: string): readonly Resource[] {
    const known = this.unnamed.get(type);
    if (known) return known;
    const isUnnamed = (resource: Resource) =>
      !resource.isShown() || namingProperties.some((property) => resource.given(property) === unknown);
    const found = this.ofType(type).filter(isUnnamed);
    this.unnamed.set(type, found);
    return found;
  }

  /** Everything that a value can come from which depends on some resources: what they are made of, and depend on. */
  private originsOf(named: readonly Named[]): Resource[] {
    return reached(this.byUrns(named), (resource) => [
      ...this.childrenOf(resource),
      ...this.byUrns(Object.values(resource.source.propertyDependencies).flat()),
    ]);
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
function isNamedFrom(resource: Resource, depends: readonly Named[]): boolean {
  return identityProperties.some((property) =>
    resource.dependsOn(property).some(({ urn }) => depends.some((it) => it.urn === urn)),
  );
}

/** The names in a value that is one or a list of them, and how many more there are that are not known. */
function leavesOf(value: Value): { names: readonly string[]; open: number } {
  if (value === unknown) return { names: [], open: 1 };
  const list = typeof value === "string" ? [value] : elements(value);
  if (list === unknown) return { names: [], open: 1 };
  return {
    names: list.filter((element) => typeof element === "string"),
    open: list.filter((element) => element === unknown).length,
  };
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
export function reached(
  from: readonly Resource[],
  next: (resource: Resource) => readonly Resource[],
): Resource[] {
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
