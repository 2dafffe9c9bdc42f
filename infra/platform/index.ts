import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { dirname, resolve } from "node:path";
import { componentTypes, formerPlatformType } from "../component-types";
import { instanceType, subnetMasks } from "../../capacity";
import { type Environment, sizingOf } from "../../config";
import { accessLogBucket } from "../access-logs";
import type { Application, Runs } from "../application";
import type { Backup } from "../backup";
import type { Bucket } from "../bucket";
import { Compute } from "../compute";
import { userData } from "../compute/user-data";
import { Encryption } from "../encryption";
import { LoadBalancer } from "../load-balancer";
import { Network } from "../network";
import type { Observability } from "../observability";
import type { Notifications } from "../observability/notifications";
import { Settings } from "../settings";
import { WebAcl } from "../waf";
import type { PlatformArgs } from "./args";
import { createApplication, runsOf } from "./application";
import { createBackup } from "./backup";
import { DataStores } from "./data";
import { certificateArnOf, createHealth } from "./domain";
import { createEndpoint } from "./endpoint";
import {
  createBudget,
  createNotifications,
  createObservability,
  createServiceLog,
  serviceLogGroupName,
} from "./observability";

/** Port of the web service on the instances; they accept it from the load balancer only. */
const servicePort = 8080;

/** Path that answers 200 on a healthy instance. */
const healthCheckPath = "/healthz";

/**
 * What the agents on an instance talk to: Session Manager, CloudWatch metrics and logs, X-Ray. SSM Agent 3.3.40.0 and later
 * needs no `ec2messages`, which regions launched in 2024 and later do not have. Source: Systems Manager User Guide,
 * "Reference: ec2messages, ssmmessages, and other API operations" (2026-11-25).
 */
const agentEndpoints = ["ssm", "ssmmessages", "monitoring", "logs", "xray"];

const projectRoot = dirname(dirname(__dirname));

/** The web platform in one region, that of its provider. */
export class Platform extends pulumi.ComponentResource {
  readonly encryption: Encryption;
  readonly notifications: Notifications;
  readonly network: Network;
  readonly accessLogs: Bucket;
  readonly data: DataStores;
  readonly loadBalancer: LoadBalancer;
  readonly application: Application;
  readonly compute: Compute;
  readonly backup: Backup;
  readonly observability: Observability;
  /** URL that users reach the platform by. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: PlatformArgs, opts?: pulumi.ComponentResourceOptions) {
    super(
      componentTypes.Platform,
      name,
      {},
      pulumi.mergeOptions(opts, { aliases: [{ type: formerPlatformType }] }),
    );

    this.encryption = this.createEncryption(name, args);
    this.notifications = createNotifications(name, args, this.encryption, this);
    createBudget(name, args, this.notifications, this);
    this.network = this.createNetwork(name, args);
    this.accessLogs = this.createAccessLogs(name, args);
    this.data = new DataStores(
      name,
      args,
      {
        network: this.network,
        encryption: this.encryption,
        accessLogs: this.accessLogs,
        logRetentionDays: args.environment.logs.retentionDays,
      },
      this,
    );
    const runs = runsOf(args.environment, projectRoot);
    const { encryption, accessLogs } = this;
    this.application = createApplication(`${name}-application`, args, runs, { encryption, accessLogs }, this);
    this.backup = createBackup(name, args, this, this);
    const certificateArn = certificateArnOf(name, args.environment, this);
    this.loadBalancer = this.createLoadBalancer(name, args, certificateArn);
    this.protectLoadBalancer(name, args);
    const logs = { encryption: this.encryption, logRetentionDays: args.environment.logs.retentionDays };
    const serviceLog = createServiceLog(name, args, logs, this);
    this.compute = this.createCompute(name, args, runs, serviceLog);
    const { network, loadBalancer, compute, data, backup, notifications } = this;
    this.observability = createObservability(
      name,
      args,
      { network, loadBalancer, compute, data, backup, notifications, ...logs, serviceLog, certificateArn },
      this,
    );
    const health = createHealth(name, args, this, healthCheckPath, this);
    this.url = createEndpoint(name, args, { loadBalancer, health, certificateArn }, this);
    this.registerOutputs({ url: this.url });
  }

  private createEncryption(name: string, { environment }: PlatformArgs): Encryption {
    return new Encryption(
      name,
      {
        region: environment.region,
        cloudFront: environment.storage.cloudFront,
        retain: environment.encryption.retainKeys,
      },
      { parent: this },
    );
  }

  private createNetwork(name: string, { environment, zones }: PlatformArgs): Network {
    const { cidrBlock, layoutZones, natGateways, interfaceEndpoints } = environment.network;
    return new Network(
      name,
      {
        region: environment.region,
        cidrBlock,
        zones,
        subnetMasks: subnetMasks(sizingOf(environment).vpcMask, layoutZones),
        natGateways: natGateways === "onePerZone" ? "OnePerAz" : "Single",
        interfaceEndpoints: interfaceEndpoints ? agentEndpoints : [],
        flowLogRetentionDays: environment.logs.retentionDays,
        logKeyArn: this.encryption.logs,
      },
      { parent: this },
    );
  }

  private createAccessLogs(name: string, { environment }: PlatformArgs): Bucket {
    return accessLogBucket(
      `${name}-logs`,
      {
        retentionDays: environment.logs.accessLogRetentionDays,
        forceDestroy: environment.storage.forceDestroy,
      },
      this,
    );
  }

  private createLoadBalancer(
    name: string,
    { environment }: PlatformArgs,
    certificateArn: pulumi.Input<string> | undefined,
  ): LoadBalancer {
    return new LoadBalancer(
      name,
      {
        vpcId: this.network.vpcId,
        publicSubnetIds: this.network.publicSubnetIds,
        certificateArn,
        accessLogs: this.accessLogs,
        targetPort: servicePort,
        healthCheckPath,
        ...environment.loadBalancer,
      },
      { parent: this },
    );
  }

  /** A network load balancer speaks no HTTP that a web ACL could judge. */
  private protectLoadBalancer(name: string, { environment }: PlatformArgs) {
    if (!environment.webAcl.enabled || environment.loadBalancer.type !== "application") return;
    new WebAcl(
      name,
      {
        loadBalancerArn: this.loadBalancer.arn,
        healthCheckPath,
        // What 400 users behind one address send, at 10 requests in a session of 10 minutes.
        requestsPerAddress: 2000,
        logKeyArn: this.encryption.logs,
        logRetentionDays: environment.logs.retentionDays,
      },
      { parent: this },
    );
  }

  private createCompute(
    name: string,
    { environment, plan, now, tags }: PlatformArgs,
    runs: Runs,
    log: aws.cloudwatch.LogGroup,
  ): Compute {
    const { compute } = environment;
    const { architecture, burst } = instanceType(compute.instanceType);
    const settings = this.createSettings(name, environment);
    return new Compute(
      name,
      {
        vpcId: this.network.vpcId,
        subnetIds: this.network.privateSubnetIds,
        loadBalancer: this.loadBalancer,
        port: servicePort,
        instanceType: compute.instanceType,
        architecture,
        ...(compute.imageId !== undefined && { imageId: compute.imageId }),
        ...(burst && { cpuCredits: "unlimited" }),
        minSize: compute.minSize ?? plan.compute.min,
        maxSize: compute.maxSize ?? plan.compute.usualMax,
        actions: plan.actions,
        now,
        alarmNames: `${name}-${environment.stack}`,
        scaling: { metric: compute.scaling.metric, plan: plan.scaling },
        volumeKeyArn: this.encryption.compute,
        backends: this.data.backends,
        statements: [
          ...settings.accessStatements,
          ...this.application.accessStatements,
          ...this.data.accessStatements,
        ],
        userData: userData({
          application: "archive" in runs ? { ...runs, key: runs.archive.key } : runs,
          region: environment.region,
          settingsPath: settingsPath(environment),
          serviceName: `${name}-${environment.stack}`,
          logGroupName: serviceLogGroupName(environment),
          ...(compute.bootScript !== undefined && { bootScript: resolve(projectRoot, compute.bootScript) }),
        }),
        tags,
        neededAtBoot: [log, settings, this.application],
      },
      { parent: this },
    );
  }

  private createSettings(name: string, environment: Environment): Settings {
    return new Settings(
      name,
      {
        region: environment.region,
        path: settingsPath(environment),
        values: { "application/bucket": this.application.bucketName, ...this.data.settings },
      },
      { parent: this },
    );
  }
}

/** Where instances find their settings in the Parameter Store. */
function settingsPath({ stack }: Environment): string {
  return `/platform/${stack}`;
}
