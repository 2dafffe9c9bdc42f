import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "../component-types";
import { encryptionKey, publisherGrants } from "../encryption";
import { endpointUnreachable } from "../observability/alarms/route53";
import type { Limits } from "../observability/limits";
import { metricAlarm } from "../observability/metric-alarm";
import { Notifications, type NotificationsArgs } from "../observability/notifications";

export interface HealthAlarmArgs {
  healthCheckId: pulumi.Input<string>;
  /** Prefix of the alarm's name. */
  names: string;
  limits: Limits;
  /** Who is told; an alarm notifies a topic of its own region only. */
  notify: { topicArn: pulumi.Input<string> } | { subscribers: NotificationsArgs["subscribers"] };
}

/** Calls somebody when the region's endpoint is not reached; in us-east-1, the only region that has the metrics of Route 53. */
export class HealthAlarm extends pulumi.ComponentResource {
  constructor(name: string, args: HealthAlarmArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.HealthAlarm, name, {}, opts);
    if (!endpointUnreachable) throw new RangeError("there is no alarm on health checks");
    const { healthCheckId, notify } = args;
    const topicArn = "topicArn" in notify ? notify.topicArn : this.createTopic(name, notify.subscribers);
    metricAlarm(
      name,
      endpointUnreachable,
      { watched: "healthCheck", identifiers: [healthCheckId] },
      { names: args.names, limits: args.limits, topicArn },
      this,
    );
    this.registerOutputs({});
  }

  private createTopic(name: string, subscribers: NotificationsArgs["subscribers"]): pulumi.Output<string> {
    const key = encryptionKey(
      name,
      { description: "Topics of alarms on health checks", statements: publisherGrants() },
      this,
    );
    const notifications = new Notifications(name, { kmsKeyArn: key.arn, subscribers }, { parent: this });
    return notifications.topicArns.page;
  }
}
