/**
 * A table in Markdown.
 * @param isRight which columns stand at the right; none unless it is given
 */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  isRight: (column: number) => boolean = () => false,
): string {
  const line = (cells: readonly string[]) => `|${cells.map(cellOf).join("|")}|`;
  const rule = head.map((_, column) => (isRight(column) ? "--:" : "---"));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

/** A cell is one line, and ends where a bar stands that nothing escapes. */
function cellOf(text: string): string {
  return text === "" ? " " : ` ${text.replaceAll("\n", " ").replace(/(?<!\\)\|/g, "\\|")} `;
}
