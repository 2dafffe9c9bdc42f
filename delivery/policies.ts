import { block, code, count, details, pageOf, plain } from "./markdown";
import { nameOf, type Run, type Violation } from "./run";

/** What the policies and the engine refuse, to be acted upon, and what they advise. */
export function policySection({ violations, errors, ok }: Run): string {
  const refused = violations.filter(({ mandatory }) => mandatory);
  const advised = violations.filter(({ mandatory }) => !mandatory);
  const shown = ok ? [] : errors;
  return [
    ...(refused.length > 0
      ? [
          `#### Refused by ${count(refused.length, "policy", "policies")}`,
          "Nothing is deployed while a mandatory policy is broken. Each says what was found, what has to be there and " +
            "where to change it; where the change is meant, an exemption with a reason and a last day is written into " +
            `the pack's file for the stack ([how](${pageOf("docs/policies.md#exemptions")})).`,
          ...refused.map(violationText),
        ]
      : []),
    ...(shown.length > 0 ? ["#### Errors", ...shown.map(block)] : []),
    ...(advised.length > 0
      ? [
          details(
            `${count(advised.length, "hint")}, for which nothing is refused`,
            advised.map(adviceText).join("\n"),
          ),
        ]
      : []),
  ].join("\n\n");
}

/** A violation with its lines `found:`, `required:`, `fix:` and `why:` as a list. */
function violationText({ policy, urn, message }: Violation): string {
  const [sentence = "", ...lines] = message.split("\n");
  const items = lines.map((line) => {
    const [, label = "", text = ""] = /^(\w+): +(.*)$/.exec(line) ?? [];
    return label === "" ? `  ${plain(line)}` : `- ${label === "fix" ? "**fix**" : label}: ${plain(text)}`;
  });
  return [`**${code(policy)}**${placeOf(urn)}: ${plain(sentence)}`, "", ...items].join("\n");
}

/** A hint in one line, with what would follow it. */
function adviceText({ policy, urn, message }: Violation): string {
  const [sentence = ""] = message.split("\n");
  const fix = /^fix: +(.*)$/m.exec(message)?.[1];
  return `- ${code(policy)}${placeOf(urn)}: ${plain(sentence)}${fix === undefined ? "" : `; to follow it, ${plain(fix)}`}`;
}

function placeOf(urn: string): string {
  const type = urn.split("::")[2]?.split("$").at(-1) ?? "";
  return urn === "" ? "" : ` on ${code(nameOf(urn))} (${type})`;
}
