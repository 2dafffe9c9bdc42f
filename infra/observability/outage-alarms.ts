import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { runbookSection, type Severity } from "./alarms/alarm";
import { holdBackSeconds, outages } from "./alarms/outages";

/**
 * The outages as composite alarms over what the stack has of their members.
 * @param args.members names of alarms by the id of their row
 * @param args.topics ARNs of the topics
 */
export function outageAlarms(
  name: string,
  args: {
    names: string;
    members: ReadonlyMap<string, readonly pulumi.Output<string>[]>;
    topics: Readonly<Record<Severity, pulumi.Input<string>>>;
  },
  parent: pulumi.Resource,
): aws.cloudwatch.CompositeAlarm[] {
  const members = new Map(args.members);
  return outages.flatMap((outage) => {
    const names = outage.members.flatMap((id) => members.get(id) ?? []);
    // Behind a network load balancer nobody counts requests, so there is nothing to burn.
    if (names.length === 0) return [];
    const [suppressor] = members.get(outage.heldBackBy ?? "") ?? [];
    const actions = outage.notifies ? [args.topics[outage.notifies]] : [];
    const alarm = new aws.cloudwatch.CompositeAlarm(
      `${name}-${outage.id}`,
      {
        alarmName: `${args.names}-${outage.id}`,
        alarmDescription: `${outage.meaning} Runbook: ${runbookSection(outage)}`,
        alarmRule: pulumi
          .all(names)
          .apply((known) =>
            known.map((member) => `ALARM("${member}")`).join(outage.when === "all" ? " AND " : " OR "),
          ),
        alarmActions: actions,
        okActions: actions,
        actionsSuppressor: suppressor && {
          alarm: suppressor,
          waitPeriod: holdBackSeconds,
          extensionPeriod: holdBackSeconds,
        },
      },
      { parent },
    );
    members.set(outage.id, [alarm.alarmName]);
    return [alarm];
  });
}
