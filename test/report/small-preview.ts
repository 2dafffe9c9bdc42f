import type { Preview } from "../../report/preview";
import { notKnown as unknown } from "../../simulation";

const urn = (type: string, name: string) => `urn:pulumi:prod::platform::${type}::${name}`;

/** A step of `pulumi preview --json`; `refersTo` are resources that a property is made of. */
function step(
  type: string,
  name: string,
  inputs: Record<string, unknown>,
  refersTo: Record<string, string[]> = {},
) {
  return {
    op: "create",
    newState: { urn: urn(type, name), type, custom: true, inputs, propertyDependencies: refersTo },
  };
}

const template = urn("aws:ec2/launchTemplate:LaunchTemplate", "web");
const group = urn("aws:autoscaling/group:Group", "web");
const policy = urn("aws:autoscaling/policy:Policy", "web-out");

/** The preview of a group of t3.medium that grows when its memory is above 60 %, judged by two policies. */
export const smallPreview = {
  name: "the preview",
  json: JSON.stringify({
    steps: [
      step("aws:ec2/launchTemplate:LaunchTemplate", "web", { instanceType: "t3.medium" }),
      step(
        "aws:autoscaling/group:Group",
        "web",
        { minSize: 12, maxSize: 400, defaultInstanceWarmup: 180, launchTemplate: { id: unknown } },
        { launchTemplate: [template] },
      ),
      step(
        "aws:autoscaling/policy:Policy",
        "web-out",
        {
          autoscalingGroupName: unknown,
          policyType: "StepScaling",
          adjustmentType: "PercentChangeInCapacity",
          minAdjustmentMagnitude: 2,
          stepAdjustments: [{ metricIntervalLowerBound: "0", scalingAdjustment: 50 }],
        },
        { autoscalingGroupName: [group] },
      ),
      step(
        "aws:cloudwatch/metricAlarm:MetricAlarm",
        "web-out",
        {
          namespace: "CWAgent",
          metricName: "mem_used_percent",
          statistic: "Average",
          period: 60,
          evaluationPeriods: 2,
          threshold: 60,
          comparisonOperator: "GreaterThanThreshold",
          treatMissingData: "missing",
          dimensions: { AutoScalingGroupName: unknown },
          alarmActions: [unknown],
        },
        { dimensions: [group], alarmActions: [policy] },
      ),
      step("aws:s3/bucket:Bucket", "files", {}),
    ],
  }),
  events: [
    {
      policyAnalyzeStackSummaryEvent: {
        policyPackName: "all",
        passed: ["nat-gateway-per-zone", "key-rotation"],
      },
    },
    {
      policyEvent: {
        policyName: "bucket-versioned",
        enforcementLevel: "mandatory",
        message: "found: no versioning of <files>",
        resourceUrn: urn("aws:s3/bucket:Bucket", "files"),
      },
    },
    { resourcePreEvent: {} },
  ]
    .map((event) => JSON.stringify(event))
    .join("\n"),
} satisfies Preview;
