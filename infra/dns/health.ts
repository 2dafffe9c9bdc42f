import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "../component-types";

export interface EndpointHealthArgs {
  /** Name of the load balancer itself, since the users' name leads to whichever region is healthy. */
  host: pulumi.Input<string>;
  /** Path that answers 200 on a healthy instance; none where the endpoint speaks no HTTP. */
  path?: string;
  /** Alarm that is on while the region's database can only be read, and the region of the alarm. */
  readOnly?: { alarmName: pulumi.Input<string>; region: string };
}

/**
 * Where the checks come from: far apart, and most of them not in the regions that are checked. AWS calls an endpoint healthy
 * while more than 18 % of the checkers do. Source: Route 53 Developer Guide, "How Route 53 determines whether a health check is
 * healthy" (2026-11-28).
 */
const checkers = ["us-east-1", "us-west-2", "eu-west-1", "ap-southeast-1", "sa-east-1"];

/** Whether users can be sent to a region: its endpoint answers and, where it is told by what, its database takes writes. */
export class EndpointHealth extends pulumi.ComponentResource {
  /** The check of the endpoint alone. */
  readonly endpointId: pulumi.Output<string>;
  /** The check that DNS is to follow. */
  readonly id: pulumi.Output<string>;

  constructor(name: string, args: EndpointHealthArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.EndpointHealth, name, args, opts);

    const endpoint = new aws.route53.HealthCheck(
      name,
      {
        ...(args.path === undefined
          ? { type: "TCP" }
          : { type: "HTTPS", resourcePath: args.path, enableSni: true }),
        fqdn: args.host,
        port: 443,
        // Half a minute until an endpoint that is gone is known to be.
        requestInterval: 10,
        failureThreshold: 3,
        measureLatency: true,
        regions: checkers,
        tags: { Name: name },
      },
      { parent: this },
    );
    this.endpointId = endpoint.id;
    this.id = args.readOnly ? this.withWriter(name, endpoint, args.readOnly).id : endpoint.id;
    this.registerOutputs({ endpointId: this.endpointId, id: this.id });
  }

  private withWriter(
    name: string,
    endpoint: aws.route53.HealthCheck,
    { alarmName, region }: NonNullable<EndpointHealthArgs["readOnly"]>,
  ): aws.route53.HealthCheck {
    const writer = new aws.route53.HealthCheck(
      `${name}-writer`,
      {
        type: "CLOUDWATCH_METRIC",
        cloudwatchAlarmName: alarmName,
        cloudwatchAlarmRegion: region,
        // A region that is lost sends no metrics: what was known last still holds.
        insufficientDataHealthStatus: "LastKnownStatus",
        tags: { Name: `${name}-writer` },
      },
      { parent: this },
    );
    return new aws.route53.HealthCheck(
      `${name}-both`,
      {
        type: "CALCULATED",
        childHealthchecks: [endpoint.id, writer.id],
        childHealthThreshold: 2,
        tags: { Name: `${name}-both` },
      },
      { parent: this },
    );
  }
}
