import { canonicalType } from "../policy/model/canonical-type";
import { statefulTypes } from "../policy/model/stateful-types";
import { code, count, details, pageOf } from "./markdown";
import type { Change, PropertyChange, Run } from "./run";

/** Resources listed by name; of more of a kind the first ones are, and the log has them all. */
const mostListed = 30;
const mostProperties = 6;
/** Characters of a property's value. */
const mostShown = 60;

const words: Readonly<Record<Change["kind"], string>> = {
  replace: "replaced",
  delete: "deleted",
  update: "updated",
  create: "created",
  import: "imported",
  forget: "forgotten by Pulumi, and left in AWS",
};

/** Whether AWS throws away what a resource holds. */
export function losesData({ kind, type }: Change): boolean {
  return (kind === "replace" || kind === "delete") && Object.hasOwn(statefulTypes, canonicalType(type));
}

/** E.g. `12 created, 1 updated`; the most dangerous first. */
export function countsOf({ changes }: Pick<Run, "changes">): string {
  const counts = Object.entries(words).flatMap(([kind, word]) => {
    const number = changes.filter((change) => change.kind === kind).length;
    return number === 0 ? [] : `${number} ${word}`;
  });
  return counts.join(", ") || "none";
}

/** The changes as Markdown, those first that lose data, then by what they do. */
export function changesSection(run: Run): string {
  const lost = run.changes.filter(losesData);
  const others = run.changes.filter((change) => !losesData(change));
  const kinds = Object.keys(words) as Change["kind"][];
  return [
    `#### Changes: ${countsOf(run)}; ${run.unchanged} left as they are`,
    ...(lost.length > 0 ? [lossWarning(lost)] : []),
    ...kinds.flatMap((kind) =>
      listOf(
        kind,
        others.filter((change) => change.kind === kind),
      ),
    ),
  ].join("\n\n");
}

function lossWarning(lost: readonly Change[]): string {
  const lines = lost.map(
    (change) =>
      `- **${code(change.name)} (${change.type}) would be ${words[change.kind].toUpperCase()}**${whyReplaced(change)}`,
  );
  const one = lost.length === 1;
  return [
    "> [!CAUTION]",
    `> **${count(lost.length, "resource")} that ${one ? "keeps" : "keep"} data would be lost with what ${one ? "it holds" : "they hold"}.** ` +
      `Do not merge before there is a backup that has been restored ([restore](${pageOf("docs/restore.md")})), or better, undo the change that causes it.`,
    "",
    ...lines,
  ].join("\n");
}

function whyReplaced({ properties }: Change): string {
  const causes = properties.filter(({ replaces }) => replaces);
  return causes.length === 0 ? "" : `, because of ${causes.map(propertyText).join(", ")}`;
}

/** Replacements, deletions and updates one by one; what is only made new is folded, and counted by type where it is much. */
function listOf(kind: Change["kind"], changes: readonly Change[]): string[] {
  if (changes.length === 0) return [];
  const title = `${count(changes.length, "resource")} ${words[kind]}`;
  const isSafe = kind === "create" || kind === "import";
  const list = isSafe && changes.length > mostListed ? byType(changes) : byName(changes);
  return [isSafe ? details(title, list) : `${title}:\n\n${list}`];
}

function byName(changes: readonly Change[]): string {
  const lines = changes.slice(0, mostListed).map((change) => {
    const shown = change.properties.slice(0, mostProperties).map(propertyText);
    const more = change.properties.length - shown.length;
    const what = [...shown, ...(more > 0 ? [`${more} more`] : [])].join(", ");
    return `- ${code(change.name)} (${change.type})${what && `: ${what}`}`;
  });
  const rest = changes.length - lines.length;
  return [...lines, ...(rest > 0 ? [`- and ${rest} more, which the job's log names`] : [])].join("\n");
}

function byType(changes: readonly Change[]): string {
  const types = new Map<string, number>();
  for (const { type } of changes) types.set(type, (types.get(type) ?? 0) + 1);
  return [...types]
    .sort(([one], [other]) => one.localeCompare(other, "en"))
    .map(([type, number]) => `- ${number} × ${type}`)
    .join("\n");
}

function propertyText({ path, from, to, replaces }: PropertyChange): string {
  const values = isShort(from) && isShort(to) ? ` ${valueText(from)} → ${valueText(to)}` : "";
  return `${code(path)}${values}${replaces ? " (which AWS cannot change in place)" : ""}`;
}

function isShort(value: unknown): boolean {
  return value === undefined || JSON.stringify(value).length <= mostShown;
}

function valueText(value: unknown): string {
  if (value === undefined) return "unset";
  return code(typeof value === "string" ? value : JSON.stringify(value));
}
