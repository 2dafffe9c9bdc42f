import { changesSection } from "./changes";
import { block, code } from "./markdown";
import { policySection } from "./policies";
import type { Run } from "./run";

/** By which the workflow finds the issue that it updates: one a stack. */
const driftMarker = (stack: string) => `<!-- platform:drift:${stack} -->`;

/** The issue that a nightly comparison of a stack with AWS opens, in GitHub's Markdown. */
export function driftOf(run: Run): string {
  return `${[driftMarker(run.stack), ...sections(run)].filter(Boolean).join("\n\n")}\n`;
}

function sections(run: Run): string[] {
  const { stack, ok, changes, violations, errors } = run;
  if (ok) return [`## ${stack} is as its program says`];
  if (changes.length > 0) {
    return [
      `## ${stack} is not as its program says`,
      "Somebody changed AWS by hand, or a deployment did not end. Below is what the next deployment would do to bring " +
        "it back. If the change is meant, put it into the stack's file or the program; if not, deploy. Nothing has been " +
        "changed so far.",
      changesSection(run),
      policySection(run),
      `The same on your machine, signed in to AWS: ${code(`pulumi preview --refresh --diff --stack ${stack}`)}`,
    ];
  }
  if (violations.some(({ mandatory }) => mandatory)) {
    return [
      `## ${stack} breaks a policy that it kept when it was deployed`,
      "AWS is as the program says. What changed is the time, such as a forecast or an exemption that ended, or the policy.",
      policySection(run),
    ];
  }
  return [`## ${stack} could not be compared with AWS`, ...errors.map(block)];
}
