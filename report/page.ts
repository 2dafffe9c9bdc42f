import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ReportData } from "./data";
import { timeOf } from "./format";
import { html, trusted } from "./html";
import { architecture } from "./sections/architecture";
import { capacity } from "./sections/capacity";
import { cost } from "./sections/cost";
import { events } from "./sections/events";
import { overview } from "./sections/overview";
import { policies } from "./sections/policies";
import { runway } from "./sections/runway";
import { simulation } from "./sections/simulation";

const links = [
  ["architecture", "Architecture"],
  ["capacity", "Capacity"],
  ["simulation", "Under load"],
  ["runway", "Runway"],
  ["events", "Events"],
  ["cost", "Cost"],
  ["policies", "Policies"],
] as const;

/** The report as one page that needs nothing beside it: no script, no font, no network. */
export function pageOf(data: ReportData): string {
  const style = readFileSync(join(__dirname, "style.css"), "utf8");
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>Capacity of ${data.stack}</title>
        <style>
          ${trusted(style)}
        </style>
      </head>
      <body>
        <a class="skip" href="#main">Skip to the report</a>
        <nav aria-label="Sections">
          <ul>
            ${links.map(([id, title]) => html`<li><a href="#${id}">${title}</a></li>`)}
          </ul>
        </nav>
        <main id="main">
          ${[overview, architecture, capacity, simulation, runway, events, cost, policies].map((part) => part(data))}
        </main>
        <footer>
          Made ${timeOf(data.now)} by <code>npm run report -- --stack ${data.stack}</code> from the declared
          workload and a preview.
        </footer>
      </body>
    </html> `;
  return page.text;
}
