/** Markup that needs no escaping any more. */
export class Html {
  constructor(readonly text: string) {}
}

export type Part = string | number | Html | undefined | false | readonly Part[];

/** Markup in which everything that is put in is escaped, unless it is markup itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  return new Html(strings.reduce((text, literal, at) => text + markupOf(parts[at - 1]) + literal));
}

/** Markup that somebody else made, such as the SVG of a chart. */
export function trusted(text: string): Html {
  return new Html(text);
}

function markupOf(part: Part): string {
  if (part === undefined || part === false) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(markupOf).join("");
  return escaped(String(part));
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
