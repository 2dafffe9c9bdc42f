/** Text between backticks, whatever it holds: GitHub renders nothing of it. */
export function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
  const fence = "`".repeat(longest + 1);
  const space = text.startsWith("`") || text.endsWith("`") ? " " : "";
  return `${fence}${space}${text.replace(/\s*\n\s*/g, " ")}${space}${fence}`;
}

/** A block of text as it is. */
export function block(text: string): string {
  const fence = text.includes("```") ? "````" : "```";
  return `${fence}text\n${text}\n${fence}`;
}

/** Text that says only what it says: no markup, no mention of a person. */
export function plain(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|]/g, (sign) => `\\${sign}`)
    .replace(/@(?=\w)/g, "@\u200b")
    .replace(/\s*\n\s*/g, " ");
}

/** A part that is folded until somebody opens it. */
export function details(summary: string, content: string): string {
  return `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}

export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}

/** Address of a page of the project: GitHub resolves none that is relative in a comment. */
export function pageOf(path: string): string {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = process.env;
  return server && repository ? `${server}/${repository}/blob/HEAD/${path}` : path;
}
