import { metricsOf } from "../../model/alarm";
import type { Resource } from "../../model/stack";
import { judge, type Unknown, unknown } from "../../model/value";
import { mostRequestLimits } from "../../../capacity";
import { groupType } from "../availability/group";
import { loadBalancerType } from "../availability/load-balancer";
import type { Found, RequiredAlarm } from "./row";

const isNetwork = (loadBalancer: Resource) =>
  judge(loadBalancer.get("loadBalancerType"), (type) => type === "network" || type === "gateway");

/** Requests in a period of the alarm above which the declared peak, or the event with the most users, is passed with its buffer. */
function requestsAtPeak({ alarm, declared }: Found): number | Unknown | undefined {
  const metrics = metricsOf(alarm);
  const period = metrics === unknown ? unknown : metrics[0]?.period;
  if (declared === unknown || period === unknown) return unknown;
  if (!declared || typeof period !== "number") return undefined;
  return mostRequestLimits(declared.workload, period).buffer;
}

const group = { on: groupType, dimension: "AutoScalingGroupName", direction: "above", unit: "%" } as const;
const balancer = {
  on: loadBalancerType,
  except: isNetwork,
  dimension: "LoadBalancer",
  namespaces: ["AWS/ApplicationELB"],
  direction: "above",
} as const;

/** What users meet first, and what serves them. */
export const platformRows: readonly RequiredAlarm[] = [
  {
    ...group,
    name: "alarm-group-cpu",
    watches: "the CPU of an Auto Scaling group",
    severity: "high",
    namespaces: ["AWS/EC2"],
    metrics: [["CPUUtilization"]],
    limit: 75,
    platformFix: "platform:alarms.cpuPercent",
  },
  {
    ...group,
    name: "alarm-group-memory",
    watches: "the memory of an Auto Scaling group",
    severity: "high",
    namespaces: ["CWAgent"],
    metrics: [["mem_used_percent"]],
    limit: 80,
    platformFix: "platform:alarms.memoryPercent",
  },
  {
    ...balancer,
    name: "alarm-load-balancer-latency",
    watches: "the latency of a load balancer",
    severity: "high",
    metrics: [["TargetResponseTime"]],
    unit: "seconds",
    limit: 0.3,
    platformFix: "platform:alarms.latencyMs, which is in milliseconds",
  },
  {
    ...balancer,
    name: "alarm-load-balancer-5xx",
    watches: "the share of a load balancer's requests that fail on our side",
    severity: "high",
    metrics: [["RequestCount", "HTTPCode_Target_5XX_Count"]],
    beside: ["HTTPCode_ELB_5XX_Count"],
    total: "RequestCount",
    unit: "% of requests",
    limit: 1,
    platformFix: "platform:alarms.serverErrorPercent",
  },
  {
    ...balancer,
    name: "alarm-load-balancer-4xx",
    watches: "the share of a load balancer's requests that are refused",
    severity: "medium",
    metrics: [["RequestCount", "HTTPCode_Target_4XX_Count"]],
    beside: ["HTTPCode_ELB_4XX_Count"],
    total: "RequestCount",
    unit: "% of requests",
    limit: 10,
    platformFix: "platform:alarms.clientErrorPercent",
  },
  {
    ...balancer,
    name: "alarm-load-balancer-requests",
    watches: "more requests to a load balancer than the declared peak",
    severity: "medium",
    metrics: [["RequestCount"]],
    unit: "requests in a period",
    limitOf: requestsAtPeak,
    followsWorkload: true,
    platformFix: "infra/observability/alarms/load-balancer.ts, which follows platform:workload",
  },
  {
    name: "alarm-target-health",
    watches: "the health of a target group's instances",
    severity: "high",
    on: "aws:lb/targetGroup:TargetGroup",
    // Elastic Load Balancing counts no hosts of a function.
    except: (targets) => judge(targets.get("targetType"), (type) => type === "lambda"),
    dimension: "TargetGroup",
    namespaces: ["AWS/ApplicationELB", "AWS/NetworkELB", "AWS/GatewayELB"],
    metrics: [["HealthyHostCount"], ["UnHealthyHostCount"]],
    byMetric: {
      HealthyHostCount: { direction: "below" },
      UnHealthyHostCount: { direction: "above", limit: 1 },
    },
    unit: "instances",
    platformFix: "infra/observability/alarms/target-group.ts",
  },
];
