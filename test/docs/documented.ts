import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { wordsOf } from "./commands";

const root = join(__dirname, "..", "..");

/** The documents for people, generated ones included. */
export const documents = [
  ...["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "local/README.md", "policy/README.md"],
  ...readdirSync(join(root, "docs"))
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

const program = /^(?:[A-Z_]+=\S+ )*(?:aws|cp|curl|npm|npx|pulumi)\s/;

/** Every command of a document, in blocks and in sentences, one with `&&` as each of its parts. */
export function commandsOf(document: string): string[] {
  const lines = readFileSync(join(root, document), "utf8").split("\n");
  const inBlocks = lines
    .filter((line) => /^ {4}/.test(line))
    .join("\n")
    .replace(/\\\n\s*/g, " ")
    .split("\n")
    .map((line) => line.trim().replace(/\s+#.*$/, ""));
  const sentences = lines.filter((line) => !/^ {4}/.test(line)).join("\n");
  const named = [...sentences.matchAll(/`([^`]+)`/g)].map(([, text = ""]) => text);
  return [...inBlocks, ...named]
    .flatMap((text) => text.split(" && "))
    .map((text) => text.replace(/\s+/g, " ").trim())
    .filter((text) => program.test(text));
}

/** `npm run SCRIPT -- WORDS` taken apart, also where it is an argument of another command. */
export function scriptsIn(command: string): { script: string; words: string[] }[] {
  return [...command.matchAll(/npm (?:run (?:--silent )?)([a-z:]+)(?: -- ([^)]*))?/g)].map(
    ([, script = "", words = ""]) => ({ script, words: wordsOf(words) }),
  );
}

/**
 * The words that begin with a dash which a program takes, and its subcommands, by its text: what commander is told in the files
 * that the program consists of.
 */
export function interfaceOf(script: string): { options: Set<string>; commands: Set<string> } {
  const texts = new Map<string, string>();
  const visit = (file: string) => {
    if (texts.has(file)) return;
    const text = readFileSync(join(root, file), "utf8");
    texts.set(file, text);
    for (const [, path = ""] of text.matchAll(/from "(\.[^"]+)"/g)) {
      const found = [`${join(file, "..", path)}.ts`, join(file, "..", path, "index.ts")].find(isFile);
      if (found !== undefined) visit(found);
    }
  };
  visit(programOf(script));
  const declaring = [...texts.values()].filter((text) => /[oO]ption\(/.test(text)).join("\n");
  const flags = [...declaring.matchAll(/"(--?[a-z][^"]*)"/g)].flatMap(
    ([, text = ""]) => text.match(/(?<![\w-])--?[a-z][a-z-]*/g) ?? [],
  );
  const names = [...[...texts.values()].join("\n").matchAll(/(?:\.command|new Command)\("([a-z-]+)/g)].map(
    ([, name = ""]) => name,
  );
  return { options: new Set([...flags, "--help"]), commands: new Set(names) };
}

/** The file that a script of package.json runs. */
export function programOf(script: string): string {
  const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    scripts: Record<string, string>;
  };
  const file = /(?:--require \.\/register\.js )(\S+)/.exec(scripts[script] ?? "")?.[1] ?? "";
  return isFile(file) ? file : join(file, "index.ts");
}

function isFile(path: string): boolean {
  try {
    readFileSync(join(root, path));
    return true;
  } catch {
    return false;
  }
}
