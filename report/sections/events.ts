import { overSince } from "../../capacity";
import { calendarChart } from "../charts/calendar";
import type { ReportData } from "../data";
import { number, timeOf } from "../format";
import { html, type Html } from "../html";
import { table } from "../table";
import { section } from "./section";

/** The declared events, and what the group is raised to for them. */
export function events(data: ReportData): Html {
  const rows = data.events.map((event) => ({
    ...event,
    planned: data.plan.schedule.find(({ name }) => name === event.name),
  }));
  const over = data.workload.events.filter((event) => overSince(event, data.now));
  const past =
    over.length === 0
      ? ""
      : ` Over, and to be taken out of platform:workload.events: ${over.map(({ name }) => name).join(", ")}.`;
  if (rows.length === 0) {
    return section(
      "events",
      "Events",
      `No event is declared ahead. One that is (platform:workload.events) raises floor and ceiling before it begins.${past}`,
    );
  }
  const listed = table(
    "Declared events",
    [
      { title: "Event", of: ({ name }) => name },
      { title: "Instances ready", of: ({ due }) => timeOf(new Date(due)) },
      { title: "Begins", of: ({ start }) => timeOf(new Date(start)) },
      { title: "Ends", of: ({ end }) => timeOf(new Date(end)) },
      { title: "Times the peak", isFigure: true, of: ({ multiplier }) => number(multiplier) },
      {
        title: "Floor",
        isFigure: true,
        of: ({ planned }) => (planned ? number(Math.max(data.plan.compute.min, planned.need.required)) : ""),
      },
      {
        title: "Ceiling",
        isFigure: true,
        of: ({ planned }) => (planned ? number(planned.need.ceiling) : ""),
      },
    ],
    rows,
  );
  return section(
    "events",
    "Events",
    html`${number(rows.length)} declared ahead; the group is raised before each and lowered after it.${past}`,
    calendarChart(data.events, data.now, listed),
  );
}
