import * as aws from "@pulumi/aws";
import * as awsx from "@pulumi/awsx";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "./component-types";
import { serviceRole } from "./service-role";

export interface NetworkArgs {
  /** Region of the VPC; endpoint services are named after it. */
  region: string;
  /** IPv4 range of the VPC, /16 to /20. */
  cidrBlock: string;
  /** Names of the Availability Zones that the subnets are spread over: 2 to 6. */
  zones: readonly string[];
  /** Prefix lengths of each zone's block and of the subnets in it. */
  subnetMasks: { zone: number; public: number; private: number; isolated: number };
  /** `OnePerAz` keeps the way out when a zone is lost; `Single` is cheaper. */
  natGateways: "Single" | "OnePerAz";
  /** AWS services that instances reach inside the VPC, by the last part of the endpoint's name, e.g. `ssm`. */
  interfaceEndpoints: readonly string[];
  /** Days that flow logs are kept; one of the values that CloudWatch Logs allows. */
  flowLogRetentionDays: number;
  /** Key of the log group. */
  logKeyArn: pulumi.Input<string>;
}

/** A VPC with public, private and isolated subnets, NAT, VPC endpoints, flow logs and a closed default security group. */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  readonly publicSubnetIds: pulumi.Output<string[]>;
  readonly privateSubnetIds: pulumi.Output<string[]>;
  readonly isolatedSubnetIds: pulumi.Output<string[]>;
  readonly natGatewayIds: pulumi.Output<string>[];

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.Network, name, args, opts);

    const vpc = this.createVpc(name, args);
    this.closeDefaultSecurityGroup(name, vpc);
    this.createGatewayEndpoints(name, args, vpc);
    this.createInterfaceEndpoints(name, args, vpc);
    this.createFlowLog(name, args, vpc);

    this.vpcId = vpc.vpcId;
    this.publicSubnetIds = vpc.publicSubnetIds;
    this.privateSubnetIds = vpc.privateSubnetIds;
    this.isolatedSubnetIds = vpc.isolatedSubnetIds;
    const natGateways = args.natGateways === "OnePerAz" ? args.zones.length : 1;
    this.natGatewayIds = Array.from({ length: natGateways }, (_, index) => natGatewayId(vpc, index));
    this.registerOutputs({
      vpcId: this.vpcId,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
      isolatedSubnetIds: this.isolatedSubnetIds,
    });
  }

  private createVpc(name: string, args: NetworkArgs): awsx.ec2.Vpc {
    return new awsx.ec2.Vpc(
      name,
      {
        cidrBlock: args.cidrBlock,
        // Named: awsx takes the first of all zones, a Local Zone that the account is opted in to among them
        // (pulumi/pulumi-awsx #1365, read 2026-11-25).
        availabilityZoneNames: [...args.zones],
        // Not by the number of zones, so that one more moves no subnet.
        availabilityZoneCidrMask: args.subnetMasks.zone,
        enableDnsHostnames: true,
        enableDnsSupport: true,
        natGateways: { strategy: args.natGateways },
        subnetStrategy: "Auto",
        // The largest first: Auto lays them out in this order, and smaller ones then leave no gaps.
        subnetSpecs: [
          { type: "Private", cidrMask: args.subnetMasks.private },
          { type: "Public", cidrMask: args.subnetMasks.public },
          { type: "Isolated", cidrMask: args.subnetMasks.isolated },
        ],
      },
      { parent: this },
    );
  }

  /** Nothing is to use the default group, so that nothing is open by omission. */
  private closeDefaultSecurityGroup(name: string, vpc: awsx.ec2.Vpc) {
    new aws.ec2.DefaultSecurityGroup(`${name}-default`, { vpcId: vpc.vpcId }, { parent: this });
  }

  /** Free of charge, and they keep the traffic to S3 and DynamoDB away from NAT. */
  private createGatewayEndpoints(name: string, args: NetworkArgs, vpc: awsx.ec2.Vpc) {
    const routeTableIds = vpc.routeTables.apply((tables) => tables.map((table) => table.id));
    for (const service of ["s3", "dynamodb"]) {
      new aws.ec2.VpcEndpoint(
        `${name}-${service}`,
        {
          vpcId: vpc.vpcId,
          serviceName: `com.amazonaws.${args.region}.${service}`,
          vpcEndpointType: "Gateway",
          routeTableIds,
        },
        { parent: this },
      );
    }
  }

  private createInterfaceEndpoints(name: string, args: NetworkArgs, vpc: awsx.ec2.Vpc) {
    if (args.interfaceEndpoints.length === 0) return;
    const securityGroup = new aws.ec2.SecurityGroup(
      `${name}-endpoints`,
      { vpcId: vpc.vpcId, description: "VPC endpoints: HTTPS from inside the VPC" },
      { parent: this },
    );
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-endpoints-https`,
      {
        securityGroupId: securityGroup.id,
        description: "HTTPS from inside the VPC",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4: args.cidrBlock,
      },
      { parent: securityGroup },
    );
    for (const service of args.interfaceEndpoints) {
      new aws.ec2.VpcEndpoint(
        `${name}-${service}`,
        {
          vpcId: vpc.vpcId,
          serviceName: `com.amazonaws.${args.region}.${service}`,
          vpcEndpointType: "Interface",
          privateDnsEnabled: true,
          subnetIds: vpc.privateSubnetIds,
          securityGroupIds: [securityGroup.id],
        },
        { parent: this },
      );
    }
  }

  private createFlowLog(name: string, args: NetworkArgs, vpc: awsx.ec2.Vpc) {
    const logGroup = new aws.cloudwatch.LogGroup(
      `${name}-flow`,
      { retentionInDays: args.flowLogRetentionDays, kmsKeyId: args.logKeyArn },
      { parent: this },
    );
    const { role, permissions } = serviceRole(
      `${name}-flow`,
      "vpc-flow-logs.amazonaws.com",
      {
        description: "Lets VPC flow logs write to their log group",
        statements: [
          {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
            Resource: [logGroup.arn, pulumi.interpolate`${logGroup.arn}:*`],
          },
          // Describing log groups cannot be limited to one of them.
          { Effect: "Allow", Action: ["logs:DescribeLogGroups"], Resource: ["*"] },
        ],
      },
      this,
    );
    new aws.ec2.FlowLog(
      `${name}-flow`,
      {
        vpcId: vpc.vpcId,
        trafficType: "ALL",
        logDestination: logGroup.arn,
        iamRoleArn: role.arn,
        maxAggregationInterval: 60,
      },
      { parent: this, dependsOn: permissions },
    );
  }
}

function natGatewayId(vpc: awsx.ec2.Vpc, index: number): pulumi.Output<string> {
  return vpc.natGateways.apply((natGateways) => {
    const natGateway = natGateways[index];
    if (!natGateway) throw new RangeError(`the VPC has ${natGateways.length} NAT gateways, not ${index + 1}`);
    return natGateway.id;
  });
}
