import { alarms } from ".";
import type { Alarm, RunbookEntry, Severity } from "./alarm";
import { escalate } from "./escalate";
import { burnAlarms } from "./slo";

/**
 * One event sets off many alarms: users see errors, instances are missing, the database fails over. So most alarms notify
 * nobody by themselves. Per severity there is one composite alarm of what users feel and one of what explains it, and the
 * second keeps still while the first is on: one message a severity. When the first is over and the second is not,
 * CloudWatch sends what it held back.
 */
export interface CompositeAlarm {
  /** kebab-case; the last part of the alarm's name, and its section of docs/runbook.md. */
  readonly id: string;
  /** Who is told; nobody, where it is only part of another one. */
  readonly notifies?: Severity;
  /** Ids of alarms or composite alarms, `all` or `any` of which set it off. */
  readonly when: "all" | "any";
  readonly members: readonly string[];
  /** The composite alarm that this one keeps still for. */
  readonly heldBackBy?: string;
  readonly meaning: string;
  readonly runbook: RunbookEntry;
}

/** Seconds that an explanation waits for users to feel it, before it is sent by itself. */
export const holdBackSeconds = 180;

const idsOf = (isMember: (alarm: Alarm) => boolean) => alarms.filter(isMember).map(({ id }) => id);

const burns = burnAlarms.map(({ id, meaning, runbook }): CompositeAlarm => ({
  id,
  when: "all",
  members: idsOf(({ composite }) => composite === id),
  meaning,
  runbook,
}));

function usersFeelIt(severity: Severity, runbook: RunbookEntry): CompositeAlarm {
  return {
    id: `users-${severity}`,
    notifies: severity,
    when: "any",
    members: [
      ...idsOf((alarm) => alarm.composite === "users" && alarm.severity === severity),
      ...burnAlarms.filter((burn) => burn.severity === severity).map(({ id }) => id),
    ],
    meaning: "Users feel it: errors, waiting, or nothing at all.",
    runbook,
  };
}

function platformInTrouble(severity: Severity, runbook: RunbookEntry): CompositeAlarm {
  return {
    id: `platform-${severity}`,
    notifies: severity,
    when: "any",
    members: idsOf((alarm) => alarm.composite === "platform" && alarm.severity === severity),
    heldBackBy: `users-${severity}`,
    meaning: "A part of the platform is in trouble, and users do not feel it, or not yet.",
    runbook,
  };
}

/** In the order in which they have to be made: members first. */
export const compositeAlarms: readonly CompositeAlarm[] = [
  ...burns,
  usersFeelIt("page", {
    means:
      "Users feel it: errors, waiting, or nothing at all. At least one alarm with a section below is on.",
    lookAt: "The first row of the dashboard, and the list of alarms in the message.",
    doFirst:
      "Say that you have it. If a deployment or an instance refresh ran in the last hour, take it back " +
      "before you look for the reason.",
    escalate: "The application's owner after 15 minutes without a reason; whoever speaks to users at once.",
  }),
  platformInTrouble("page", {
    means:
      "A part of the platform is at a limit. Users do not feel it, or not yet: it was held back for three " +
      "minutes to see.",
    lookAt: "The second row of the dashboard (headroom), and the list of alarms in the message.",
    doFirst: "Give the part more room by the section of its alarm; look for the reason afterwards.",
    escalate: escalate.platformOwner,
  }),
  usersFeelIt("ticket", {
    means: "Users feel something small or slow: many 4xx, or an error budget that will not last the month.",
    lookAt: "The first row of the dashboard over the last day.",
    doFirst: "Read the section of the alarm that is on.",
    escalate: escalate.applicationOwner,
  }),
  platformInTrouble("ticket", {
    means:
      "A part of the platform needs care within days. If a zone was lost and nobody felt it, this is all " +
      "that is sent.",
    lookAt: "The rows of the services on the dashboard, and the list of alarms in the message.",
    doFirst:
      "Read the sections of the alarms that are on; when several of one zone are, check the AWS Health " +
      "Dashboard first.",
    escalate: escalate.platformOwner,
  }),
];
