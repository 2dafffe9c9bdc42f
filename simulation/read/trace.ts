/** A recorded load, as a file gives it. */
export interface Trace {
  /** Requests of each minute. */
  readonly requests: readonly number[];
  /** Time of the first, milliseconds since 1970; 0 where the first column is no time. */
  readonly startTime: number;
}

/** What is wrong with a trace, and where. */
export class TraceError extends Error {}

/**
 * A CSV file with a header and a row a minute; the requests are in the last column.
 * @throws TraceError that names the line.
 */
export function traceOf(text: string, file: string): Trace {
  const lines = text.split(/\r?\n/);
  while (lines.at(-1) === "") lines.pop();
  if (lines.length < 2) throw new TraceError(`${file}:1: a header and a row for each minute are needed`);
  const requests = lines.slice(1).map((line, at) => {
    const field = line.slice(line.lastIndexOf(",") + 1).trim();
    const count = Number(field);
    if (field === "" || !Number.isFinite(count) || count < 0) {
      throw new TraceError(
        `${file}:${at + 2}: the last column is ${field === "" ? "empty" : `"${field}"`}, not a number of requests`,
      );
    }
    return count;
  });
  if (requests.every((count) => count === 0)) throw new TraceError(`${file}: no minute has a request`);
  const startTime = Date.parse(lines[1]?.split(",")[0] ?? "");
  return { requests, startTime: Number.isNaN(startTime) ? 0 : startTime };
}
