import assert from "node:assert/strict";
import { generatedLoad } from "../../simulation/load";
import { resourcesOf } from "../../simulation/read/document";
import { fleetsOf } from "../../simulation/read/fleet";
import { simulate } from "../../simulation/run";
import { demand } from "./fleets";

/** A state that was written by hand, of a plain group that does not scale. */
const resource = (type: string, name: string, inputs: object, id = name) => ({
  urn: `urn:pulumi:live::shop::${type}::${name}`,
  type,
  id,
  inputs,
  outputs: { ...inputs, id, name: id },
});
const plain = [
  resource("aws:ec2/launchTemplate:LaunchTemplate", "machine", { instanceType: "t3.medium" }, "lt-1"),
  resource("aws:autoscaling/group:Group", "shop", {
    minSize: 10,
    maxSize: 20,
    launchTemplate: { id: "lt-1" },
    vpcZoneIdentifiers: ["subnet-1", "subnet-2"],
  }),
];
const policy = (name: string, inputs: object) =>
  resource("aws:autoscaling/policy:Policy", name, { autoscalingGroupName: "shop", ...inputs });
const alarm = (name: string, inputs: object) =>
  resource("aws:cloudwatch/metricAlarm:MetricAlarm", name, {
    comparisonOperator: "GreaterThanThreshold",
    evaluationPeriods: 1,
    threshold: 5,
    ...inputs,
  });
const dimensions = { AutoScalingGroupName: "shop" };
const cpu = { namespace: "AWS/EC2", metricName: "CPUUtilization", dimensions, stat: "Average", period: 60 };

function readOf(...more: object[]) {
  const state = JSON.stringify({ version: 3, deployment: { resources: [...plain, ...more] } });
  const [read] = fleetsOf(resourcesOf(state, "the state"), { from: 0, to: 1 });
  assert.ok(read);
  return read;
}

describe("what a run does not follow", () => {
  it("is nothing of a plain group whose alarms are on its own metrics", () => {
    const busy = { namespace: "AWS/EC2", metricName: "CPUUtilization", dimensions, statistic: "Average" };
    assert.deepEqual(readOf(alarm("busy", busy)).ignored, []);
  });

  it("is named: forecasts, and metrics and metric math that are not read; the rest is simulated", () => {
    const { fleet, ignored } = readOf(
      policy("guess", {
        policyType: "PredictiveScaling",
        predictiveScalingConfiguration: {
          mode: "ForecastAndScale",
          metricSpecification: {
            targetValue: 40,
            predefinedMetricPairSpecification: { predefinedMetricType: "ASGCPUUtilization" },
          },
        },
      }),
      policy("by-queue", {
        policyType: "TargetTrackingScaling",
        targetTrackingConfiguration: {
          targetValue: 10,
          customizedMetricSpecification: {
            namespace: "Shop",
            metricName: "Backlog",
            statistic: "Average",
            metricDimensions: [{ name: "AutoScalingGroupName", value: "shop" }],
          },
        },
      }),
      alarm("growing", {
        metricQueries: [
          { id: "speed", expression: "RATE(load)", returnData: true },
          { id: "load", metric: cpu },
        ],
      }),
    );
    assert.deepEqual(ignored, ["guess", "by-queue", "growing"]);
    const { requests, servedRequests } = simulate(
      fleet,
      demand,
      generatedLoad(demand, () => 100, { minutes: 60 }),
    );
    assert.ok(requests > 0 && servedRequests === requests);
  });
});
