import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "../component-types";
import { alarms } from "./alarms";
import type { Severity } from "./alarms/alarm";
import { createCompositeAlarms } from "./composite-alarms";
import { dashboardBody } from "./dashboard";
import { Events, type EventsArgs } from "./events";
import type { Limits } from "./limits";
import { metricAlarm } from "./metric-alarm";
import { type Parts, type Target, targetsOf } from "./targets";
import { tracing } from "./tracing";

export interface ObservabilityArgs {
  /** Region of what is watched. */
  region: string;
  /** Prefix of the names of alarms, dashboard and traces, unique in account and region, e.g. `web-prod`. */
  names: string;
  /** What thresholds follow from. */
  limits: Limits;
  /** What there is to watch, beside the events. */
  parts: Omit<Parts, "events">;
  /** Whether S3 is to be asked to count requests of the buckets; those of another stack are that one's. Default true. */
  measuresBuckets?: boolean;
  /** Topics that alarms are sent to. */
  topicArns: Readonly<Record<Severity, pulumi.Input<string>>>;
  events: Omit<EventsArgs, "logGroupName">;
  /** Share of requests that are traced beyond the first of each second, 0-1. */
  sampledShare: number;
}

/** Alarms that reach a person, the dashboard and the rules of tracing, of one region's platform. */
export class Observability extends pulumi.ComponentResource {
  readonly dashboardUrl: pulumi.Output<string>;
  /** Names of the alarms that there are of a row, by its id. */
  readonly alarmNames: ReadonlyMap<string, readonly pulumi.Output<string>[]>;

  constructor(name: string, args: ObservabilityArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.Observability, name, {}, opts);

    const events = new Events(
      `${name}-events`,
      { ...args.events, logGroupName: `/aws/events/${args.names}` },
      { parent: this },
    );
    const targets = targetsOf({ ...args.parts, events });
    if (args.measuresBuckets ?? true) this.measureRequests(name, targets);
    this.alarmNames = this.createAlarms(name, args, targets);
    this.dashboardUrl = this.createDashboard(name, args, targets);
    tracing(
      {
        serviceName: args.names,
        sampledShare: args.sampledShare,
        latencySeconds: args.limits.alarms.latencyMs / 1000,
      },
      this,
    );
    this.registerOutputs({ dashboardUrl: this.dashboardUrl });
  }

  /** S3 counts requests and errors only where it is asked to. */
  private measureRequests(name: string, targets: readonly Target[]) {
    for (const { name: purpose, identifiers } of targets.filter(({ watched }) => watched === "bucket")) {
      const [bucket] = identifiers;
      if (bucket === undefined) continue;
      new aws.s3.BucketMetric(`${name}-${purpose}`, { bucket, name: "EntireBucket" }, { parent: this });
    }
  }

  private createAlarms(name: string, args: ObservabilityArgs, targets: readonly Target[]) {
    const members = new Map<string, pulumi.Output<string>[]>(
      alarms.map((alarm) => {
        const topicArn = alarm.composite === "none" ? args.topicArns[alarm.severity] : undefined;
        const made = targets
          .filter(({ watched }) => alarm.watches.includes(watched))
          .map((target) => metricAlarm(name, alarm, target, { ...args, topicArn }, this));
        return [alarm.id, made.map((resource) => resource.name)];
      }),
    );
    createCompositeAlarms(name, { names: args.names, members, topics: args.topicArns }, this);
    return members;
  }

  private createDashboard(
    name: string,
    { region, names, limits }: ObservabilityArgs,
    targets: readonly Target[],
  ): pulumi.Output<string> {
    const dashboard = new aws.cloudwatch.Dashboard(
      name,
      {
        dashboardName: names,
        dashboardBody: pulumi
          .all(targets.map((target) => pulumi.output(target)))
          .apply((known) => JSON.stringify(dashboardBody({ title: names, region, targets: known, limits }))),
      },
      { parent: this },
    );
    return pulumi.interpolate`https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#dashboards/dashboard/${dashboard.dashboardName}`;
  }
}
