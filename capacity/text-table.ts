/** Lines of a table for a terminal; rows are indented below the header. The columns named stand at the right. */
export function textTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  isRight: (column: number) => boolean,
): string[] {
  const widths = header.map((_, column) =>
    Math.max(...[header, ...rows].map((row) => (row[column] ?? "").length)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isRight(column) ? cell.padStart(width) : cell.padEnd(width);
      })
      .join("  ")
      .trimEnd();
  // The header's first column begins two further left.
  const [first = "", ...rest] = header;
  return [line([first.padEnd((widths[0] ?? 0) + 2), ...rest]), ...rows.map((row) => `  ${line(row)}`)];
}
