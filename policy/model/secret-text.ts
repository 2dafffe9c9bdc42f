import { gunzipSync } from "node:zlib";

/** What gives a secret away, by what it is called. The matches themselves are never shown. */
const patterns: Readonly<Record<string, RegExp>> = {
  "an AWS access key": /\b(AKIA|ASIA)[A-Z0-9]{16}\b/,
  "an AWS secret access key": /aws_?secret_?access_?key\W{1,5}[A-Za-z0-9/+=]{40}/i,
  "a private key": /-----BEGIN ([A-Z]+ )?PRIVATE KEY-----/,
  "a GitHub token": /\bgh[pousr]_[A-Za-z0-9]{36}/,
  "a Slack token": /\bxox[abprs]-[A-Za-z0-9-]{10}/,
  "a Stripe key": /\b[rs]k_live_[A-Za-z0-9]{16}/,
  "a password in a URL": /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:/@"'$<{]{1,100}:[^\s:/@"'$<{]{3,100}@/i,
  "a password for chpasswd":
    /:[^\s:"'$<{(]{6,100}["']?\s{0,3}\|\s{0,3}(sudo\s{1,3})?chpasswd\b|\bchpasswd\s{0,3}<<<\s{0,3}["']?[\w-]{1,32}:[^\s"'$<{(]{6}/,
  // Of `mysql -p name` the word is a database; the others take a password after the space.
  "a password on a command line":
    /\b(?:mysql\w{0,10}|mariadb[\w-]{0,10})\s[^\n|;&]{0,200}?(?<=\s)-p["']?[^\s"'$<{(-][^\s"'$<{(]{5}|\b(?:sshpass|mongosh|mongodump|mongorestore|docker login)\s[^\n|;&]{0,200}?(?<=\s)-p\s{0,3}["']?[^\s"'$<{(-][^\s"'$<{(]{5}|\bredis-cli\s[^\n|;&]{0,200}?(?<=\s)-a\s{1,3}["']?[^\s"'$<{(-][^\s"'$<{(]{5}|\bcurl\s[^\n|;&]{0,200}?(?<=\s)(?:-u|--user)[\s=]{0,3}["']?[^\s:"'$<{(]{1,64}:[^\s"'$<{(]{6}/,
};

/** What a password is called; `secret` within an ARN is not one. */
const called = /(?<name>password|passwd|passphrase|(?<!by|com)pass|pwd|(?<![\d}*]:)secret|token|api[_-]?key)/;

/** `=`, `:`, or the space after an option; backslashes are of a script within JSON. */
const gives = /(?:\\{0,3}["']?\s{0,3}[=:]|(?<=--[\w-]{1,40})(?=\s))\s{0,3}/;

/** Between single quotes a shell expands nothing. */
const given =
  /(?:'(?<single>[^\s'\\]{8,1000})'|\\{0,3}"(?<double>[^\s"'\\$<{(]{8,1000})\\{0,3}"|(?<bare>[^\s"'\\$<{(]{8,1000}))/;

/** The value is only looked at, as the name of the next one may be within. */
const assignment = new RegExp(`${called.source}(?=${gives.source}${given.source})`, "gi");

/** ARNs, options, paths and addresses, which lead to a secret and are none. */
const reference = /^(arn:|id=|[/-]|https?:)/i;

/** A variable, a command or a place to fill in, which can stand in single quotes too. */
const placeholder = /^[<{"]|^\$\w|\$[{(]/;

/** What secrets are called in Secrets Manager, such as `prod/database`; a UUID looks like it, and is more likely a token. */
const secretName = /^[a-z0-9]{1,15}([/-][a-z0-9]{1,15})+$/;
const uuid = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/;

function isPassword({ groups = {} }: RegExpMatchArray): boolean {
  const { name = "", single, double, bare } = groups;
  const value = single ?? double ?? bare ?? "";
  if (reference.test(value) || placeholder.test(value)) return false;
  if (/^(secret|token)$/i.test(name) && secretName.test(value) && !uuid.test(value)) return false;
  // Code without quotes has no digits.
  return bare === undefined || /\d/.test(bare);
}

/** Base64 that may hide a script within a text; shorter ones hide none. */
const encoded = /[A-Za-z0-9+/]{40,}={0,2}/g;

/** A text that is base64 as a whole, of any length, in lines or not. */
const whollyEncoded = /^\s*([A-Za-z0-9+/]{4}\s*){4,}([A-Za-z0-9+/]{2,3}={1,2}\s*)?$/;

/** AWS takes 16 KB of user data; what unpacks to much more is none. */
const limitBytes = 1_000_000;

/** What secrets a text holds, in plain, in base64 or packed, up to three times over; the lines are of the text itself. */
export function secretsIn(text: string, depth = 3): { what: string; line: number }[] {
  const found = Object.entries(patterns).flatMap(([what, pattern]) => {
    const at = text.search(pattern);
    return at < 0 ? [] : [{ what, line: lineAt(text, at) }];
  });
  const password = [...text.matchAll(assignment)].find(isPassword);
  if (password) found.push({ what: "a password", line: lineAt(text, password.index) });
  if (depth === 0) return found;
  const whole = text.slice(0, limitBytes);
  if (whollyEncoded.test(whole)) {
    const inside = secretsIn(unpacked(whole), depth - 1);
    return [...found, ...inside.map(({ what }) => ({ what, line: 1 }))];
  }
  const hidden = [...whole.matchAll(encoded)].flatMap((match) =>
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
