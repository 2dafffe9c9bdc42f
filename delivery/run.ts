/** What a preview or an update did to a stack, and what was said about it. */
export interface Run {
  readonly stack: string;
  /** Whether the command succeeded. */
  readonly ok: boolean;
  /** One for each resource that is not left as it is, in the engine's order. */
  readonly changes: readonly Change[];
  /** Resources that are left as they are. */
  readonly unchanged: number;
  readonly violations: readonly Violation[];
  /** Messages of failed resources, of the program and of the engine. */
  readonly errors: readonly string[];
}

export interface Change {
  readonly kind: "create" | "update" | "replace" | "delete" | "import" | "forget";
  readonly urn: string;
  readonly type: string;
  /** The resource's logical name. */
  readonly name: string;
  /** Inputs that change; those that make AWS replace the resource are marked. */
  readonly properties: readonly PropertyChange[];
}

export interface PropertyChange {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
  readonly replaces: boolean;
}

export interface Violation {
  readonly policy: string;
  readonly mandatory: boolean;
  readonly urn: string;
  /** The sentence that the policy enforces, then lines such as `found:    maxSize 100`. */
  readonly message: string;
}

/** The parts of an event of Pulumi's engine that are read here (`pulumi/sdk/go/common/apitype/events.go`). */
export interface EngineEvent {
  readonly resourcePreEvent?: { readonly metadata: StepMetadata };
  readonly policyEvent?: {
    readonly resourceUrn?: string;
    readonly message: string;
    readonly policyName: string;
    readonly enforcementLevel: string;
  };
  readonly diagnosticEvent?: { readonly severity: string; readonly message: string; readonly urn?: string };
}

interface StepMetadata {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly old: { readonly inputs: Properties } | null;
  readonly new: { readonly inputs: Properties } | null;
  readonly detailedDiff: Readonly<Record<string, { readonly diffKind: string }>> | null;
  /** Properties that make the provider replace the resource. */
  readonly keys?: readonly string[] | null;
}
type Properties = Readonly<Record<string, unknown>>;

/** A replacement is announced by up to three steps, of which one counts. */
const kinds: Readonly<Record<string, Change["kind"]>> = {
  create: "create",
  update: "update",
  replace: "replace",
  delete: "delete",
  import: "import",
  "import-replacement": "replace",
  discard: "forget",
};

export function runOf(stack: string, code: number, events: readonly EngineEvent[]): Run {
  const steps = events.flatMap(({ resourcePreEvent }) => resourcePreEvent?.metadata ?? []);
  // The stack itself and providers are the engine's own.
  const isOwn = ({ type }: StepMetadata) => !/^pulumi:(pulumi|providers):/.test(type);
  const errors = events
    .flatMap(({ diagnosticEvent }) => (diagnosticEvent?.severity === "error" ? diagnosticEvent : []))
    .map(({ urn, message }) => (urn === undefined ? message : `${nameOf(urn)}: ${message}`).trim());
  return {
    stack,
    ok: code === 0,
    changes: steps.filter(isOwn).flatMap((step) => {
      const kind = kinds[step.op];
      const { urn, type } = step;
      return kind === undefined ? [] : { kind, urn, type, name: nameOf(urn), properties: propertiesOf(step) };
    }),
    unchanged: steps.filter((step) => isOwn(step) && step.op === "same").length,
    violations: events
      .flatMap(({ policyEvent }) => policyEvent ?? [])
      .map(({ policyName, enforcementLevel, resourceUrn = "", message }) => ({
        policy: policyName,
        mandatory: enforcementLevel === "mandatory",
        urn: resourceUrn,
        message: message.trim(),
      })),
    // That it failed is what the rest says.
    errors: [...new Set(errors)].filter((message) => !/^(preview|update) failed$/.test(message)),
  };
}

/** A resource's logical name. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function propertiesOf({ detailedDiff, keys, old, new: next }: StepMetadata): PropertyChange[] {
  return Object.entries(detailedDiff ?? {}).map(([path, { diffKind }]) => ({
    path,
    from: at(old?.inputs, path),
    to: at(next?.inputs, path),
    replaces: diffKind.endsWith("-replace") || (keys ?? []).includes(path.split(/[.[]/, 1)[0] ?? ""),
  }));
}

/** The value at a path of Pulumi's, such as `ingress[0].ports` or `tags["a.b"]`. */
function at(value: unknown, path: string): unknown {
  const words = path.match(/[^.[\]"]+(?=["\]])|[^.[\]"]+/g) ?? [];
  return words.reduce<unknown>(
    (holder, word) =>
      typeof holder === "object" && holder !== null ? (holder as Properties)[word] : undefined,
    value,
  );
}
