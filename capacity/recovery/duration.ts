const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Seconds of a duration such as `90s`, `5m`, `4h` or `2d`; `0` needs no unit. Undefined where it is none. */
export function parseDuration(text: string): number | undefined {
  if (text === "0") return 0;
  const [, number, unit = ""] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
  const seconds = secondsOf[unit];
  return number === undefined || seconds === undefined ? undefined : Number(number) * seconds;
}

/** Seconds as a person reads them, rounded up to the second: `1 h 5 min`, `45 s`. */
export function durationText(seconds: number): string {
  if (!Number.isFinite(seconds)) return "never";
  const whole = Math.ceil(seconds - 1e-6);
  const parts = [
    [Math.floor(whole / 86_400), "d"],
    [Math.floor((whole % 86_400) / 3600), "h"],
    [Math.floor((whole % 3600) / 60), "min"],
    [whole % 60, "s"],
  ] as const;
  const shown = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return shown.join(" ") || "0";
}
