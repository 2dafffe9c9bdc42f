import { readFileSync } from "node:fs";
import { join } from "node:path";

const docs = join(__dirname, "..", "..", "docs");

/** A command that a document tells a person to type. */
export interface DocumentedCommand {
  /** Heading that it stands under. */
  readonly section: string;
  readonly text: string;
  /** Whether it stands in a line of its own, to be typed as it is; else it is named in a sentence, with what it needs left to the reader. */
  readonly isWhole: boolean;
}

/** The commands of `aws` and `pulumi` in a document, in its order. */
export function commandsIn(document: string): DocumentedCommand[] {
  const lines = readFileSync(join(docs, document), "utf8").split("\n");
  const sections: { heading: string; lines: string[] }[] = [];
  for (const line of lines) {
    const heading = /^#+ (.*)/.exec(line)?.[1];
    if (heading !== undefined) sections.push({ heading, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections.flatMap(({ heading, lines }) => commandsOf(lines, heading));
}

/** The commands to be typed as they are under a heading that begins so. */
export function drill(document: string, heading: string): string[] {
  const found = commandsIn(document).filter(({ section, isWhole }) => isWhole && section.startsWith(heading));
  if (found.length === 0) throw new Error(`${document} has no commands under "${heading}"`);
  return found.map(({ text }) => text);
}

/** Blocks are indented by four columns, or three more than the list that they stand in; a command may go on in the next line. */
function commandsOf(lines: readonly string[], section: string): DocumentedCommand[] {
  const blocks = lines
    .filter((line) => /^ {4}/.test(line))
    .join("\n")
    .replace(/\\\n\s*/g, " ");
  const whole = blocks
    .split("\n")
    .map((line) =>
      line
        .trim()
        .replace(/\s+#.*$/, "")
        .replace(/ {2,}/g, " "),
    )
    .filter((line) => /^(aws|pulumi) /.test(line));
  const sentences = lines.filter((line) => !/^ {4}/.test(line)).join("\n");
  const named = [...sentences.matchAll(/`((?:aws|pulumi)\s[^`]+)`/g)].map(([, text = ""]) =>
    text.replace(/\s+/g, " "),
  );
  return [
    ...whole.map((text) => ({ section, text, isWhole: true })),
    ...named.map((text) => ({ section, text, isWhole: false })),
  ];
}

/** The words of a command as a shell takes them apart, quotes aside. */
export function wordsOf(command: string): string[] {
  const words = command.match(/(?:"[^"]*"|'[^']*'|[^\s"'])+/g) ?? [];
  return words.map((word) => word.replace(/["']/g, ""));
}
