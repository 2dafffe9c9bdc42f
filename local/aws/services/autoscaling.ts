import { startDemand } from "../scheduled-actions";
import { zonesOf } from "./ec2/network";
import type { Candidate, Service } from "./service";

const ARN = "arn:aws:autoscaling:{region}:{account}";

export const autoscaling: Service = {
  modules: ["autoscaling"],
  types: {
    "autoscaling/group": {
      arn: `${ARN}:autoScalingGroup:{uuid}:autoScalingGroupName/{name}`,
      outputs: {
        availabilityZones: (subject) => [...zonesOf(subject)],
        defaultCooldown: 300,
        desiredCapacity: ({ inputs }) => inputs.minSize,
        healthCheckType: "EC2",
        serviceLinkedRoleArn:
          "arn:aws:iam::{account}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling",
      },
      namedBy: {
        arguments: ["autoscalingGroupName"],
        missing: "ValidationError: AutoScalingGroup name not found - {}",
      },
      taken: "AlreadyExists",
      demands: [sizesInOrder],
    },
    "autoscaling/lifecycleHook": { id: "{autoscalingGroupName}/{name}" },
    "autoscaling/policy": {
      id: "{autoscalingGroupName}/{name}",
      arn: `${ARN}:scalingPolicy:{uuid}:autoScalingGroupName/{autoscalingGroupName}:policyName/{name}`,
    },
    "autoscaling/schedule": {
      id: "{autoscalingGroupName}/{scheduledActionName}",
      arn: `${ARN}:scheduledUpdateGroupAction:{uuid}:autoScalingGroupName/{id}`,
      cloudFormation: "ScheduledAction",
      replaces: { scheduledActionName: true },
      demands: [({ inputs }) => startDemand(inputs, new Date())],
    },
  },
};

function sizesInOrder({ inputs }: Candidate): string | undefined {
  const [min, max, desired] = [inputs.minSize, inputs.maxSize, inputs.desiredCapacity].map(Number);
  if (min === undefined || max === undefined || desired === undefined) return undefined;
  if (min > max)
    return `ValidationError: Max bound, ${max}, must be greater than or equal to min bound, ${min}`;
  return desired < min || desired > max
    ? `ValidationError: Desired capacity:${desired} must be between the specified min size:${min} and max size:${max}`
    : undefined;
}
