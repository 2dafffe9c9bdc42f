import { CronExpressionParser } from "cron-parser";
import { text, type Properties } from "../cloud/properties";
import { stateOf, type CloudResource, type Store } from "../cloud/store";

export const scheduleType = "aws:autoscaling/schedule:Schedule";
const groupType = "aws:autoscaling/group:Group";
/** Leaves a size as it is. */
const unchanged = -1;

/** Something that AWS does by itself at a time. */
export interface Due {
  readonly at: Date;
  /** Does it; returns what it was, for a person. */
  readonly carryOut: () => string;
}

/**
 * The next occurrence of each scheduled action after `since`. A one-time action is gone once it has been carried out, and a
 * recurring one starts at its next occurrence from then on. Source: EC2 Auto Scaling API Reference,
 * "PutScheduledUpdateGroupAction" and "DescribeScheduledActions" (2026-11-28).
 */
export function dueActions(store: Store, since: Date): Due[] {
  return store
    .list()
    .filter(({ type }) => type === scheduleType)
    .flatMap((action) => {
      const at = occurrence(action.inputs, since);
      return at === undefined ? [] : [{ at, carryOut: () => carryOutAction(store, action, at) }];
    });
}

/** Refuses a start that has passed, as AWS does. */
export function startDemand({ startTime }: Properties, now: Date): string | undefined {
  return text(startTime) !== "" && new Date(text(startTime)) <= now
    ? "ValidationError: Given start time is in the past"
    : undefined;
}

function occurrence({ startTime, endTime, recurrence, timeZone }: Properties, since: Date): Date | undefined {
  const start = text(startTime) === "" ? undefined : new Date(text(startTime));
  const next = start !== undefined && start > since ? start : nextOf(text(recurrence), since, text(timeZone));
  const isOver = next !== undefined && text(endTime) !== "" && next > new Date(text(endTime));
  return isOver ? undefined : next;
}

function nextOf(recurrence: string, since: Date, timeZone: string): Date | undefined {
  if (recurrence === "") return undefined;
  const options = { currentDate: since, tz: timeZone === "" ? "UTC" : timeZone };
  return CronExpressionParser.parse(recurrence, options).next().toDate();
}

function carryOutAction(store: Store, action: CloudResource, at: Date): string {
  const { scheduledActionName, autoscalingGroupName, recurrence, timeZone } = action.inputs;
  const next = nextOf(text(recurrence), at, text(timeZone));
  if (next === undefined) store.remove(action);
  else store.put({ ...action, inputs: { ...action.inputs, startTime: secondsOf(next) } });
  const group = store.get(action.region, groupType, text(autoscalingGroupName));
  if (group === undefined) return `${text(scheduledActionName)}: its group is gone`;
  const sizes = sizesAfter(stateOf(group), action.inputs);
  const { desiredCapacity, ...limits } = sizes;
  const isAsked = "desiredCapacity" in group.inputs;
  store.put({
    ...group,
    inputs: { ...group.inputs, ...limits, ...(isAsked && { desiredCapacity }) },
    outputs: { ...group.outputs, ...(!isAsked && { desiredCapacity }) },
  });
  const { minSize, maxSize } = limits;
  return `${text(scheduledActionName)}: ${group.id} has ${minSize} to ${maxSize} instances and wants ${desiredCapacity}`;
}

/** What an action leaves of a group: what it gives, and a desired capacity within it. */
function sizesAfter(group: Properties, action: Properties) {
  const after = (size: string) => {
    const given = action[size];
    return typeof given === "number" && given !== unchanged ? given : Number(group[size]);
  };
  const [minSize, maxSize] = [after("minSize"), after("maxSize")];
  return {
    minSize,
    maxSize,
    desiredCapacity: Math.min(Math.max(after("desiredCapacity"), minSize), maxSize),
  };
}

/** As AWS writes a time: to the second, in UTC. */
function secondsOf(time: Date): string {
  return time.toISOString().replace(/\.\d+Z$/, "Z");
}
