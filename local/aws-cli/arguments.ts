/** A command of the AWS CLI. */
export interface AwsCommand {
  /** Such as `rds`. */
  readonly service: string;
  /** Such as `modify-db-cluster`, or `wait db-instance-available`. */
  readonly operation: string;
  /** The values of each option, by its name without hyphens in front; none of a switch. */
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/** Reads the words after `aws`. */
export function parseAws(words: readonly string[]): AwsCommand {
  const at = words.findIndex((word) => word.startsWith("--"));
  const [service = "", ...operation] = at < 0 ? words : words.slice(0, at);
  const options = new Map<string, string[]>();
  let values: string[] = [];
  for (const word of at < 0 ? [] : words.slice(at)) {
    if (!word.startsWith("--")) values.push(word);
    else {
      const [name = "", ...value] = word.slice(2).split("=");
      values = value.length > 0 ? [value.join("=")] : [];
      options.set(name, values);
    }
  }
  return { service, operation: operation.join(" "), options };
}

/** `MinCapacity=2,MaxCapacity=16`: the shorthand for a structure, one level deep. */
export function structureOf(text: string): Record<string, string> {
  return Object.fromEntries(
    text.split(",").map((pair) => {
      const at = pair.indexOf("=");
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
