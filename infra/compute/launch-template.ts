import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { serviceRole } from "../service-role";
import { type Architecture, newestImageParameter } from "./image/parameter";

export interface LaunchTemplateArgs {
  /** EC2 instance type, e.g. `t3.medium`. */
  instanceType: string;
  /** Processor architecture of the instance type, which the image must have. */
  architecture: Architecture;
  /** Image of the instances; without one the newest when the template is made, which later updates keep. */
  imageId?: string;
  /** Credits of burstable types: `unlimited` is billed beyond them, `standard` is slowed down. Others have none. */
  cpuCredits?: "unlimited" | "standard";
  securityGroupId: pulumi.Input<string>;
  /** Key of the volumes; Auto Scaling's service role must be allowed to use it. */
  volumeKeyArn: pulumi.Input<string>;
  /** What the application on the instances may do in AWS. */
  statements: aws.iam.PolicyStatement[];
  /** cloud-init configuration, plain text. */
  userData: string;
  /** Tags of group, instances, volumes and network interfaces, which the provider's default tags do not reach. */
  tags: Record<string, string>;
}

/** The newest image of Amazon Linux 2023. */
export function newestImage(architecture: Architecture, parent: pulumi.Resource): pulumi.Output<string> {
  return aws.ssm.getParameterOutput({ name: newestImageParameter(architecture) }, { parent }).value;
}

/** What the instances of the group are: Amazon Linux 2023, IMDSv2 only, encrypted gp3 root, no SSH. */
export function launchTemplate(
  name: string,
  args: LaunchTemplateArgs,
  parent: pulumi.Resource,
): aws.ec2.LaunchTemplate {
  const { role, permissions } = serviceRole(
    name,
    "ec2.amazonaws.com",
    {
      description: "Instances of the web platform",
      // Access is by Session Manager; the agent sends metrics, logs and traces.
      managedPolicies: [
        "AmazonSSMManagedInstanceCore",
        "CloudWatchAgentServerPolicy",
        "AWSXRayDaemonWriteAccess",
      ],
      statements: args.statements,
    },
    parent,
  );
  // An instance that boots before its role may do anything finds no settings, and is not asked again.
  const profile = new aws.iam.InstanceProfile(name, { role: role.name }, { parent, dependsOn: permissions });
  return new aws.ec2.LaunchTemplate(
    name,
    {
      imageId: args.imageId ?? newestImage(args.architecture, parent),
      instanceType: args.instanceType,
      iamInstanceProfile: { arn: profile.arn },
      vpcSecurityGroupIds: [args.securityGroupId],
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      // Without it CPU arrives every five minutes, too late to scale on.
      monitoring: { enabled: true },
      creditSpecification: args.cpuCredits && { cpuCredits: args.cpuCredits },
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: {
            volumeType: "gp3",
            volumeSize: 20,
            encrypted: "true",
            kmsKeyId: args.volumeKeyArn,
            deleteOnTermination: "true",
          },
        },
      ],
      userData: Buffer.from(args.userData).toString("base64"),
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({
        resourceType,
        tags: args.tags,
      })),
      updateDefaultVersion: true,
    },
    {
      parent,
      // A newer image replaces every instance: only when somebody names it, never with an update of something else.
      ignoreChanges: args.imageId === undefined ? ["imageId"] : [],
    },
  );
}
