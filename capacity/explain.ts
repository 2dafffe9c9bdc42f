import { type FleetNeed, type InstanceNeed, usersByMemory } from "./compute";
import { instanceType } from "./instance-types";
import type { CapacityPlan } from "./plan";
import type { Sizing } from "./sizing";
import type { Workload } from "./workload";

/** A figure of the plan and how it comes about. */
export interface Row {
  readonly figure: string;
  readonly value: number;
  readonly unit: string;
  /** The calculation with its numbers, such as `100,000 x 0.05`. */
  readonly formula: string;
}

export interface Section {
  readonly title: string;
  readonly rows: readonly Row[];
}

const twoDecimals = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

/** A number as a person reads it: two decimals at most, digits grouped. */
export function readable(value: number): string {
  return twoDecimals.format(value);
}

/** Every figure of a plan with its unit and formula, in the order in which one follows from the other. */
export function explain(plan: CapacityPlan, workload: Workload, sizing: Sizing): Section[] {
  return [
    { title: "Users", rows: userRows(plan, workload) },
    { title: "Traffic", rows: trafficRows(plan, workload) },
    { title: "Memory and data", rows: volumeRows(plan, workload) },
    {
      title: "Instances at baseline",
      rows: needRows(plan.compute.baseline, plan.users.baselineConcurrent, workload, sizing),
    },
    {
      title: "Instances at peak",
      rows: fleetRows(plan.compute.peak, plan.users.peakConcurrent, workload, sizing),
    },
    ...plan.schedule.map(({ name, multiplier, concurrentUsers, need }) => ({
      title: `Instances at the event ${name}, ${readable(multiplier)} x peak`,
      rows: fleetRows(need, concurrentUsers, workload, sizing),
    })),
    { title: "Auto Scaling group", rows: groupRows(plan) },
    { title: "Cost", rows: costRows(plan, sizing) },
  ];
}

function row(figure: string, value: number, unit: string, formula: string): Row {
  return { figure, value, unit, formula };
}

function userRows({ users }: CapacityPlan, workload: Workload): Row[] {
  return [
    row("registered", users.registered, "users", "declared"),
    row(
      "daily active",
      users.dailyActive,
      "users",
      `${readable(users.registered)} x ${workload.dailyActiveShare}`,
    ),
    row(
      "at once, peak",
      users.peakConcurrent,
      "users",
      `${readable(users.dailyActive)} x ${workload.peakConcurrencyShare}`,
    ),
    row("at once, baseline", users.baselineConcurrent, "users", "declared"),
  ];
}

function trafficRows({ users, traffic }: CapacityPlan, workload: Workload): Row[] {
  const moments = [
    {
      name: "baseline",
      users: users.baselineConcurrent,
      rps: traffic.baselineRps,
      kb: traffic.baselineKbPerSecond,
    },
    { name: "peak", users: users.peakConcurrent, rps: traffic.peakRps, kb: traffic.peakKbPerSecond },
  ];
  const session = `${readable(workload.requestsPerSession)} requests / ${readable(workload.sessionMinutes * 60)} s`;
  return moments.flatMap(({ name, users: concurrent, rps, kb }) => [
    row(`request rate, ${name}`, rps, "RPS", `${readable(concurrent)} users x ${session}`),
    row(`in, ${name}`, kb.in, "KB/s", `${readable(rps)} RPS x ${readable(workload.requestKb)} KB`),
    row(`out, ${name}`, kb.out, "KB/s", `${readable(rps)} RPS x ${readable(workload.responseKb)} KB`),
  ]);
}

function volumeRows({ users, memory, database }: CapacityPlan, workload: Workload): Row[] {
  const memoryOf = (concurrent: number) =>
    `${readable(concurrent)} users x ${readable(workload.memoryMbPerUser)} MB`;
  return [
    row("memory, baseline", memory.baselineGb, "GB", memoryOf(users.baselineConcurrent)),
    row("memory, peak", memory.peakGb, "GB", memoryOf(users.peakConcurrent)),
    row(
      "database",
      database.gb,
      "GB",
      `${readable(users.registered)} users x ${readable(workload.databaseKbPerUser)} KB`,
    ),
  ];
}

function needRows(need: InstanceNeed, concurrent: number, workload: Workload, sizing: Sizing): Row[] {
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

function fleetRows(need: FleetNeed, concurrent: number, workload: Workload, sizing: Sizing): Row[] {
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

function groupRows({ compute, subnet }: CapacityPlan): Row[] {
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

function costRows({ cost }: CapacityPlan, sizing: Sizing): Row[] {
  const fleet = (
    figure: string,
    { instanceType: type, instances, usdPerMonth }: CapacityPlan["cost"]["ceiling"],
  ) =>
    row(
      figure,
      usdPerMonth,
      "USD/month",
      `${readable(instances)} x ${type} at ${instanceType(type).usdPerHour} USD/h`,
    );
  const { burst } = instanceType(sizing.instanceType);
  return [
    fleet("minimum all month", cost.baseline),
    fleet("maximum all month", cost.ceiling),
    ...(burst === undefined || cost.surplusCreditsUsdPerMonth === undefined
      ? []
      : [
          row(
            "CPU credits on top",
            cost.surplusCreditsUsdPerMonth,
            "USD/month",
            `at ${sizing.scaleOutCpuPercent} % CPU all month, ${burst.baselinePercent} % earned, ` +
              `${burst.surplusUsdPerVcpuHour} USD per vCPU-hour`,
          ),
        ]),
    ...(cost.generalPurpose === undefined ? [] : [fleet("maximum of M instances", cost.generalPurpose)]),
  ];
}
