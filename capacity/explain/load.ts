import type { CapacityPlan } from "../plan";
import type { Workload } from "../workload";
import { readable, type Row, row } from "./row";

export function userRows({ users }: CapacityPlan, workload: Workload): Row[] {
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

export function trafficRows({ users, traffic }: CapacityPlan, workload: Workload): Row[] {
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

export function memoryRows({ users, memory }: CapacityPlan, workload: Workload): Row[] {
  const memoryOf = (concurrent: number) =>
    `${readable(concurrent)} users x ${readable(workload.memoryMbPerUser)} MB`;
  return [
    row("memory, baseline", memory.baselineGb, "GB", memoryOf(users.baselineConcurrent)),
    row("memory, peak", memory.peakGb, "GB", memoryOf(users.peakConcurrent)),
  ];
}
