import { type Declared, type Example, notYetKnown } from "../../../examples/example";
import { propertyExample } from "../../../examples/property";

const group: Declared = { type: "aws:autoscaling/group:Group", name: "group" };
const sampling = (fixedRate: unknown): Declared => ({
  type: "aws:xray/samplingRule:SamplingRule",
  name: "steady",
  props: { fixedRate, reservoirSize: 0 },
});
const vpc: Declared = { type: "aws:ec2/vpc:Vpc", name: "vpc", props: { id: notYetKnown } };
const flowLog = (refersTo: Declared["refersTo"]): Declared => ({
  type: "aws:ec2/flowLog:FlowLog",
  name: "flow",
  props: { vpcId: notYetKnown },
  refersTo,
});
const cluster = "aws:rds/cluster:Cluster";
const cache = "aws:elasticache/replicationGroup:ReplicationGroup";

export const logExamples: Readonly<Record<string, Example>> = {
  "log-group-retention": propertyExample("aws:cloudwatch/logGroup:LogGroup", "retentionInDays", {
    good: 30,
    bad: 0,
  }),
  "vpc-flow-logs": {
    good: [vpc, flowLog({ vpcId: ["vpc"] })],
    bad: [vpc],
    undecided: [vpc, flowLog({})],
  },
  "load-balancer-access-logs": propertyExample("aws:lb/loadBalancer:LoadBalancer", "accessLogs", {
    good: { bucket: "logs", enabled: true },
    bad: { bucket: "logs", enabled: false },
  }),
  "detailed-monitoring": propertyExample("aws:ec2/launchTemplate:LaunchTemplate", "monitoring", {
    good: { enabled: true },
    bad: { enabled: false },
  }),
  "enhanced-monitoring": propertyExample("aws:rds/clusterInstance:ClusterInstance", "monitoringInterval", {
    good: 60,
    bad: 0,
  }),
  "database-logs-exported": propertyExample(cluster, "enabledCloudwatchLogsExports", {
    good: ["postgresql"],
    bad: [],
  }),
  "cache-logs-delivered": propertyExample(cache, "logDeliveryConfigurations", {
    good: [{ logType: "slow-log", destination: "slow" }],
    bad: [],
  }),
  "tracing-sampling-rule": {
    good: [group, sampling(0.05)],
    bad: [group, sampling(0)],
    undecided: [group, sampling(notYetKnown)],
  },
};
