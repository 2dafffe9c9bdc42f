import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { causesReplacement } from "../../local/aws/specification";

/** A resource of `pulumi stack export`. */
interface Exported {
  readonly urn: string;
  readonly custom: boolean;
  readonly type: string;
  readonly id?: string;
  readonly parent?: string;
  readonly provider?: string;
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
}

export interface Export {
  readonly version: number;
  readonly deployment: { readonly manifest: object; readonly resources: readonly Exported[] };
}

/**
 * What is kept of a resource: who it is, of its inputs those for which AWS would replace it, and of its outputs those that
 * such inputs of others name.
 */
type Kept = Omit<Exported, "type" | "custom">;

/** A version that stacks are deployed with. */
export interface Release {
  readonly version: string;
  /** The file of prod, as that version had it. */
  readonly stackFile: string;
  /** For `pulumi stack import`. */
  readonly state: Export;
}

/** The releases whose prod is kept here. */
export function releases(): Release[] {
  return readdirSync(__dirname, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const kept = JSON.parse(readFileSync(join(__dirname, name, "state.json"), "utf8")) as Kept[];
      const resources = kept.map(importable);
      const stackFile = readFileSync(join(__dirname, name, "Pulumi.prod.yaml"), "utf8");
      return { version: name, stackFile, state: { version: 3, deployment: { manifest: {}, resources } } };
    });
}

export const typeOf = (urn: string): string => urn.split("::")[2]?.split("$").at(-1) ?? "";

/** What a release keeps of a state: nothing secret, since AWS replaces nothing for a secret. */
export function keep({ deployment: { resources } }: Export): Kept[] {
  const kept = resources.map((resource) => ({ resource, inputs: decisive(resource) }));
  const said = kept.flatMap(({ inputs }) => texts(inputs)).join("\n");
  return kept.map(({ resource: { urn, id, parent, provider, protect, retainOnDelete, outputs }, inputs }) => {
    const isNamed = (value: unknown) => texts(value).some((text) => text.length > 4 && said.includes(text));
    const naming = entriesOf(outputs).filter(([name, value]) => !(name in inputs) && isNamed(value));
    return {
      urn,
      id,
      parent,
      provider,
      protect,
      retainOnDelete,
      ...(id !== undefined && { inputs, outputs: Object.fromEntries(naming) }),
    };
  });
}

/** The inputs for which AWS would replace a resource, and what its provider is. */
function decisive({ type, inputs }: Exported): Readonly<Record<string, unknown>> {
  const isProvider = type.startsWith("pulumi:providers:");
  const decides = (property: string) =>
    property === "__defaults" || isProvider || (type.startsWith("aws:") && causesReplacement(type, property));
  return Object.fromEntries(entriesOf(inputs).filter(([property]) => decides(property)));
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}

const entriesOf = (properties: Exported["inputs"]) => Object.entries(properties ?? {});

function importable(kept: Kept): Exported {
  return {
    ...kept,
    type: typeOf(kept.urn),
    custom: kept.id !== undefined,
    outputs: { ...kept.outputs, ...kept.inputs },
  };
}
