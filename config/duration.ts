const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds of a duration such as `90s`, `5m`, `4h` or `2d`; `0` needs no unit. Undefined where it is none. */
export function parseDuration(text: string): number | undefined {
  if (text === "0") return 0;
  const [, number, unit = ""] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const seconds = secondsOf[unit];
  return number === undefined || seconds === undefined ? undefined : Number(number) * seconds;
}
