import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "./component-types";
import type { Bucket } from "./bucket";

export interface LoadBalancerArgs {
  vpcId: pulumi.Input<string>;
  /** Subnets with a way to the internet, in at least two Availability Zones. */
  publicSubnetIds: pulumi.Input<string[]>;
  /** `application` for HTTP; `network` where the application speaks a protocol of its own over TCP. */
  type: "application" | "network";
  /** Certificate in the load balancer's region. Without one it speaks plain HTTP (TCP), for development only. */
  certificateArn?: pulumi.Input<string>;
  /** Keeps a user on the same instance: an hour by cookie (application), by source address (network). */
  stickySessions: boolean;
  /** AWS refuses to delete the load balancer while it is on. */
  deletionProtection: boolean;
  /** Where access logs go; its policy must let load balancers write to it. */
  accessLogs: Bucket;
  /** Port that the instances listen on. */
  targetPort: number;
  /** Path that answers 200 on a healthy instance, e.g. `/healthz`. */
  healthCheckPath: string;
}

/** A public load balancer over all zones, with its listeners, target group, security group and access logs. */
export class LoadBalancer extends pulumi.ComponentResource {
  readonly type: LoadBalancerArgs["type"];
  readonly arn: pulumi.Output<string>;
  /** What CloudWatch calls the load balancer: `app/<name>/<id>`. */
  readonly arnSuffix: pulumi.Output<string>;
  readonly dnsName: pulumi.Output<string>;
  readonly zoneId: pulumi.Output<string>;
  readonly securityGroupId: pulumi.Output<string>;
  readonly targetGroupArn: pulumi.Output<string>;
  /** What CloudWatch calls the target group: `targetgroup/<name>/<id>`. */
  readonly targetGroupArnSuffix: pulumi.Output<string>;
  /** Known once a listener sends requests to the target group, which instances must wait for. */
  readonly listeners: aws.lb.Listener[];

  constructor(name: string, args: LoadBalancerArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.LoadBalancer, name, args, opts);

    const securityGroup = this.createSecurityGroup(name, args);
    const loadBalancer = this.createLoadBalancer(name, args, securityGroup);
    const targetGroup = this.createTargetGroup(name, args);
    this.listeners = this.createListeners(name, args, loadBalancer, targetGroup);

    this.type = args.type;
    this.arn = loadBalancer.arn;
    this.arnSuffix = loadBalancer.arnSuffix;
    this.dnsName = loadBalancer.dnsName;
    this.zoneId = loadBalancer.zoneId;
    this.securityGroupId = securityGroup.id;
    this.targetGroupArn = targetGroup.arn;
    this.targetGroupArnSuffix = targetGroup.arnSuffix;
    this.registerOutputs({ arn: this.arn, dnsName: this.dnsName, targetGroupArn: this.targetGroupArn });
  }

  private createSecurityGroup(name: string, args: LoadBalancerArgs): aws.ec2.SecurityGroup {
    const securityGroup = new aws.ec2.SecurityGroup(
      name,
      { vpcId: args.vpcId, description: "Load balancer: the public ports" },
      { parent: this },
    );
    // A network load balancer cannot redirect, so it does not listen on 80 beside 443.
    const ports = args.certificateArn === undefined ? [80] : args.type === "application" ? [80, 443] : [443];
    for (const port of ports) {
      new aws.vpc.SecurityGroupIngressRule(
        `${name}-${port}`,
        {
          securityGroupId: securityGroup.id,
          description: "Users, from anywhere",
          ipProtocol: "tcp",
          fromPort: port,
          toPort: port,
          cidrIpv4: "0.0.0.0/0",
        },
        { parent: securityGroup },
      );
    }
    return securityGroup;
  }

  private createLoadBalancer(
    name: string,
    args: LoadBalancerArgs,
    securityGroup: aws.ec2.SecurityGroup,
  ): aws.lb.LoadBalancer {
    return new aws.lb.LoadBalancer(
      name,
      {
        loadBalancerType: args.type,
        internal: false,
        subnets: args.publicSubnetIds,
        securityGroups: [securityGroup.id],
        // Always on for an application load balancer, off by default for a network one.
        enableCrossZoneLoadBalancing: true,
        enableDeletionProtection: args.deletionProtection,
        accessLogs: { bucket: args.accessLogs.bucketName, prefix: name, enabled: true },
        ...(args.type === "application" && {
          idleTimeout: 60,
          dropInvalidHeaderFields: true,
          desyncMitigationMode: "defensive",
        }),
      },
      {
        parent: this,
        // AWS tries to write to the log bucket when the load balancer is made.
        dependsOn: args.accessLogs.settings,
        // So that `pulumi destroy` is refused before it deletes anything, not half-way by AWS.
        protect: args.deletionProtection,
      },
    );
  }

  private createTargetGroup(name: string, args: LoadBalancerArgs): aws.lb.TargetGroup {
    return new aws.lb.TargetGroup(
      name,
      {
        vpcId: args.vpcId,
        port: args.targetPort,
        protocol: args.type === "application" ? "HTTP" : "TCP",
        targetType: "instance",
        // Requests are short; the default of 300 s would slow down scale-in and instance refresh.
        deregistrationDelay: 30,
        healthCheck: {
          protocol: "HTTP",
          path: args.healthCheckPath,
          matcher: "200",
          interval: 10,
          timeout: 5,
          healthyThreshold: 2,
          unhealthyThreshold: 3,
        },
        stickiness:
          args.type === "application"
            ? { enabled: args.stickySessions, type: "lb_cookie", cookieDuration: 3600 }
            : { enabled: args.stickySessions, type: "source_ip" },
      },
      { parent: this },
    );
  }

  private createListeners(
    name: string,
    args: LoadBalancerArgs,
    loadBalancer: aws.lb.LoadBalancer,
    targetGroup: aws.lb.TargetGroup,
  ): aws.lb.Listener[] {
    const forward = { type: "forward", targetGroupArn: targetGroup.arn };
    const listen = (port: number, listener: Omit<aws.lb.ListenerArgs, "loadBalancerArn">) =>
      new aws.lb.Listener(
        `${name}-${port}`,
        { loadBalancerArn: loadBalancer.arn, port, ...listener },
        { parent: this },
      );

    const isApplication = args.type === "application";
    if (args.certificateArn === undefined) {
      return [listen(80, { protocol: isApplication ? "HTTP" : "TCP", defaultActions: [forward] })];
    }
    const secure = listen(443, {
      protocol: isApplication ? "HTTPS" : "TLS",
      certificateArn: args.certificateArn,
      sslPolicy: "ELBSecurityPolicy-TLS13-1-2-2021-06",
      defaultActions: [forward],
    });
    if (!isApplication) return [secure];
    const redirect = { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" };
    return [secure, listen(80, { protocol: "HTTP", defaultActions: [{ type: "redirect", redirect }] })];
  }
}
