import { propertyRule } from "../../model/property-rule";
import { rule } from "../../model/rule";
import { judge, some, type Value, type Verdict } from "../../model/value";
import { cacheType } from "../availability/cache";
import { clusterInstanceType, clusterType, databaseType } from "../availability/database";
import { groupType } from "../availability/group";
import { loadBalancerType } from "../availability/load-balancer";

const isNotEmpty = (value: Value) => Array.isArray(value) && value.length > 0;

export const logRetention = propertyRule<{ days: number }>({
  name: "log-group-retention",
  description: "A log group keeps its logs for a stated time",
  severity: "low",
  requirement: "D3",
  sources: ["CFG CW_LOGGROUP_RETENTION_PERIOD_CHECK", "CKV_AWS_66"],
  settings: { days: { default: 7, minimum: 1, description: "Days at least" } },
  on: { "aws:cloudwatch/logGroup:LogGroup": ["retentionInDays"] },
  holds: (value, { days }) => typeof value === "number" && value >= days,
  required: ({ days }) => `at least ${days} (not set, or 0, keeps them forever and pays for it)`,
  fix: "set retentionInDays to one of the values that CloudWatch Logs allows: 7, 14, 30, 90, 365 ...",
});

export const flowLogs = rule({
  name: "vpc-flow-logs",
  description: "A VPC logs who talks to whom",
  cannotKnow: "Flow logs that another stack or AWS Organizations sets up for the VPC",
  severity: "medium",
  requirement: "D3",
  sources: ["CFG VPC_FLOW_LOGS_ENABLED", "CKV2_AWS_11", "NAG VPC7"],
  *check(stack) {
    for (const vpc of stack.ofType("aws:ec2/vpc:Vpc")) {
      const logs = stack.referring("aws:ec2/flowLog:FlowLog", vpc, "vpcId");
      yield {
        resource: vpc,
        verdict: some(logs.map(({ sure }) => sure)),
        found: "no flow log",
        required: "an aws.ec2.FlowLog whose vpcId is this VPC",
        fix: "add an aws.ec2.FlowLog with the vpcId, trafficType ALL and a log group with retention as its logDestination",
      };
    }
  },
});

export const accessLogs = propertyRule({
  name: "load-balancer-access-logs",
  description: "A load balancer logs its requests",
  severity: "medium",
  requirement: "D3",
  sources: ["CFG ELB_LOGGING_ENABLED", "CKV_AWS_91", "NAG ELB2"],
  on: { [loadBalancerType]: ["accessLogs", "enabled"] },
  // A Gateway Load Balancer has none.
  except: (it) => judge(it.get("loadBalancerType"), (type) => type === "gateway"),
  holds: (value) => value === true,
  required: "true",
  fix: "set accessLogs to a bucket that load balancers may write to, with enabled true",
});

export const detailedMonitoring = propertyRule({
  name: "detailed-monitoring",
  description: "An instance reports its metrics every minute, soon enough to scale on",
  severity: "medium",
  requirement: "D3",
  sources: ["CFG EC2_INSTANCE_DETAILED_MONITORING_ENABLED", "CKV_AWS_126", "NAG EC28"],
  on: {
    "aws:ec2/launchTemplate:LaunchTemplate": ["monitoring", "enabled"],
    "aws:ec2/instance:Instance": ["monitoring"],
  },
  holds: (value) => value === true,
  required: "true (every 5 minutes otherwise)",
  fix: "switch monitoring on: monitoring { enabled: true } of a launch template, monitoring: true of an instance",
});

/** RDS takes 0 for off, and these numbers of seconds. */
const intervals = [1, 5, 10, 15, 30, 60];

export const enhancedMonitoring = propertyRule({
  name: "enhanced-monitoring",
  description: "A database instance reports its operating system's metrics",
  severity: "medium",
  requirement: "D3",
  sources: ["CFG RDS_ENHANCED_MONITORING_ENABLED", "CKV_AWS_118"],
  on: { [databaseType]: ["monitoringInterval"], [clusterInstanceType]: ["monitoringInterval"] },
  holds: (value) => typeof value === "number" && intervals.includes(value),
  required: "60 seconds or less (0, AWS's own default, is off)",
  fix: "set monitoringInterval to 60 and monitoringRoleArn to a role with AmazonRDSEnhancedMonitoringRole",
});

export const logsExported = propertyRule({
  name: "database-logs-exported",
  description: "A database sends its log to CloudWatch",
  severity: "medium",
  requirement: "D3",
  sources: ["CFG RDS_LOGGING_ENABLED", "CKV_AWS_324", "CKV_AWS_129", "NAG RDS16"],
  on: {
    [clusterType]: ["enabledCloudwatchLogsExports"],
    [databaseType]: ["enabledCloudwatchLogsExports"],
  },
  holds: isNotEmpty,
  required: "a list of logs, such as postgresql",
  fix: 'set enabledCloudwatchLogsExports to ["postgresql"], or what the engine calls its log',
});

export const cacheLogs = propertyRule({
  name: "cache-logs-delivered",
  description: "A cache sends its log of slow commands to CloudWatch",
  severity: "low",
  requirement: "D3",
  sources: [],
  on: { [cacheType]: ["logDeliveryConfigurations"] },
  holds: isNotEmpty,
  required: "at least one log",
  fix: "add a logDeliveryConfiguration with logType slow-log and a log group with retention as its destination",
});

export const tracingSampled = rule({
  name: "tracing-sampling-rule",
  description: "What an Auto Scaling group serves is traced by a sampling rule",
  cannotKnow: "Whether the instances send traces: the agent's configuration is in the image or its user data",
  severity: "low",
  requirement: "D3",
  sources: [],
  *check(stack) {
    const sampled = stack
      .ofType("aws:xray/samplingRule:SamplingRule")
      .map((it): Verdict =>
        some([
          judge(it.get("fixedRate"), (rate) => typeof rate === "number" && rate > 0),
          judge(it.get("reservoirSize"), (size) => typeof size === "number" && size > 0),
        ]),
      );
    for (const group of stack.ofType(groupType)) {
      yield {
        resource: group,
        verdict: some(sampled),
        found: `${sampled.length} sampling rules, none with a fixedRate or a reservoirSize above 0`,
        required: "an aws.xray.SamplingRule with fixedRate or reservoirSize above 0",
        fix: "add an aws.xray.SamplingRule for the service",
        platformFix: "platform:tracing.sampledShare",
      };
    }
  },
});
