/** Whom to call next, for sections of the runbook that have it in common. */
export const escalate = {
  applicationOwner: "The application's owner, with a trace id of a failing request.",
  platformOwner: "The platform's owner; with more than one zone affected also AWS support.",
  workloadOwner: "The owner of the workload's declaration: the plan is wrong, or the world has changed.",
  awsSupport:
    "AWS support with the resource's ARN, when the AWS Health Dashboard shows nothing and the service's own metrics do.",
} as const;
