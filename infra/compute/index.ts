import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { instanceBootSeconds, type ScheduledAction, sizesAt } from "../../capacity";
import { componentTypes } from "../component-types";
import type { LoadBalancer } from "../load-balancer";
import { launchTemplate, type LaunchTemplateArgs, newestImage } from "./launch-template";
import { rolloutPreferences } from "./rollout/preferences";
import { scheduledActions } from "./schedule";
import { scalingPolicies, type ScalingArgs } from "./scaling";

export interface ComputeArgs extends Omit<LaunchTemplateArgs, "securityGroupId"> {
  vpcId: pulumi.Input<string>;
  /** Private subnets of the instances, in at least two Availability Zones. */
  subnetIds: pulumi.Input<string[]>;
  /** Load balancer that sends requests to the instances and judges their health. */
  loadBalancer: LoadBalancer;
  /** Port that the instances serve on. */
  port: number;
  /** What the instances may open connections to, beside AWS's own services. */
  backends: readonly Backend[];
  /** Instances that always run when no event is on; from the capacity plan. */
  minSize: number;
  /** Instances that may run at most when no event is on; from the capacity plan. */
  maxSize: number;
  /** What raises and lowers these sizes for the declared events; from the capacity plan. */
  actions: readonly ScheduledAction[];
  /** Time of the deployment. */
  now: Date;
  /** What instances look for when they boot and no property names, such as their parameters: the group waits for it. */
  neededAtBoot: pulumi.Resource[];
  /** Prefix of the names of alarms that stop a rollout, e.g. `web-prod`. */
  alarmNames: string;
  /** What adds and removes instances in between. */
  scaling: Pick<ScalingArgs, "metric" | "plan">;
}

/** Something inside the VPC that takes connections from the instances. */
export interface Backend {
  /** Unique among the backends, e.g. `database`. */
  name: string;
  securityGroupId: pulumi.Input<string>;
  port: number;
}

/** Seconds after a launch in which the load balancer's verdict does not count: a slow boot, and two checks after it. */
const graceSeconds = instanceBootSeconds + 120;

/** An Auto Scaling group of web servers in private subnets, behind the load balancer. */
export class Compute extends pulumi.ComponentResource {
  readonly groupName: pulumi.Output<string>;
  /** Image that new instances are started from, and the newest there is. */
  readonly image: {
    readonly inUse: pulumi.Output<string | undefined>;
    readonly newest: pulumi.Output<string>;
  };
  readonly securityGroupId: pulumi.Output<string>;

  constructor(name: string, args: ComputeArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.Compute, name, args, opts);

    const securityGroup = this.createSecurityGroup(name, args);
    const template = launchTemplate(name, { ...args, securityGroupId: securityGroup.id }, this);
    const group = this.createGroup(name, args, template);
    scalingPolicies(
      name,
      group,
      {
        ...args.scaling,
        instanceWarmupSeconds: instanceBootSeconds,
        targetGroupLabel: pulumi.interpolate`${args.loadBalancer.arnSuffix}/${args.loadBalancer.targetGroupArnSuffix}`,
      },
      this,
    );
    scheduledActions(name, group, { actions: args.actions, now: args.now }, this);

    this.groupName = group.name;
    this.image = { inUse: template.imageId, newest: newestImage(args.architecture, this) };
    this.securityGroupId = securityGroup.id;
    this.registerOutputs({ groupName: this.groupName, securityGroupId: this.securityGroupId });
  }

  /** Requests come from the load balancer only; out, instances reach AWS and package mirrors by HTTPS. */
  private createSecurityGroup(name: string, args: ComputeArgs): aws.ec2.SecurityGroup {
    const securityGroup = new aws.ec2.SecurityGroup(
      name,
      { vpcId: args.vpcId, description: "Web servers: from the load balancer only" },
      { parent: this },
    );
    const port = { ipProtocol: "tcp", fromPort: args.port, toPort: args.port };
    const child = { parent: securityGroup };
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-from-lb`,
      {
        securityGroupId: securityGroup.id,
        referencedSecurityGroupId: args.loadBalancer.securityGroupId,
        description: "Requests and health checks of the load balancer",
        ...port,
      },
      child,
    );
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-lb-to`,
      {
        securityGroupId: args.loadBalancer.securityGroupId,
        referencedSecurityGroupId: securityGroup.id,
        description: "Requests and health checks to the web servers",
        ...port,
      },
      child,
    );
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-https`,
      {
        securityGroupId: securityGroup.id,
        cidrIpv4: "0.0.0.0/0",
        description: "AWS services and package mirrors",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
      },
      child,
    );
    for (const backend of args.backends) this.connect(name, securityGroup, backend);
    return securityGroup;
  }

  /** Opens a backend's port to the instances, and the instances' way out to it; each by the other's security group. */
  private connect(name: string, securityGroup: aws.ec2.SecurityGroup, backend: Backend) {
    const port = { ipProtocol: "tcp", fromPort: backend.port, toPort: backend.port };
    const child = { parent: securityGroup };
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-${backend.name}`,
      {
        securityGroupId: securityGroup.id,
        referencedSecurityGroupId: backend.securityGroupId,
        description: `Connections to the ${backend.name}`,
        ...port,
      },
      child,
    );
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-${backend.name}`,
      {
        securityGroupId: backend.securityGroupId,
        referencedSecurityGroupId: securityGroup.id,
        description: "Connections of the web servers",
        ...port,
      },
      child,
    );
  }

  private createGroup(
    name: string,
    args: ComputeArgs,
    template: aws.ec2.LaunchTemplate,
  ): aws.autoscaling.Group {
    return new aws.autoscaling.Group(
      name,
      {
        vpcZoneIdentifiers: args.subnetIds,
        // What the scheduled actions have left: AWS's figures while an event is on, which `refresh` brings back.
        ...sizesAt(args.actions, { minSize: args.minSize, maxSize: args.maxSize }, args.now),
        // A number, not `$Latest`: only then a new version of the template starts an instance refresh.
        launchTemplate: {
          id: template.id,
          version: template.latestVersion.apply((version) => version.toString()),
        },
        targetGroupArns: [args.loadBalancer.targetGroupArn],
        healthCheckType: "ELB",
        healthCheckGracePeriod: graceSeconds,
        defaultInstanceWarmup: instanceBootSeconds,
        waitForCapacityTimeout: "15m",
        enabledMetrics: [
          "GroupDesiredCapacity",
          "GroupInServiceInstances",
          "GroupMaxSize",
          "GroupTotalInstances",
        ],
        instanceRefresh: {
          strategy: "Rolling",
          preferences: rolloutPreferences(args.alarmNames, args.loadBalancer.type),
        },
        // A group has neither the provider's default tags nor those of its launch template.
        tags: Object.entries({ Name: name, ...args.tags }).map(([key, value]) => ({
          key,
          value,
          propagateAtLaunch: true,
        })),
      },
      {
        parent: this,
        // The group's capacity is the scaling policies' to change; an update must not take it back.
        ignoreChanges: ["desiredCapacity"],
        // Instances are judged by the load balancer, which checks a target group only once a listener uses it.
        dependsOn: [...args.loadBalancer.listeners, ...args.neededAtBoot],
      },
    );
  }
}
