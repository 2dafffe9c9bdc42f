import type { Metric, Service } from "./alarm";
import { escalate } from "./escalate";

const sum = (namespace: string, name: string): Metric => ({ namespace, name, statistic: "Sum" });

/** What the instances report, by EC2 and by the CloudWatch agent, over the whole group. */
export const ec2: Service = {
  alarms: [
    {
      id: "cpu-high",
      title: "CPU of the group",
      watches: ["group"],
      severity: "ticket",
      composite: "platform",
      measure: { namespace: "AWS/EC2", name: "CPUUtilization", statistic: "Average" },
      unit: "%",
      comparison: ">",
      threshold: ({ alarms }) => alarms.cpuPercent,
      period: 60,
      // Scaling out takes two minutes to decide and three to boot; longer than that means that it does not help.
      breaching: [10, 10],
      missing: "missing",
      meaning: "CPU stays high although the group scales out on it.",
      first: "See whether the group is at its ceiling or launches fail; then what the service spends CPU on.",
      runbook: {
        means:
          "The group's CPU is above `alarms.cpuPercent` for ten minutes. Scaling out takes five, so it does " +
          "not help or does not happen.",
        lookAt: "Group size against its ceiling; scaling activities; instances that are missing.",
        doFirst:
          "At the ceiling: raise it. Launches fail: read launch-failures. Neither: profile the service, " +
          "something burns CPU.",
        escalate: escalate.applicationOwner,
      },
    },
    {
      id: "memory-high",
      title: "Memory of the group",
      watches: ["group"],
      severity: "page",
      composite: "platform",
      measure: { namespace: "CWAgent", name: "mem_used_percent", statistic: "Average" },
      unit: "%",
      comparison: ">",
      threshold: ({ alarms }) => alarms.memoryPercent,
      period: 60,
      // As CPU's: longer than scaling out takes.
      breaching: [10, 10],
      // Memory is what binds first: a fleet that stops reporting it does not scale on it either, and is flying blind.
      missing: "breaching",
      meaning: "Memory runs out faster than the group grows on it, or no agent reports it.",
      first:
        "See whether the group is at its ceiling or launches fail; then look for a leak since the last release.",
      runbook: {
        means:
          "Memory of the group is above `alarms.memoryPercent` for ten minutes, or no instance has reported " +
          "it for so long. It is what binds first in the plan. The group adds instances above 75 % memory at " +
          "the latest (not where `compute.scaling.metric` is `requestsPerTarget`), so it cannot, or not fast " +
          "enough; or a zone is lost, and the others hold its users until new instances serve.",
        lookAt:
          "mem_used_percent by instance; users at once (requests); `systemctl status amazon-cloudwatch-agent` " +
          "on an instance when the graph is empty.",
        doFirst:
          "At its ceiling: see group-at-ceiling. Launches fail: see launch-failures. Below both, raise " +
          "`compute.minSize` in the stack's file and `pulumi up`: more instances share the users. A leak: " +
          "start an instance refresh.",
        escalate: escalate.applicationOwner,
      },
    },
    {
      id: "disk-used",
      title: "Root volume used, fullest instance",
      watches: ["group"],
      severity: "ticket",
      composite: "platform",
      measure: { namespace: "CWAgent", name: "disk_used_percent", statistic: "Maximum" },
      unit: "%",
      comparison: ">",
      threshold: ({ alarms }) => alarms.diskPercent,
      period: 300,
      breaching: [3, 3],
      missing: "missing",
      meaning: "An instance's root volume fills up; when it is full the service cannot log or start.",
      first: "Terminate the instance, the group replaces it; find what grows (logs, core dumps).",
      runbook: {
        means: "The fullest root volume of the group is above `alarms.diskPercent`.",
        lookAt: "disk_used_percent by instance; on the instance `du -xh / | sort -h | tail`.",
        doFirst:
          "Terminate the instance in the group (it is replaced). Then find what grows: `/var/log/web.log` is " +
          "rotated daily.",
        escalate: "The application's owner if new instances fill up as well.",
      },
    },
    {
      id: "surplus-credits",
      title: "Surplus CPU credits charged",
      watches: ["group"],
      severity: "ticket",
      composite: "none",
      measure: { namespace: "AWS/EC2", name: "CPUSurplusCreditsCharged", statistic: "Sum" },
      unit: "credits",
      comparison: ">",
      threshold: () => 0,
      period: 3600,
      breaching: [3, 3],
      missing: "notBreaching",
      meaning: "Burstable instances run above what their credits pay for, hour after hour, which is billed.",
      first: "npm run capacity compares the price with an instance type that does not burst.",
      runbook: {
        means:
          "For three hours the burstable instances ran above their baseline, and AWS charges the difference.",
        lookAt:
          "CPU of the group over a week; `npm run capacity` compares the price with a type that does not " +
          "burst.",
        doFirst: "Above the baseline every day: change `compute.instanceType`. Once: leave it.",
        escalate: "Whoever owns the budget, with the figures of `npm run capacity`.",
      },
    },
  ],
  graphs: [
    {
      title: "Network of the group",
      unit: "bytes/min",
      watches: ["group"],
      measure: { in: sum("AWS/EC2", "NetworkIn"), out: sum("AWS/EC2", "NetworkOut") },
    },
    {
      title: "Disk I/O of the group",
      unit: "bytes/min",
      watches: ["group"],
      measure: { read: sum("CWAgent", "diskio_read_bytes"), written: sum("CWAgent", "diskio_write_bytes") },
    },
  ],
};
