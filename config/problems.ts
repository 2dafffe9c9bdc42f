/** Something in a stack's configuration that its author has to change. */
export interface Problem {
  /** The file to change. */
  readonly file: string;
  /** Path as `pulumi config set --path` takes it, such as `platform:workload.events[0].start`. */
  readonly key: string;
  /** What stands there now, in words; the value of a secret is never shown. */
  readonly found: string;
  /** What may stand there, in words. */
  readonly allowed: string;
  /** What to do, where it is not obvious from {@link allowed}. */
  readonly fix?: string;
}

/** A problem of values, whichever file they are from. */
export type FoundProblem = Omit<Problem, "file">;

/** Everything that is wrong with a configuration, at once. The message is for a person and needs no stack trace. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(readonly problems: readonly Problem[]) {
    super(describe(problems));
  }
}

type Path = readonly PropertyKey[];

/** Joins a path the way Pulumi writes it: `platform:tags["cost.centre"]`, `platform:workload.events[0]`. */
export function keyOf(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === "number") return `[${part}]`;
      const name = String(part);
      if (index === 0) return name;
      return /^[\w-]+$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
    })
    .join("");
}

/** The value at a path, or undefined where the path leads nowhere. */
export function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((parent, part) => {
    if (typeof parent !== "object" || parent === null || !Object.hasOwn(parent, part)) return undefined;
    return (parent as Record<PropertyKey, unknown>)[part];
  }, value);
}

/** A value in words short enough for one line. */
export function inWords(value: unknown): string {
  if (value === undefined || value === null) return "nothing";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") return "a section";
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function describe(problems: readonly Problem[]): string {
  const width = (field: "key" | "found") => Math.max(...problems.map((problem) => problem[field].length));
  const [keys, founds] = [width("key"), width("found")];
  const files = [...new Set(problems.map(({ file }) => file))].join(", ");
  const lines = problems.map(({ key, found, allowed, fix }) => {
    const help = fix === undefined ? "" : `; ${fix}`;
    return `  ${key.padEnd(keys)}  found ${found.padEnd(founds)}  allowed: ${allowed}${help}`;
  });
  return [`${files}: ${problems.length} problem${problems.length === 1 ? "" : "s"}`, ...lines].join("\n");
}
