/** What stands for a value that Pulumi encrypted and that only the stack itself can read. */
export const encrypted = "[encrypted]";

/**
 * Configuration values as Pulumi's runtime hands them over, `pulumi.runtime.allConfig()`: every value is a string,
 * objects and lists are JSON. Gives back what the stack file says.
 */
export function fromPulumi(allConfig: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(allConfig).map(([key, text]) => [key, plainValue(text)]));
}

/** `3`, `true`, `null`, lists and sections for the strings that spell them; any other string is itself. */
export function plainValue(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "string" ? text : value;
  } catch {
    return text;
  }
}
