import type { Limits } from "../limits";
import type { Formula, Metric, Service } from "./alarm";
import { escalate } from "./escalate";

const group = (name: string): Metric => ({ namespace: "AWS/AutoScaling", name, statistic: "Average" });

const shareOfCeiling: Formula = {
  metrics: { wanted: group("GroupDesiredCapacity"), most: group("GroupMaxSize") },
  expression: "100 * wanted / most",
};

/** Above what is wanted at most on an ordinary day, percent of the ceiling. */
function nearCeiling({ alarms, plan: { compute } }: Limits): number {
  return Math.max(100 * alarms.warningShare, Math.ceil((100 * compute.peak.reached) / compute.peak.ceiling));
}

/** The Auto Scaling group: how many instances it has, wants and may have. */
export const autoScaling: Service = {
  alarms: [
    {
      id: "group-near-ceiling",
      title: "Group size, share of the ceiling",
      watches: ["group"],
      severity: "ticket",
      composite: "platform",
      measure: shareOfCeiling,
      unit: "%",
      comparison: ">",
      threshold: nearCeiling,
      period: 60,
      breaching: [10, 10],
      missing: "missing",
      meaning: "Little headroom is left: more instances run than the declared peak brings about.",
      first: "Compare the request rate with the declared peak; declare the growth, and the ceiling follows.",
      runbook: {
        means:
          "For ten minutes the group wants more than `alarms.warningShare` of its ceiling, and more than an " +
          "ordinary peak brings about.",
        lookAt: "Requests against the declared peak; CPU: is it load, or has each request become dearer?",
        doFirst:
          "Declare the growth; the ceiling follows the workload. Check the vCPU quota for the new ceiling.",
        escalate: escalate.workloadOwner,
      },
    },
    {
      id: "group-at-ceiling",
      title: "Group at its ceiling",
      watches: ["group"],
      severity: "page",
      composite: "platform",
      measure: shareOfCeiling,
      unit: "%",
      comparison: ">=",
      threshold: () => 100,
      period: 60,
      breaching: [5, 5],
      missing: "missing",
      meaning: "The group cannot grow any further; more load will be felt by users.",
      first: "Raise compute.maxSize in the stack's file and run pulumi up; mind the account's vCPU quota.",
      runbook: {
        means:
          "The group wants all the instances that its ceiling allows, for five minutes. More load is felt by " +
          "users.",
        lookAt: "As group-near-ceiling.",
        doFirst:
          "`pulumi config set --path platform:compute.maxSize N`, `pulumi up`; mind quota L-1216C47A and the " +
          "addresses of the subnets. Take it out again when the workload is declared.",
        escalate: escalate.workloadOwner,
      },
    },
    {
      id: "instances-missing",
      title: "Instances wanted and not in service",
      watches: ["group"],
      severity: "ticket",
      composite: "platform",
      measure: {
        metrics: { wanted: group("GroupDesiredCapacity"), serving: group("GroupInServiceInstances") },
        expression: "wanted - serving",
      },
      unit: "instances",
      comparison: ">",
      threshold: () => 0,
      period: 60,
      breaching: [15, 15],
      missing: "missing",
      meaning: "The group wants more instances than it has for longer than a boot takes.",
      first:
        "aws autoscaling describe-scaling-activities says why: quota, no capacity in a zone, or a boot that fails.",
      runbook: {
        means:
          "For a quarter of an hour fewer instances serve than the group wants: launches fail, or instances " +
          "boot and never become healthy.",
        lookAt: "`aws autoscaling describe-scaling-activities --auto-scaling-group-name GROUP`.",
        doFirst:
          "Quota: request more. No capacity in a zone: the group tries the others by itself. Boot: console " +
          "output of an instance, take the last change of the boot script back.",
        escalate: escalate.platformOwner,
      },
    },
    {
      id: "launch-failures",
      title: "Failed launches",
      watches: ["launchFailureRule"],
      severity: "ticket",
      composite: "platform",
      measure: { namespace: "AWS/Events", name: "TriggeredRules", statistic: "Sum" },
      unit: "launches",
      comparison: ">",
      threshold: () => 0,
      period: 300,
      breaching: [1, 1],
      missing: "notBreaching",
      meaning: "EC2 refused to launch an instance of the group.",
      first: "Read the event in the stack's event log group: quota, no capacity, image, key or role.",
      runbook: {
        means: "EC2 refused to launch an instance.",
        lookAt: "Log group `/aws/events/web-STACK`: the event's StatusMessage.",
        doFirst:
          "By its reason: VcpuLimitExceeded: quota. InsufficientInstanceCapacity: wait, or take another type. " +
          "Client.InternalError: the volumes' key does not let Auto Scaling use it.",
        escalate: escalate.platformOwner,
      },
    },
  ],
  graphs: [
    {
      title: "Instances: in service, wanted, ceiling",
      unit: "instances",
      watches: ["group"],
      dashboard: "headroom",
      measure: {
        GroupInServiceInstances: group("GroupInServiceInstances"),
        GroupDesiredCapacity: group("GroupDesiredCapacity"),
        GroupMaxSize: group("GroupMaxSize"),
      },
      lines: ({ plan }) => [
        { label: "needed at the peak", value: plan.compute.peak.required, color: "#1d8102" },
        { label: "planned ceiling", value: plan.compute.max, color: "#d13212" },
      ],
    },
  ],
};
