import { readable } from "../explain/row";
import { metricMinutes, reactionMinutes, registrationSeconds } from "../rise";
import { instanceBootSeconds, minutesOut } from "../scaling";
import { sizesToPeak } from "../takeover";
import type { Part } from "./course";
import * as figures from "./figures";
import type { FleetSetup, RecoverySetup } from "./setup";

/** What never ends by itself, and what would end it. */
export function never(what: string, formula: string, help: string): Part {
  return { what, seconds: Number.POSITIVE_INFINITY, formula, source: "what is configured", help };
}

/** A figure of AWS's, or an assumed one. */
export function figure(
  what: string,
  { seconds, source }: { readonly seconds: number; readonly source: string },
  formula: string,
  help?: string,
): Part {
  return { what, seconds, formula, source, ...(help !== undefined && { help }) };
}

/** What begins with some time and goes on with a rate. */
export function byVolume(
  what: string,
  {
    seconds,
    gbPerHour,
    source,
  }: { readonly seconds: number; readonly gbPerHour: number; readonly source: string },
  gb: number,
  help?: string,
): Part {
  return figure(
    what,
    { seconds: seconds + (gb / gbPerHour) * 3600, source },
    `${readable(seconds / 60)} min + ${readable(gb)} GB / ${readable(gbPerHour)} GB an hour`,
    help,
  );
}

/** Health checks of the load balancer's targets. */
export function targetDetection(): Part {
  const { intervalSeconds, threshold, source } = figures.targetHealth;
  return figure(
    "detection by the load balancer",
    { seconds: intervalSeconds * threshold, source },
    `${intervalSeconds} s x ${threshold} health checks`,
  );
}

/** Route 53's health checks of the region's endpoint. */
export function regionDetection({ healthCheck: { intervalSeconds, threshold } }: RecoverySetup): Part {
  return {
    what: "detection by Route 53",
    seconds: intervalSeconds * threshold,
    formula: `${intervalSeconds} s x ${threshold} health checks`,
    source: "the health check of the failover record",
    help: "an interval of 10 s and a threshold of 3 or less",
  };
}

export function resolvers({ recordTtlSeconds }: RecoverySetup): Part {
  return {
    what: "DNS at resolvers",
    seconds: recordTtlSeconds,
    formula: `TTL of ${recordTtlSeconds} s`,
    source: "the failover record; an alias of a load balancer has 60 s",
    help: "a TTL of 60 s or less",
  };
}

/** An alarm pages within the metric's delay and its own evaluation. */
export function alarmDetection(): Part {
  const seconds = (metricMinutes + minutesOut) * 60;
  return {
    what: "detection by an alarm",
    seconds,
    formula: `${metricMinutes} min until CloudWatch has the metric + ${minutesOut} min above the threshold`,
    source: "capacity/rise.ts",
  };
}

/** The alarm on the health check: what Route 53 has found has still to become a metric. Where the alarm is lost too, AWS pages nobody. */
export function page({ isGlobalRegion }: RecoverySetup): Part {
  const { globalRegion, outsideWatch } = figures;
  return isGlobalRegion
    ? figure(
        "page by a watch from elsewhere",
        outsideWatch,
        `AWS pages nobody: the alarm on the health check is in ${globalRegion}, which is lost`,
        `a region other than ${globalRegion}`,
      )
    : { ...alarmDetection(), what: "page by the alarm on the health check" };
}

/**
 * What is sure to page while the region is lost: the alarm on the health check is in us-east-1, which may be the lost region.
 * The standby's alarm is in its own.
 */
export function standbyPage(): Part {
  const { minutes, silenceMinutes, source } = figures.standbyAlarm;
  return {
    what: "page by the standby's alarm",
    seconds: (metricMinutes + minutes + silenceMinutes) * 60,
    formula: `${metricMinutes} min until CloudWatch has the metric + ${minutes} min that nothing is followed + ${silenceMinutes} min to take silence for it`,
    source,
  };
}

export function response({ responseSeconds }: RecoverySetup): Part {
  return {
    what: "somebody acts",
    seconds: responseSeconds,
    formula: `${readable(responseSeconds / 60)} min after the page`,
    source: "platform:recovery.responseMinutes",
    help: "an on-call rota that answers sooner, declared in platform:recovery.responseMinutes",
  };
}

/** Its roles and records are made by IAM and Route 53, which AWS says no time for where they are lost with the region. */
export function newStack({ isGlobalRegion }: RecoverySetup, help: string): Part {
  const { globalRegion, newStack } = figures;
  return figure(
    "a new stack in the other region",
    newStack,
    isGlobalRegion
      ? `pulumi up, counted from when IAM and Route 53, changed in ${globalRegion} alone, answer again`
      : "pulumi up",
    help,
  );
}

/** New instances, all at once. */
export function launch(what: string): Part {
  return {
    what,
    seconds: instanceBootSeconds + registrationSeconds,
    formula: `${instanceBootSeconds} s from launch until the service runs + ${registrationSeconds} s of health checks`,
    source: "capacity/scaling.ts; an image of one's own boots faster",
    help: "an image with all packages in it (npm run image)",
  };
}

/** What the Auto Scaling group does by itself from the standby's floor, under a load far above what it holds. */
export function scaleUpBySteps({ peak, standbyFloor, growsByItself, leastScaleOut }: FleetSetup): Part {
  if (standbyFloor <= 0)
    return never(
      "scale-up by steps",
      "a floor of 0 scales on nothing",
      "a floor of instances in the standby",
    );
  if (!growsByItself && standbyFloor < peak)
    return never(
      "scale-up by steps",
      `nothing adds instances to the ${standbyFloor} of the standby, and the peak needs ${peak}`,
      "a scaling policy of the standby's group that adds instances, or a floor of the peak",
    );
  const sizes = sizesToPeak(standbyFloor, peak, leastScaleOut);
  const overload = `${readable(peak / standbyFloor)} times their load`;
  return {
    what: "scale-up by steps",
    seconds: (sizes.length - 1) * reactionMinutes * 60,
    formula:
      `${sizes.join(" -> ")} instances, ${sizes.length - 1} steps x ${readable(reactionMinutes)} min` +
      (sizes.length > 1 ? "; until then users beyond what they hold wait or are refused" : ""),
    source:
      "capacity/scaling.ts, capacity/takeover.ts" +
      (sizes.length > 1
        ? `; assumed: the first ${standbyFloor} go on answering health checks under ${overload}`
        : ""),
    help: "a larger floor of the standby: its own platform:compute.minSize, or leave it to the plan",
  };
}
