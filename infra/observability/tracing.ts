import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { cutTo } from "../name";

export interface TracingArgs {
  /** What the service calls itself in its traces, e.g. `web-prod`. */
  serviceName: string;
  /** Share of requests that are traced beyond the first of each second, 0-1. */
  sampledShare: number;
  /** Requests that take longer are slow, seconds. */
  latencySeconds: number;
}

/** Longest name of a sampling rule or group. Source: X-Ray API Reference, `SamplingRule` and `CreateGroup`. */
const longestName = 32;

/**
 * Which requests are traced, and the groups in which X-Ray collects those worth looking at. Sampling is decided when a
 * request begins, so that a rule cannot ask for errors: the service sends its own errors and slow requests anyway.
 */
export function tracing(
  { serviceName, sampledShare, latencySeconds }: TracingArgs,
  parent: pulumi.Resource,
): void {
  const named = (purpose: string) => tracingName(serviceName, purpose);
  const rule = (
    purpose: string,
    sampling: Pick<aws.xray.SamplingRuleArgs, "priority" | "urlPath" | "reservoirSize" | "fixedRate">,
  ) =>
    new aws.xray.SamplingRule(
      named(purpose),
      {
        ruleName: named(purpose),
        version: 1,
        serviceName,
        serviceType: "*",
        host: "*",
        httpMethod: "*",
        resourceArn: "*",
        ...sampling,
      },
      { parent },
    );
  rule("health", { priority: 100, urlPath: "/healthz", reservoirSize: 0, fixedRate: 0 });
  rule("steady", { priority: 1000, urlPath: "*", reservoirSize: 1, fixedRate: sampledShare });

  const group = (purpose: string, condition: string) =>
    new aws.xray.Group(
      named(purpose),
      {
        groupName: named(purpose),
        filterExpression: `service("${serviceName}") { ${condition} }`,
        insightsConfiguration: { insightsEnabled: true, notificationsEnabled: false },
      },
      { parent },
    );
  group("errors", "fault = true OR error = true");
  group("slow", `responsetime > ${latencySeconds}`);
}

/** A name within X-Ray's length, and of no other service. */
export function tracingName(serviceName: string, purpose: string): string {
  return `${cutTo(longestName - purpose.length - 1, serviceName)}-${purpose}`;
}
