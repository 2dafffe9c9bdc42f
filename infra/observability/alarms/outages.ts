import { alarms } from ".";
import type { Role, Severity } from "./alarm";
import { burnId, burnRates, objectives } from "./slo";

/**
 * A composite alarm. One event sets off many alarms: users see errors, instances are missing, the database fails over.
 * So alarms that belong to an outage notify nobody by themselves. Per severity there is one outage of what users feel
 * and one of what explains it, and the second keeps still while the first is on: one message a severity. When the
 * first is over and the second is not, CloudWatch sends what it held back.
 */
export interface Outage {
  /** kebab-case; the last part of the alarm's name, and a section of docs/runbook.md. */
  readonly id: string;
  /** Who is told; nobody, where it is only part of another one. */
  readonly notifies?: Severity;
  /** Ids of alarms or outages, `all` or `any` of which make it one. */
  readonly when: "all" | "any";
  readonly members: readonly string[];
  /** The outage that this one keeps still for. */
  readonly heldBackBy?: string;
  readonly meaning: string;
}

/** Seconds that an explanation waits for users to feel it, before it is sent by itself. */
export const holdBackSeconds = 180;

const idsOf = (role: Role, severity: Severity) =>
  alarms.filter((alarm) => alarm.role === role && alarm.severity === severity).map(({ id }) => id);

const burns: readonly Outage[] = objectives.flatMap((objective) =>
  burnRates.map(({ speed, factor, windows }): Outage => ({
    id: burnId(objective, speed),
    when: "all",
    members: windows.map((period) => `${burnId(objective, speed)}-${period / 60}m`),
    meaning: `The ${objective} objective's error budget is spent ${factor} times as fast as it may be.`,
  })),
);

/** In the order in which they have to be made: members first. */
export const outages: readonly Outage[] = [
  ...burns,
  ...(["page", "ticket"] as const).flatMap((severity): Outage[] => {
    const speeds = burnRates.filter((rate) => rate.severity === severity).map(({ speed }) => speed);
    return [
      {
        id: `users-${severity}`,
        notifies: severity,
        when: "any",
        members: [
          ...idsOf("symptom", severity),
          ...objectives.flatMap((objective) => speeds.map((speed) => burnId(objective, speed))),
        ],
        meaning: "Users feel it: errors, waiting, or nothing at all.",
      },
      {
        id: `platform-${severity}`,
        notifies: severity,
        when: "any",
        members: idsOf("cause", severity),
        heldBackBy: `users-${severity}`,
        meaning: "A part of the platform is in trouble, and users do not feel it, or not yet.",
      },
    ];
  }),
];
