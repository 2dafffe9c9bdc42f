import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "../infra/component-types";
import { arnOf, managedPolicyArn } from "../infra/arn";
import { policyDocument } from "../infra/service-role";
import { boundary } from "./boundary";

export interface DeliveryArgs {
  /** Owner and name on GitHub, e.g. `example/web-platform`. */
  repository: string;
  /** The branch that is deployed; its jobs may preview as pull requests may. */
  branch: string;
  /** GitHub environments whose jobs may deploy. */
  environments: readonly string[];
  stateBucketArn: pulumi.Input<string>;
  /** Keys of the state and of the secrets in it. */
  keyArns: pulumi.Input<string>[];
}

const issuer = "token.actions.githubusercontent.com";

/** What GitHub's workflows sign in by, without a stored key: a role that previews, and one that deploys. */
export class Delivery extends pulumi.ComponentResource {
  /** The most that roles made by deployments may do, which they have to carry. */
  readonly permissionsBoundary: pulumi.Output<string>;
  readonly previewRoleArn: pulumi.Output<string>;
  readonly deployRoleArn: pulumi.Output<string>;

  constructor(name: string, args: DeliveryArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.Delivery, name, args, opts);
    const { accountId } = aws.getCallerIdentityOutput({}, { parent: this });

    const provider = new aws.iam.OpenIdConnectProvider(
      "github",
      { url: `https://${issuer}`, clientIdLists: ["sts.amazonaws.com"] },
      { parent: this },
    );
    // Made of its name, which a preview knows: so it can show who is trusted, and the policies judge it.
    const providerArn = arnOf("iam", `oidc-provider/${issuer}`, { accountId });
    const role = (
      roleName: string,
      description: string,
      subjects: string[],
      boundaryArn?: pulumi.Input<string>,
    ) =>
      new aws.iam.Role(
        roleName,
        {
          description,
          assumeRolePolicy: trustOf(providerArn, args.repository, subjects),
          // Longer than an update of the database takes; the session ends with the job.
          maxSessionDuration: 4 * 3600,
          permissionsBoundary: boundaryArn,
        },
        { parent: this, dependsOn: provider },
      );

    const preview = role("preview", "Pull requests: reads AWS and the stacks' state", [
      "pull_request",
      `ref:refs/heads/${args.branch}`,
    ]);
    this.attach(preview, "preview", "ReadOnlyAccess");
    this.allow(preview, "preview", [...readsState(args), ...readsNoData(args), asksForPasswords]);

    const mostOfDeployments = boundary("boundary", accountId, args, this);
    const deploy = role(
      "deploy",
      "Jobs in a protected environment: deploys the platform",
      args.environments.map((environment) => `environment:${environment}`),
      mostOfDeployments.arn,
    );
    this.attach(deploy, "deploy", "PowerUserAccess");
    this.allow(deploy, "deploy", [...readsState(args), ...managesRoles(accountId)]);

    this.permissionsBoundary = mostOfDeployments.arn;
    this.previewRoleArn = preview.arn;
    this.deployRoleArn = deploy.arn;
    this.registerOutputs({ previewRoleArn: preview.arn, deployRoleArn: deploy.arn });
  }

  private attach(role: aws.iam.Role, name: string, policy: string) {
    new aws.iam.RolePolicyAttachment(
      `${name}-${policy}`,
      { role: role.name, policyArn: managedPolicyArn(policy) },
      { parent: role },
    );
  }

  private allow(role: aws.iam.Role, name: string, statements: aws.iam.PolicyStatement[]) {
    new aws.iam.RolePolicy(
      `${name}-policy`,
      { role: role.id, policy: policyDocument(statements) },
      { parent: role },
    );
  }
}

/** Lets jobs of one repository in, by whole subjects: a pattern would let in what nobody has thought of. */
function trustOf(
  providerArn: pulumi.Input<string>,
  repository: string,
  subjects: readonly string[],
): pulumi.Output<string> {
  return policyDocument([
    {
      Effect: "Allow",
      Action: "sts:AssumeRoleWithWebIdentity",
      Principal: { Federated: providerArn },
      Condition: {
        StringEquals: {
          [`${issuer}:aud`]: "sts.amazonaws.com",
          [`${issuer}:sub`]: subjects.map((subject) => `repo:${repository}:${subject}`),
        },
      },
    },
  ]);
}

function readsState({ stateBucketArn, keyArns }: DeliveryArgs): aws.iam.PolicyStatement[] {
  return [
    {
      Sid: "State",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:ListBucket"],
      Resource: under(stateBucketArn),
    },
    { Sid: "StateKeys", Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey"], Resource: keyArns },
  ];
}

/** What the program itself uploads, in the bucket of `infra/application/`. A comparison with AWS asks S3 for it (HeadObject). */
const archives = arnOf("s3", "web-application-*/application/*");

/** The program asks AWS for the password of a global database's master, in previews too; it reads none that is there. */
const asksForPasswords: aws.iam.PolicyStatement = {
  Sid: "NewPasswords",
  Effect: "Allow",
  Action: "secretsmanager:GetRandomPassword",
  Resource: "*",
};

/** A preview compares settings. What users have stored is none of its business, though AWS's read-only policy has it. */
function readsNoData({ stateBucketArn }: DeliveryArgs): aws.iam.PolicyStatement[] {
  return [
    {
      Sid: "NoObjects",
      Effect: "Deny",
      Action: ["s3:GetObject", "s3:GetObjectVersion"],
      NotResource: [...under(stateBucketArn), archives],
    },
    {
      Sid: "NoData",
      Effect: "Deny",
      Action: [
        "dynamodb:BatchGetItem",
        "dynamodb:GetItem",
        "dynamodb:PartiQLSelect",
        "dynamodb:Query",
        "dynamodb:Scan",
        "logs:FilterLogEvents",
        "logs:GetLogEvents",
        "logs:GetQueryResults",
        "logs:StartQuery",
        "rds:DownloadDBLogFilePortion",
        "secretsmanager:GetSecretValue",
        "sqs:ReceiveMessage",
      ],
      Resource: "*",
    },
  ];
}

/** What AWS's power users lack: the roles of the platform's own services, which all begin with `web`. */
function managesRoles(accountId: pulumi.Output<string>): aws.iam.PolicyStatement[] {
  const own = (kind: string) => arnOf("iam", `${kind}/web*`, { accountId });
  return [
    {
      Sid: "Roles",
      Effect: "Allow",
      Action: [
        "iam:AddRoleToInstanceProfile",
        "iam:AttachRolePolicy",
        "iam:CreateInstanceProfile",
        "iam:CreateRole",
        "iam:DeleteInstanceProfile",
        "iam:DeleteRole",
        "iam:DeleteRolePolicy",
        "iam:DetachRolePolicy",
        "iam:GetInstanceProfile",
        "iam:GetRole",
        "iam:GetRolePolicy",
        "iam:ListAttachedRolePolicies",
        "iam:ListInstanceProfilesForRole",
        "iam:ListRolePolicies",
        "iam:PassRole",
        "iam:PutRolePermissionsBoundary",
        "iam:PutRolePolicy",
        "iam:RemoveRoleFromInstanceProfile",
        "iam:TagInstanceProfile",
        "iam:TagRole",
        "iam:UntagInstanceProfile",
        "iam:UntagRole",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
      ],
      Resource: [own("role"), own("instance-profile")],
    },
    {
      Sid: "RolesOfServices",
      Effect: "Allow",
      Action: "iam:CreateServiceLinkedRole",
      Resource: arnOf("iam", "role/aws-service-role/*", { accountId }),
    },
  ];
}

function under(bucketArn: pulumi.Input<string>): pulumi.Input<string>[] {
  return [bucketArn, pulumi.interpolate`${bucketArn}/*`];
}
