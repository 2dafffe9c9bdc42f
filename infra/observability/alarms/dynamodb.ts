import type { Alarm, Metric, Service } from "./alarm";
import { escalate } from "./escalate";

const table = (name: string): Metric => ({ namespace: "AWS/DynamoDB", name, statistic: "Sum" });

const consumed = (kind: "Read" | "Write", unit: "read" | "write"): Alarm => ({
  id: `table-${unit}s`,
  title: `Session table, ${unit} units a second`,
  watches: ["table"],
  severity: "ticket",
  composite: "platform",
  measure: {
    metrics: { units: table(`Consumed${kind}CapacityUnits`) },
    expression: "units / 60",
  },
  unit: "units/s",
  comparison: ">",
  threshold: ({ alarms, plan }) =>
    (kind === "Read" ? plan.sessionTable.readUnits : plan.sessionTable.writeUnits) * alarms.warningShare,
  period: 60,
  breaching: [5, 10],
  missing: "notBreaching",
  meaning: `Sessions take nearly as many ${unit} units as the plan has for its peak.`,
  first: "Compare the request rate and the size of a session with the declared workload.",
  runbook: {
    means: `Sessions take \`alarms.warningShare\` of the ${unit} units that the plan has for the peak.`,
    lookAt: `Requests against the declared peak; units of one ${unit}: a session larger than \`sessionKb\` costs more.`,
    doFirst: "Declare the growth or the larger session; the capacity follows.",
    escalate: escalate.workloadOwner,
  },
});

const latency = (operation: "GetItem" | "PutItem"): Alarm => ({
  id: `table-${operation === "GetItem" ? "read" : "write"}-latency`,
  title: `Session table, latency of ${operation}`,
  watches: ["table"],
  severity: "ticket",
  composite: "platform",
  measure: {
    namespace: "AWS/DynamoDB",
    name: "SuccessfulRequestLatency",
    statistic: "Average",
    dimensions: { Operation: operation },
  },
  unit: "ms",
  comparison: ">",
  threshold: () => 20,
  period: 60,
  breaching: [5, 5],
  missing: "notBreaching",
  meaning: "DynamoDB answers several times slower than it usually does.",
  first: "See the AWS Health Dashboard; check that traffic takes the VPC's gateway endpoint.",
  runbook: {
    means: `${operation} takes more than 20 ms on average, several times what is usual.`,
    lookAt:
      "AWS Health Dashboard; that the route tables still have the DynamoDB gateway endpoint; the size of " +
      "items.",
    doFirst: "Nothing on our side changes it while DynamoDB is slow; check that clients time out and retry.",
    escalate: escalate.awsSupport,
  },
});

/** The session table. */
export const dynamoDb: Service = {
  alarms: [
    {
      id: "table-throttles",
      title: "Session table, throttled requests",
      watches: ["table"],
      severity: "page",
      composite: "platform",
      measure: {
        metrics: { reads: table("ReadThrottleEvents"), writes: table("WriteThrottleEvents") },
        expression: "FILL(reads, 0) + FILL(writes, 0)",
      },
      unit: "requests",
      comparison: ">",
      threshold: () => 0,
      period: 60,
      breaching: [3, 5],
      missing: "notBreaching",
      meaning: "DynamoDB refuses requests for sessions.",
      first:
        "Raise the capacity's maximum or switch platform:sessionTable.billing to onDemand; look for one hot key.",
      runbook: {
        means: "DynamoDB refuses requests for sessions, which users see as logouts or errors.",
        lookAt:
          "ConsumedReadCapacityUnits and ConsumedWriteCapacityUnits against the provisioned ones; hot keys " +
          "(CloudWatch Contributor Insights).",
        doFirst: "Set `platform:sessionTable.billing` to onDemand, or raise the capacity, `pulumi up`.",
        escalate: escalate.applicationOwner,
      },
    },
    consumed("Read", "read"),
    consumed("Write", "write"),
    latency("GetItem"),
    latency("PutItem"),
  ],
};
