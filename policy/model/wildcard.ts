/**
 * Whether a pattern of IAM's matches a text: `*` stands for any characters, `?` for any one. Takes time in proportion to
 * the product of the lengths, whatever the pattern. Source: IAM User Guide, "IAM JSON policy elements: Resource".
 */
export function matches(pattern: string, text: string): boolean {
  let [at, position] = [0, 0];
  let [star, resume] = [-1, 0];
  while (position < text.length) {
    if (pattern[at] === "*") {
      [star, resume] = [at, position];
      at += 1;
    } else if (pattern[at] === "?" || (at < pattern.length && pattern[at] === text[position])) {
      at += 1;
      position += 1;
    } else if (star >= 0) {
      // The last `*` takes one character more.
      resume += 1;
      [at, position] = [star + 1, resume];
    } else {
      return false;
    }
  }
  return /^\**$/.test(pattern.slice(at));
}

/** What a pattern says before its first wildcard: each text that it matches begins so. */
export function stemOf(pattern: string): string {
  return /^[^*?]*/.exec(pattern)?.[0] ?? "";
}

export function hasWildcard(pattern: string): boolean {
  return /[*?]/.test(pattern);
}
