import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { ScheduledEvent } from "../../capacity";

/** Leaves a size of the group as it is at that time. */
const unchanged = -1;

/** Raises the floor of the group for each declared event, ahead of it, and lowers it again after it. */
export function scheduledActions(
  name: string,
  group: aws.autoscaling.Group,
  args: {
    events: readonly ScheduledEvent[];
    /** Floor of the group between events. */
    minSize: number;
    /** Time of the deployment: AWS refuses an action that lies in the past. */
    now: Date;
  },
  parent: pulumi.Resource,
) {
  const isToCome = (time: { startTime?: string }) =>
    time.startTime === undefined || new Date(time.startTime) > args.now;
  for (const event of args.events) {
    const steps = [
      { step: "before", time: event.scaleOut, minSize: event.minSize },
      { step: "after", time: event.scaleIn, minSize: args.minSize },
    ];
    for (const { step, time, minSize } of steps.filter(({ time }) => isToCome(time))) {
      const scheduledActionName = `${event.name}-${step}`;
      new aws.autoscaling.Schedule(
        `${name}-${scheduledActionName}`,
        {
          autoscalingGroupName: group.name,
          scheduledActionName,
          timeZone: "UTC",
          minSize,
          maxSize: unchanged,
          desiredCapacity: unchanged,
          ...time,
        },
        { parent },
      );
    }
  }
}
