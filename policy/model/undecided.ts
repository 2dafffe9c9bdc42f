import type { StackValidationPolicy } from "@pulumi/policy";
import { analysisOver } from "./analysis";
import type { Finding } from "./rule";
import type { Stack } from "./stack";
import { unknown } from "./value";

/** Rules by the resource on which they could not decide. */
type Open = Map<string, string[]>;

/** Why a rule could not decide: a value that the update knows, or something that is not in the stack. */
const open: { readonly later: Open; readonly elsewhere: Open } = { later: new Map(), elsewhere: new Map() };

/** Keeps what a rule could not decide until all rules have judged. */
export function keepUndecided(
  rule: string,
  findings: readonly Finding[],
  stack: Stack,
  trusted: readonly string[],
): void {
  const undecided = findings.filter(({ verdict }) => verdict === unknown).map(({ resource }) => resource);
  const rules = stack.isSettled() ? open.elsewhere : open.later;
  for (const { name, urn } of undecided) {
    if (stack.isSettled() && trusted.some((it) => it === name || it === urn)) continue;
    rules.set(name, [...(rules.get(name) ?? []), rule]);
  }
}

/** Judges nothing, and says once, after all others, what they could not decide. */
export const undecidedSaid: StackValidationPolicy = {
  name: "undecided",
  description: "Says what the other policies could not decide; finds nothing",
  enforcementLevel: "advisory",
  validateStack: () => {
    for (const line of undecidedLines(open.later, open.elsewhere)) console.info(line);
    open.later.clear();
    open.elsewhere.clear();
    analysisOver();
  },
};

/** What people are told; nothing where all was decided. */
function undecidedLines(later: Open, elsewhere: Open): string[] {
  return [
    ...(later.size > 0 ? [`The update decides what this preview cannot know: ${said(later)}.`] : []),
    ...(elsewhere.size > 0
      ? [
          `Not to be decided from this stack, since what these resources name is not in it: ${said(elsewhere)}. ` +
            "Look at it there, and list the resource in `trusted` of the policy's configuration.",
        ]
      : []),
  ];
}

function said(rules: Open): string {
  const resources = [...rules].map(([name, of]) => `${name} (${[...new Set(of)].join(", ")})`);
  const [shown, more] = [resources.slice(0, 10).join("; "), resources.length - 10];
  return more > 0 ? `${shown}; and ${more} more resources` : shown;
}
