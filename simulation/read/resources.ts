import { isNotKnown } from "./not-known";

/** A resource of a stack, wherever it was read. */
export interface StackResource {
  readonly urn: string;
  readonly type: string;
  /** Logical name. */
  readonly name: string;
  /** What AWS says, else what the program sets; `notKnown` where a preview cannot know it. */
  readonly properties: Readonly<Record<string, unknown>>;
  /** Names of properties that the provider has filled in. */
  readonly filledIn: readonly string[];
  /** URNs of the resources that a property was computed from. */
  readonly dependsOn: Readonly<Record<string, readonly string[]>>;
}

/** The value at a path of properties; undefined where there is none. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce((inner: unknown, key) => {
    if (isNotKnown(inner)) return inner;
    if (typeof inner !== "object" || inner === null) return undefined;
    const found: unknown = Reflect.get(inner, key);
    return found ?? undefined;
  }, value);
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" && !isNotKnown(value) ? value : undefined;
}

/** A number, also one that a provider takes as a text. */
export function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  const text = textOf(value);
  return text !== undefined && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

/** One token for each thing: @pulumi/aws has modules that are others by a second name. */
export function plainType(type: string): string {
  return type.replace(/^aws:(alb|applicationloadbalancing|elasticloadbalancingv2)\//, "aws:lb/");
}

/** The resources of a stack, and what refers to what. */
export class StackResources {
  private readonly byUrn: ReadonlyMap<string, StackResource>;

  constructor(readonly all: readonly StackResource[]) {
    this.byUrn = new Map(all.map((resource) => [resource.urn, resource]));
  }

  ofType(type: string): StackResource[] {
    return this.all.filter((resource) => resource.type === type);
  }

  /** The resources of a type that a value names: by what they are called where it is known, else by what it depends on. */
  named(from: StackResource, type: string, property: string, value: unknown): StackResource[] {
    return this.ofType(type).filter((to) => this.names(from, property, value, to));
  }

  /** Whether a value of a property names a resource. */
  names(from: StackResource, property: string, value: unknown, to: StackResource): boolean {
    const values = Array.isArray(value) ? value : [value];
    return values.some((it) => {
      const text = textOf(it);
      if (text !== undefined) return identitiesOf(to).includes(text);
      return isNotKnown(it) && this.origins(from, property).includes(to.urn);
    });
  }

  /** What a property was computed from. */
  private origins(from: StackResource, property: string): readonly string[] {
    return from.dependsOn[property] ?? [];
  }

  dependencies(from: StackResource, property: string, type: string): StackResource[] {
    return this.origins(from, property).flatMap((urn) => {
      const resource = this.byUrn.get(urn);
      return resource?.type === type ? [resource] : [];
    });
  }
}

function identitiesOf({ properties }: StackResource): string[] {
  return ["id", "arn", "name", "arnSuffix"].flatMap((key) => textOf(properties[key]) ?? []);
}
