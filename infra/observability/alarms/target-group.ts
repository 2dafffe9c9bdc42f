import type { Alarm, Service } from "./alarm";
import { escalate } from "./escalate";

/** Whether instances are healthy, by the target group of either type of load balancer. */
export const targetGroup: Service = {
  alarms: [
    ...hostAlarms("", "applicationTargets", "AWS/ApplicationELB", "load balancer"),
    ...hostAlarms("network-", "networkTargets", "AWS/NetworkELB", "network load balancer"),
  ],
};

function hostAlarms(
  prefix: string,
  watched: "applicationTargets" | "networkTargets",
  namespace: string,
  balancer: string,
): readonly Alarm[] {
  return [
    {
      id: `${prefix}no-healthy-host`,
      title: "Healthy instances",
      watches: [watched],
      severity: "page",
      composite: "users",
      // Each zone's node of the load balancer reports; only when none of them sees a healthy instance is there none.
      measure: { namespace, name: "HealthyHostCount", statistic: "Maximum" },
      unit: "instances",
      comparison: "<",
      threshold: () => 1,
      period: 60,
      breaching: [2, 2],
      missing: "breaching",
      meaning: "No instance answers health checks: every user gets an error.",
      first: "See the group's activity and the console output of an instance; roll back the last change.",
      runbook: {
        means: `No zone's node of the ${balancer} sees a healthy instance: every user gets an error, or nothing reports any more.`,
        lookAt:
          "`aws autoscaling describe-scaling-activities --auto-scaling-group-name GROUP`; `aws ec2 " +
          "get-console-output` of one instance; `systemctl status web` by Session Manager.",
        doFirst:
          "Take the last change back. If instances boot and fail `/healthz`, run it on one of them: `curl -i " +
          "localhost:8080/healthz`.",
        escalate: escalate.platformOwner,
      },
    },
    {
      id: `${prefix}unhealthy-hosts`,
      title: "Unhealthy instances",
      watches: [watched],
      severity: "ticket",
      composite: "platform",
      measure: { namespace, name: "UnHealthyHostCount", statistic: "Maximum" },
      unit: "instances",
      comparison: ">",
      threshold: () => 0,
      period: 60,
      breaching: [5, 5],
      missing: "notBreaching",
      meaning: "Instances fail their health check longer than it takes to replace them.",
      first: "See in which zone they are; the group replaces them by itself unless new ones fail as well.",
      runbook: {
        means:
          "Instances fail their health check for five minutes, longer than it takes to notice and replace " +
          "them.",
        lookAt: "The target group's targets with reason, and their zones.",
        doFirst:
          "All in one zone: AWS Health Dashboard, and wait for the group to balance. Everywhere: as " +
          "no-healthy-host.",
        escalate: escalate.platformOwner,
      },
    },
  ];
}
