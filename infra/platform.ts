import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { dirname, resolve } from "node:path";
import { type CapacityPlan, instanceType, subnetMasks } from "../capacity";
import type { Environment } from "../config";
import { accessLogBucket } from "./access-logs";
import { Compute } from "./compute";
import { userData } from "./compute/user-data";
import { Certificate } from "./dns";
import { LoadBalancer } from "./load-balancer";
import { Network } from "./network";

export interface PlatformArgs {
  environment: Environment;
  /** What the environment's workload needs. */
  plan: CapacityPlan;
  /** Tags of what the provider's default tags do not reach: instances and their volumes. */
  tags: Record<string, string>;
}

/** Port of the web service on the instances; they accept it from the load balancer only. */
const servicePort = 8080;

const projectRoot = dirname(__dirname);

/** The web platform in one region, that of its provider. */
export class Platform extends pulumi.ComponentResource {
  readonly network: Network;
  readonly loadBalancer: LoadBalancer;
  readonly compute: Compute;
  /** URL that users reach the platform by. */
  readonly url: pulumi.Output<string>;

  constructor(name: string, args: PlatformArgs, opts?: pulumi.ComponentResourceOptions) {
    super("platform:region:Platform", name, {}, opts);

    this.network = this.createNetwork(name, args);
    this.loadBalancer = this.createLoadBalancer(name, args);
    this.compute = this.createCompute(name, args);
    this.url = this.createEndpoint(name, args);
    this.registerOutputs({ url: this.url });
  }

  private createNetwork(name: string, { environment }: PlatformArgs): Network {
    const isProd = environment.name === "prod";
    return new Network(
      name,
      {
        region: environment.region,
        cidrBlock: environment.network.cidrBlock,
        availabilityZones: environment.availabilityZones,
        subnetMasks: subnetMasks(prefixLength(environment.network.cidrBlock), environment.availabilityZones),
        natGateways: isProd ? "OnePerAz" : "Single",
        // What the agents on an instance talk to: Session Manager, CloudWatch metrics and logs.
        interfaceEndpoints: ["ssm", "ssmmessages", "ec2messages", "monitoring", "logs"],
        flowLogRetentionDays: isProd ? 90 : 7,
      },
      { parent: this },
    );
  }

  private createLoadBalancer(name: string, { environment }: PlatformArgs): LoadBalancer {
    const isProd = environment.name === "prod";
    return new LoadBalancer(
      name,
      {
        vpcId: this.network.vpcId,
        publicSubnetIds: this.network.publicSubnetIds,
        certificateArn: this.certificateArn(name, environment),
        accessLogs: accessLogBucket(
          `${name}-logs`,
          { retentionDays: isProd ? 365 : 30, forceDestroy: !isProd },
          this,
        ),
        targetPort: servicePort,
        healthCheckPath: "/healthz",
        ...environment.loadBalancer,
      },
      { parent: this },
    );
  }

  private certificateArn(name: string, { domain }: Environment): pulumi.Input<string> | undefined {
    if (!domain || domain.certificateArn !== undefined) return domain?.certificateArn;
    return new Certificate(
      name,
      { domainName: domain.name, hostedZoneId: this.hostedZoneId(domain.hostedZone) },
      { parent: this },
    ).arn;
  }

  private createCompute(name: string, { environment, plan, tags }: PlatformArgs): Compute {
    const { compute } = environment;
    const { architecture, burst } = instanceType(compute.instanceType);
    return new Compute(
      name,
      {
        vpcId: this.network.vpcId,
        subnetIds: this.network.privateSubnetIds,
        loadBalancer: this.loadBalancer,
        port: servicePort,
        instanceType: compute.instanceType,
        architecture,
        ...(burst && { cpuCredits: "unlimited" }),
        minSize: compute.minSize ?? plan.compute.min,
        maxSize: compute.maxSize ?? plan.compute.max,
        events: plan.schedule,
        scaling: compute.scaling,
        userData: userData(compute.bootScript && resolve(projectRoot, compute.bootScript)),
        tags,
      },
      { parent: this },
    );
  }

  /** The alias record of the declared domain; without one, users take the load balancer's own name. */
  private createEndpoint(name: string, { environment: { domain } }: PlatformArgs): pulumi.Output<string> {
    if (!domain) return pulumi.interpolate`http://${this.loadBalancer.dnsName}`;
    new aws.route53.Record(
      name,
      {
        zoneId: this.hostedZoneId(domain.hostedZone),
        name: domain.name,
        type: "A",
        aliases: [
          {
            name: this.loadBalancer.dnsName,
            zoneId: this.loadBalancer.zoneId,
            evaluateTargetHealth: true,
          },
        ],
      },
      { parent: this },
    );
    return pulumi.output(`https://${domain.name}`);
  }

  private hostedZoneId(hostedZone: string): pulumi.Output<string> {
    return aws.route53.getZoneOutput({ name: hostedZone }, { parent: this }).zoneId;
  }
}

function prefixLength(cidrBlock: string): number {
  return Number(cidrBlock.split("/")[1]);
}
