import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { nextTime, type ScheduledAction } from "../../capacity";

/** Leaves a size of the group as it is at that time. */
const unchanged = -1;

/** Raises floor and ceiling of the group for each declared event, ahead of it, and lowers them again after it. */
export function scheduledActions(
  name: string,
  group: aws.autoscaling.Group,
  planned: { actions: readonly ScheduledAction[]; now: Date },
  parent: pulumi.Resource,
) {
  for (const action of actionsAt(planned.actions, planned.now)) {
    new aws.autoscaling.Schedule(
      `${name}-${action.scheduledActionName}`,
      { autoscalingGroupName: group.name, ...action },
      { parent },
    );
  }
}

/**
 * The actions that lie ahead: AWS refuses others. They are the same at any time until one of them has been carried out.
 * @param now time of the deployment.
 */
export function actionsAt(actions: readonly ScheduledAction[], now: Date) {
  return actions.flatMap(({ name, time, minSize, maxSize = unchanged }) => {
    const next = nextTime(time, now);
    if (next === undefined) return [];
    return [
      { scheduledActionName: name, timeZone: "UTC", minSize, maxSize, desiredCapacity: unchanged, ...next },
    ];
  });
}
