import { gunzipSync } from "node:zlib";

/** What gives a secret away, by what it is called. The matches themselves are never shown. */
const patterns: Readonly<Record<string, RegExp>> = {
  "an AWS access key": /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  "an AWS secret access key": /aws_?secret_?access_?key\W{1,5}[A-Za-z0-9/+=]{40}/i,
  "a private key": /-----BEGIN ([A-Z]+ )?PRIVATE KEY-----/,
  "a GitHub token": /\bgh[pousr]_[A-Za-z0-9]{36}/,
  "a password in a URL": /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'$<{]{1,100}:[^\s:/@"'$<{]{3,100}@/i,
  // A variable, a command, a path or an ARN names a secret and is none; code without quotes has no digits.
  "a password":
    /(password|passwd|pwd|secret|token|api_?key)["']?\s{0,3}[=:]\s{0,3}(["'](?!arn:|\/|https?:)[^\s"'$<{(]{8,}["']|(?!arn:|\/|https?:)(?=\S{0,60}\d)[^\s"'$<{(]{8,})/i,
};

/** Base64 that may hide a script; shorter ones hide none. */
const encoded = /[A-Za-z0-9+/]{40,}={0,2}/g;

/** AWS takes 16 KB of user data; what unpacks to much more is none. */
const limitBytes = 1_000_000;

/** What secrets a text holds, in plain, in base64 or packed, up to three times over; the lines are of the text itself. */
export function secretsIn(text: string, depth = 3): { what: string; line: number }[] {
  const found = Object.entries(patterns).flatMap(([what, pattern]) => {
    const at = text.search(pattern);
    return at < 0 ? [] : [{ what, line: lineAt(text, at) }];
  });
  if (depth === 0) return found;
  const hidden = [...text.slice(0, limitBytes).matchAll(encoded)].flatMap((match) =>
    secretsIn(unpacked(match[0]), depth - 1).map(({ what }) => ({ what, line: lineAt(text, match.index) })),
  );
  return [...found, ...hidden];
}

function lineAt(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}

function unpacked(base64: string): string {
  const bytes = Buffer.from(base64, "base64");
  try {
    return gunzipSync(bytes, { maxOutputLength: limitBytes }).toString("utf8");
  } catch {
    return bytes.toString("utf8");
  }
}
