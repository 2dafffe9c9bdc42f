import type { CapacityPlan } from "../../../capacity";
import { dated, limitNames } from "../../../capacity/explain";

const figure = new Intl.NumberFormat("en", { maximumFractionDigits: 1 });

/** The declared workload, as Markdown. */
export function workloadText(title: string, { users, traffic, memory, database }: CapacityPlan): string {
  const declared = [
    `**${figure.format(users.registered)}** registered users`,
    `**${figure.format(users.dailyActive)}** a day`,
    `**${figure.format(users.peakConcurrent)}** at once at the peak (**${figure.format(users.baselineConcurrent)}** in quiet hours)`,
    `**${figure.format(traffic.peakRps)}** requests/s at the peak`,
    `**${figure.format(memory.peakGb)}** GB of memory`,
    `**${figure.format(database.gb)}** GB in the database`,
  ];
  return [
    `# ${title}`,
    `Declared workload: ${declared.join(" - ")}`,
    "What to do when an alarm fires: docs/runbook.md. Lines: red pages, orange opens a ticket.",
  ].join("\n\n");
}

/** How long the plan lasts while the workload grows as declared, as a Markdown table. */
export function runwayText({ runway }: CapacityPlan, growthFrom: Date): string {
  const month = (date: string | null) => date ?? "none in sight";
  return [
    `**Runway**: the month in which a limit is reached, at the high and at the low growth of the users counted in ${growthFrom.toISOString().slice(0, 7)}, and the day to begin by`,
    "",
    "| limit | today | ceiling | high | low | begin by |",
    "|---|---|---|---|---|---|",
    ...runway
      .map((limit) => dated(limit, growthFrom))
      .map(
        ({ limit, unit, today, ceiling, dateHigh, dateLow, startBy }) =>
          `| ${limitNames[limit]} | ${figure.format(today)} | ${figure.format(ceiling)} ${unit} | ${month(dateHigh)} | ${month(dateLow)} | ${startBy ?? ""} |`,
      ),
  ].join("\n");
}
