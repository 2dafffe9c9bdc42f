import type { ReportData } from "../data";
import { number } from "../format";
import { html, type Html } from "../html";
import { table } from "../table";
import { section } from "./section";

/** What the policy packs said of the preview. */
export function policies({ policies: results }: ReportData): Html {
  if (!results) {
    return section(
      "policies",
      "Policies",
      "The preview that was given was not judged: give its events as well (--events).",
    );
  }
  const { passed, violations } = results;
  return section(
    "policies",
    "Policies",
    html`${number(passed.length)} policies found nothing;
    ${violations.length === 0 ? "none refuses the stack" : html`${number(violations.length)} violations`}.`,
    violations.length > 0 &&
      table(
        "Violations",
        [
          { title: "Policy", of: ({ policy }) => policy },
          { title: "Level", of: ({ level }) => level },
          { title: "Resource", of: ({ resource }) => resource },
          { title: "What it says", of: ({ message }) => message },
        ],
        violations,
      ),
    html`<details>
      <summary>Policies that passed</summary>
      <ul class="names">
        ${passed.map((name) => html`<li>${name}</li>`)}
      </ul>
    </details>`,
  );
}
