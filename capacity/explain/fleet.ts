import { type FleetNeed, type InstanceNeed, usersByMemory } from "../compute";
import { instanceType } from "../catalogue/instance-types";
import type { CapacityPlan } from "../plan";
import type { Sizing } from "../sizing";
import type { Workload } from "../workload";
import { readable, type Row, row } from "./row";

export function needRows(need: InstanceNeed, concurrent: number, workload: Workload, sizing: Sizing): Row[] {
  const { memoryMib, vcpus } = instanceType(sizing.instanceType);
  const { min, max } = workload.usersPerInstance;
  const users = readable(concurrent);
  const mark = (constraint: InstanceNeed["binding"]) => (constraint === need.binding ? " (binding)" : "");
  const memory =
    `${users} / ${usersByMemory(workload, sizing)} users, (${readable(memoryMib)} - ${readable(sizing.osReserveMb)}) MiB / ` +
    `${readable(workload.memoryMbPerUser)} MB`;
  const cpu =
    `${users} users' requests x ${readable(workload.cpuMillisecondsPerRequest)} ms / ` +
    `(${vcpus} vCPUs x ${sizing.scaleOutCpuPercent} %)`;
  return [
    row("by users, at best", need.byUsersMin, "instances", `${users} / ${readable(max)} users`),
    row(`by users${mark("users")}`, need.byUsersMax, "instances", `${users} / ${readable(min)} users`),
    row(`by memory${mark("memory")}`, need.byMemory, "instances", memory),
    row(`by CPU${mark("cpu")}`, need.byCpu, "instances", cpu),
    row("required", need.required, "instances", "the largest of users, memory, CPU"),
  ];
}

export function fleetRows(need: FleetNeed, concurrent: number, workload: Workload, sizing: Sizing): Row[] {
  const zones = sizing.availabilityZones;
  return [
    ...needRows(need, concurrent, workload, sizing),
    row(
      "with buffer",
      need.withBuffer,
      "instances",
      `${readable(need.required)} x (1 + ${workload.bufferShare})`,
    ),
    row(
      "with loss of a zone",
      need.withAzLoss,
      "instances",
      `${readable(need.required)} in ${zones - 1} of ${zones} zones`,
    ),
  ];
}

export function groupRows({ compute, subnet }: CapacityPlan): Row[] {
  const zones = compute.availabilityZones;
  return [
    row(
      "minimum",
      compute.min,
      "instances",
      `the baseline's ${readable(compute.baseline.required)}, at least ${zones}, one per zone`,
    ),
    row("maximum", compute.max, "instances", `with buffer and with loss of a zone, in multiples of ${zones}`),
    row(
      "addresses",
      subnet.total,
      "per private subnet",
      `${readable(subnet.instances)} instances + ${readable(subnet.replacements)} replacements + ` +
        `${subnet.endpoints} endpoints + ${subnet.reserved} of AWS`,
    ),
  ];
}
