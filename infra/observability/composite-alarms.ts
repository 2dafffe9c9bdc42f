import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Severity } from "./alarms/alarm";
import { compositeAlarms, holdBackSeconds } from "./alarms/composite";

/**
 * The composite alarms, over what the stack has of their members.
 * @param args.members names of alarms by the id of their row
 * @param args.topics ARNs of the topics
 */
export function createCompositeAlarms(
  name: string,
  args: {
    names: string;
    members: ReadonlyMap<string, readonly pulumi.Output<string>[]>;
    topics: Readonly<Record<Severity, pulumi.Input<string>>>;
  },
  parent: pulumi.Resource,
): aws.cloudwatch.CompositeAlarm[] {
  const members = new Map(args.members);
  return compositeAlarms.flatMap((row) => {
    const names = row.members.flatMap((id) => members.get(id) ?? []);
    // Behind a network load balancer nobody counts requests, so there is nothing to burn.
    if (names.length === 0) return [];
    const [suppressor] = members.get(row.heldBackBy ?? "") ?? [];
    const actions = row.notifies ? [args.topics[row.notifies]] : [];
    const alarm = new aws.cloudwatch.CompositeAlarm(
      `${name}-${row.id}`,
      {
        alarmName: `${args.names}-${row.id}`,
        alarmDescription: `${row.meaning} Runbook: docs/runbook.md#${row.id}`,
        alarmRule: pulumi
          .all(names)
          .apply((known) =>
            known.map((member) => `ALARM("${member}")`).join(row.when === "all" ? " AND " : " OR "),
          ),
        alarmActions: actions,
        okActions: actions,
        ...(row.notifies && { tags: { Severity: row.notifies } }),
        actionsSuppressor: suppressor && {
          alarm: suppressor,
          waitPeriod: holdBackSeconds,
          extensionPeriod: holdBackSeconds,
        },
      },
      { parent },
    );
    members.set(row.id, [alarm.alarmName]);
    return [alarm];
  });
}
