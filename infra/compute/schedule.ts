import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { nextTime, type ScheduledEvent } from "../../capacity";

/** Leaves a size of the group as it is at that time. */
const unchanged = -1;

export interface ScheduleArgs {
  events: readonly ScheduledEvent[];
  /** Floor of the group between events. */
  minSize: number;
  /** Time of the deployment: AWS refuses an action that lies in the past. */
  now: Date;
}

/** Raises the floor of the group for each declared event, ahead of it, and lowers it again after it. */
export function scheduledActions(
  name: string,
  group: aws.autoscaling.Group,
  args: ScheduleArgs,
  parent: pulumi.Resource,
) {
  for (const action of actionsAt(args)) {
    new aws.autoscaling.Schedule(
      `${name}-${action.scheduledActionName}`,
      { autoscalingGroupName: group.name, ...action },
      { parent },
    );
  }
}

/** The actions that lie ahead. They are the same at any time until one of them has been carried out. */
export function actionsAt({ events, minSize, now }: ScheduleArgs) {
  return events.flatMap((event) => {
    const steps = [
      { step: "before", time: nextTime(event.scaleOut, now), minSize: event.minSize },
      { step: "after", time: nextTime(event.scaleIn, now), minSize },
    ];
    return steps.flatMap(({ step, time, minSize }) =>
      time === undefined
        ? []
        : [
            {
              scheduledActionName: `${event.name}-${step}`,
              timeZone: "UTC",
              minSize,
              maxSize: unchanged,
              desiredCapacity: unchanged,
              ...time,
            },
          ],
    );
  });
}
