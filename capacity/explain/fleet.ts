import { type FleetNeed, type InstanceNeed, takeoverFloor } from "../compute";
import { instanceType } from "../catalogue/instance-types";
import {
  type Constraint,
  defaultLatencyMs,
  defaultScaleOutMemoryPercent,
  memoryMbForUsers,
} from "../operating-point";
import type { CapacityPlan } from "../plan";
import { floorForRise, reactionMinutes } from "../rise";
import type { Sizing } from "../sizing";
import type { Workload } from "../workload";
import { readable, type Row, row } from "./row";

/** How far an instance is used at the load that everything is sized for, and by what that is so. */
export function operatingRows(
  { operatingPoint, scaling }: CapacityPlan,
  workload: Workload,
  sizing: Sizing,
): Row[] {
  const { usersBy, users, binding, memoryPercent, cpuPercent, full } = operatingPoint;
  const { memoryMib, vcpus } = instanceType(sizing.instanceType);
  const mark = (constraint: Constraint) => (constraint === binding ? " (binding)" : "");
  const held = sizing.holdsZoneLoss ?? true;
  const zones = sizing.availabilityZones;
  const afterLoss = held ? `, and no more than ${zones - 1} of ${zones} zones hold` : "";
  const perUser = `${readable(workload.requestsPerSession)} requests x ${readable(workload.cpuMillisecondsPerRequest)} ms / ${readable(workload.sessionMinutes * 60)} s`;
  return [
    row(
      `by users measured${mark("users")}`,
      usersBy.users,
      "users",
      `the worst of ${workload.usersPerInstance.min}-${workload.usersPerInstance.max}${held ? `, and no more than ${zones - 1} of ${zones} zones hold at the best` : ""}`,
    ),
    row(
      `by memory${mark("memory")}`,
      usersBy.memory,
      "users",
      `${readable(memoryMbForUsers(sizing))} MB / ${readable(workload.memoryMbPerUser)} MB; ${readable(memoryMib)} MiB x ${readable(memoryPercent)} % - ${readable(sizing.osReserveMb)} MiB, 1 MiB = 1.0486 MB`,
    ),
    row(
      `by CPU${mark("cpu")}`,
      usersBy.cpu,
      "users",
      `${vcpus} vCPUs x at most ${sizing.scaleOutCpuPercent} %${afterLoss} / (${perUser})`,
    ),
    ...(usersBy.latency === undefined
      ? []
      : [
          row(
            `by latency${mark("latency")}`,
            usersBy.latency,
            "users",
            `M/M/${vcpus}: 95 % of the requests within ${readable(sizing.latencyMs ?? defaultLatencyMs)} ms`,
          ),
        ]),
    row("users of an instance", users, "users", "the least of them"),
    row(
      "memory, at most",
      memoryPercent,
      "%",
      `${sizing.scaleOutMemoryPercent ?? defaultScaleOutMemoryPercent} % at most${held ? `; 100 % while a zone is lost and ${zones - 1} of ${zones} hold all users` : ""}; the group grows above it`,
    ),
    row("CPU, at most", cpuPercent, "%", "the group grows above it"),
    row(
      "full",
      full.users,
      "users",
      `while a zone is lost, or a rise is caught up: memory ${full.memoryPercent} %, CPU ${full.cpuPercent} %`,
    ),
    row(
      "step out",
      scaling.leastScaleOut,
      "instances at least",
      `or ${scaling.scaleOutSteps.map(({ percent, points }) => `${percent} %${points > 0 ? ` from ${points} points above` : ""}`).join(", ")}; after ${minutesSaid(scaling.minutesOut)}`,
    ),
    row(
      "in below",
      `${readable(scaling.scaleInPercent.cpu)} / ${readable(scaling.scaleInPercent.memory)}`,
      "% CPU / memory",
      `10 % at a time, after ${minutesSaid(scaling.minutesIn)} below both`,
    ),
    row(
      "requests per target",
      scaling.requestsPerTargetPerMinute,
      "requests/min",
      `of ${readable(users)} users, where compute.scaling.metric is requestsPerTarget`,
    ),
  ];
}

export function needRows(
  need: InstanceNeed,
  concurrent: number,
  { usersBy }: CapacityPlan["operatingPoint"],
): Row[] {
  const users = readable(concurrent);
  const mark = (constraint: Constraint) => (constraint === need.binding ? " (binding)" : "");
  const by = (name: Constraint, figure: string, value: number) =>
    row(`${figure}${mark(name)}`, value, "instances", `${users} / ${readable(usersBy[name] ?? 0)} users`);
  return [
    by("users", "by users", need.byUsers),
    by("memory", "by memory", need.byMemory),
    by("cpu", "by CPU", need.byCpu),
    ...(need.byLatency === undefined ? [] : [by("latency", "by latency", need.byLatency)]),
    row("required", need.required, "instances", "the largest of them"),
  ];
}

export function fleetRows(
  need: FleetNeed,
  concurrent: number,
  { operatingPoint, scaling }: CapacityPlan,
  workload: Workload,
  sizing: Sizing,
): Row[] {
  const zones = sizing.availabilityZones;
  const users = readable(concurrent);
  return [
    ...needRows(need, concurrent, operatingPoint),
    row(
      "scaling arrives at",
      need.reached,
      "instances",
      `by the small step of ${need.reached - need.required} from what is required; a fast rise takes more: npm run simulate`,
    ),
    row(
      "with buffer",
      need.withBuffer,
      "instances",
      `${users} x (1 + ${workload.bufferShare}) / ${readable(operatingPoint.users)} users`,
    ),
    row(
      "with loss of a zone",
      need.withAzLoss,
      "instances",
      `${users} / ${readable(operatingPoint.full.users)} users in ${zones - 1} of ${zones} zones`,
    ),
    row(
      "ceiling",
      need.ceiling,
      "instances",
      `the larger of both, with a step of scaling above the buffer (at least ${scaling.leastScaleOut}), in multiples of ${zones}`,
    ),
  ];
}

export function groupRows(
  { compute, subnet, operatingPoint }: CapacityPlan,
  workload: Workload,
  sizing: Sizing,
): Row[] {
  const zones = compute.availabilityZones;
  const forRise = floorForRise(workload, sizing, operatingPoint);
  const takeover =
    sizing.takeoverSeconds === undefined
      ? ""
      : `, ${readable(takeoverFloor(workload, sizing, operatingPoint))} so that a standby reaches the ${readable(compute.peak.whileZoneLost)} of the peak by steps of ${readable(reactionMinutes)} min in the ${readable(sizing.takeoverSeconds / 60)} min that the objective of the region leaves`;
  const rise =
    workload.rampHours === undefined
      ? ""
      : `, ${readable(forRise)} to keep up with a rise to the peak in ${workload.rampHours} h: new instances serve ${readable(reactionMinutes)} min after it passes ${readable(operatingPoint.users)} users of each, which are full at ${readable(operatingPoint.full.users)}`;
  return [
    row(
      "minimum",
      compute.min,
      "instances",
      `the baseline's ${readable(compute.baseline.required)}, at least ${zones}, one per zone${rise}${takeover}`,
    ),
    row("maximum", compute.usualMax, "instances", "the ceiling of the peak"),
    ...(compute.max > compute.usualMax
      ? [row("maximum, raised", compute.max, "instances", "for the time of the event with the most users")]
      : []),
    row(
      "addresses",
      subnet.total,
      "per private subnet",
      `${readable(subnet.instances)} instances + ${readable(subnet.replacements)} replacements + ` +
        `${subnet.endpoints} endpoints + ${subnet.reserved} of AWS`,
    ),
  ];
}

function minutesSaid(minutes: number): string {
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}
