import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Document, parseDocument } from "yaml";
import type { ConfigSource } from "./load";
import { ConfigError, inWords, valueAt } from "./problems";
import { encrypted, plainValue } from "./pulumi";
import { withPrimary } from "./standby";

/**
 * Reads `Pulumi.<stack>.yaml` of a project for a program that Pulumi does not run; a standby's is completed by its primary's.
 * @throws ConfigError when there is no such stack or the file is not YAML.
 */
export function readStackFile(root: string, stack: string): ConfigSource {
  return withPrimary(readFile(root, stack), (primary) => readFile(root, primary));
}

function readFile(root: string, stack: string): ConfigSource {
  const file = `Pulumi.${stack}.yaml`;
  const stacks = stacksOf(root);
  if (!stacks.includes(stack)) {
    const allowed = stacks.length > 0 ? stacks.join(", ") : `a stack that has a file; ${root} has none`;
    throw new ConfigError([{ file, key: "stack", found: inWords(stack), allowed }]);
  }
  const document = parseDocument(readFileSync(join(root, file), "utf8"));
  const syntax = document.errors.map(({ message, linePos }) => {
    const [at] = linePos ?? [];
    const key = at === undefined ? "the file" : `line ${at.line}, column ${at.col}`;
    return { file, key, found: message.split(/ at line \d/)[0] ?? message, allowed: "YAML" };
  });
  if (syntax.length > 0) throw new ConfigError(syntax);
  return { file, values: settingsOf(contentOf(document, file), file), stack };
}

function contentOf(document: Document, file: string): unknown {
  try {
    // The ciphertext belongs in no message.
    return document.toJS({ reviver: (_, value: unknown) => (isEncrypted(value) ? encrypted : value) });
  } catch (error) {
    // An alias without its anchor, or too many of them.
    if (!(error instanceof ReferenceError)) throw error;
    throw new ConfigError([{ file, key: "the file", found: error.message, allowed: "YAML" }]);
  }
}

function isEncrypted(value: unknown): boolean {
  return typeof valueAt(value, ["secure"]) === "string";
}

/** The file's settings by full key; a key without a namespace belongs to the project, as Pulumi has it. */
function settingsOf(content: unknown, file: string): Record<string, unknown> {
  const config = valueAt(content, ["config"]);
  if (typeof config !== "object" || config === null || Array.isArray(config)) {
    throw new ConfigError([
      {
        file,
        key: "config",
        found: inWords(config),
        allowed: "a section of settings such as platform:workload",
      },
    ]);
  }
  const settings = Object.entries(config).map(([key, value]: [string, unknown]): [string, unknown] => [
    key.includes(":") ? key : `platform:${key}`,
    // Pulumi does not tell "3" from 3 here, so neither do we.
    typeof value === "string" ? plainValue(value) : value,
  ]);
  return Object.fromEntries(settings);
}

function stacksOf(root: string): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .flatMap((name) => /^Pulumi\.(.+)\.yaml$/.exec(name)?.[1] ?? [])
    .sort();
}
