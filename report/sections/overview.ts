import type { ReportData } from "../data";
import { between, monthOf, number } from "../format";
import { html, type Html } from "../html";
import { firstLimit } from "./runway";
import { badge, type Tone } from "./section";

interface Tile {
  readonly label: string;
  readonly value: string;
  readonly note: string;
}

/** The stack in a few figures, and whether it is as it should be. */
export function overview(data: ReportData): Html {
  const { stack, environment, now } = data;
  return html`<header>
    <p class="kicker">
      Capacity report, ${new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" }).format(now)}
    </p>
    <h1>${stack}</h1>
    <p class="lead">
      Web platform in ${environment.region}, ${environment.availabilityZones} Availability Zones
    </p>
    <ul class="verdict">
      ${statements(data).map(({ tone, text }) => html`<li>${badge(tone, text)}</li>`)}
    </ul>
    <dl class="tiles">
      ${tilesOf(data).map(
        ({ label, value, note }) =>
          html`<div>
            <dt>${label}</dt>
            <dd><strong>${value}</strong><span>${note}</span></dd>
          </div>`,
      )}
    </dl>
  </header>`;
}

/** The answers that a report is opened for. */
export function statements({ verdict, policies, plan }: ReportData): { tone: Tone; text: string }[] {
  const { violations = [], passed = [] } = policies ?? {};
  const refusals = violations.filter(({ level }) => level === "mandatory");
  const is = (isGood: boolean, good: string, bad: string) => ({
    tone: isGood ? ("good" as const) : ("bad" as const),
    text: isGood ? good : bad,
  });
  return [
    is(verdict.objectiveKept, "Objective kept in every case", "Objective missed in a case"),
    is(!verdict.pagesOnNormalDay, "Nobody is paged on a normal day", "A normal day pages somebody"),
    is(!verdict.ceilingTouched, "Ceiling not touched on a normal day", "A normal day touches the ceiling"),
    ...(policies
      ? [
          is(
            refusals.length === 0,
            `${passed.length} policies passed`,
            `${refusals.length} policy violations`,
          ),
        ]
      : [{ tone: "note" as const, text: "Policies not judged" }]),
    ...(violations.length > refusals.length
      ? [{ tone: "note" as const, text: `${violations.length - refusals.length} advisory findings` }]
      : []),
    ...(plan.contradictions.length > 0
      ? [
          {
            tone: "note" as const,
            text: `${plan.contradictions.length} contradiction${plan.contradictions.length > 1 ? "s" : ""} in what is declared`,
          },
        ]
      : []),
  ];
}

export function tilesOf(data: ReportData): Tile[] {
  const { plan, workload, fleet } = data;
  const { users, traffic, memory, compute } = plan;
  const first = firstLimit(data);
  return [
    {
      label: "Users at once, peak",
      value: number(users.peakConcurrent),
      note: `of ${number(users.registered)} registered`,
    },
    {
      label: "Requests a second, peak",
      value: number(traffic.peakRps),
      note: `${number(traffic.baselineRps)} in quiet hours`,
    },
    {
      label: "Memory of users, peak",
      value: `${number(memory.peakGb)} GB`,
      note: `${workload.memoryMbPerUser} MB each`,
    },
    {
      label: "Instances at peak",
      value: number(compute.peak.required),
      note: `${compute.instanceType}, ${between({ min: fleet.minSize, max: fleet.maxSize })} in the group`,
    },
    { label: "Binds first", value: compute.peak.binding, note: "of the constraints on an instance" },
    {
      label: "First limit reached",
      value: first ? monthOf(first.date) : "none in sight",
      note: first ? `${first.name}, at the high growth` : "at the declared growth",
    },
  ];
}
