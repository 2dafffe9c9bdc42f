import type { Sabotage } from "../../examples/sabotage";

const template = { type: "aws:ec2/launchTemplate:LaunchTemplate", name: "web" };
const cluster = { type: "aws:rds/cluster:Cluster", name: "web-database" };
const cache = { type: "aws:elasticache/replicationGroup:ReplicationGroup", name: "web-cache" };
const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
const anybodyAssumes = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" }],
};

const allOfS3 = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "s3:?*", Resource: "arn:aws:s3:::?*" }],
};
const issuer = "token.actions.githubusercontent.com";
const anyRepositoryAssumes = {
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Principal: { Federated: `arn:aws:iam::123456789012:oidc-provider/${issuer}` },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: { [`${issuer}:aud`]: "sts.amazonaws.com" },
        StringLike: { [`${issuer}:sub`]: "repo:*" },
      },
    },
  ],
};

export const identitySabotages: readonly Sabotage[] = [
  {
    policy: "environment-without-secrets",
    type: "aws:lambda/function:Function",
    name: "telling",
    add: { role: "web", environment: { variables: { DATABASE_PASSWORD: "correct-horse-7" } } },
  },
  {
    policy: "secret-rotation",
    type: "aws:secretsmanager/secret:Secret",
    name: "lasting",
    add: { description: "never rotated" },
  },
  {
    policy: "user-data-without-secrets",
    ...template,
    // The key id that AWS's own documentation uses as its example.
    set: { userData: Buffer.from("export AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE").toString("base64") },
  },
  {
    policy: "user-data-without-secrets",
    ...template,
    set: { userData: Buffer.from("mysql -u root -pTr0ub4dor3x web").toString("base64") },
  },
  {
    policy: "iam-no-wildcards",
    type: "aws:iam/rolePolicy:RolePolicy",
    name: "web-policy",
    set: { policy: { json: everything } },
  },
  {
    policy: "iam-no-wildcards",
    type: "aws:iam/rolePolicy:RolePolicy",
    name: "web-policy",
    set: { policy: { json: allOfS3 } },
  },
  {
    policy: "iam-no-administrator",
    type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
    name: "web-CloudWatchAgentServerPolicy",
    set: { policyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
  },
  {
    policy: "iam-trust-limited",
    type: "aws:iam/role:Role",
    name: "web",
    set: { assumeRolePolicy: { json: anybodyAssumes } },
  },
  {
    policy: "iam-trust-limited",
    type: "aws:iam/role:Role",
    name: "web",
    set: { assumeRolePolicy: { json: anyRepositoryAssumes } },
  },
  { policy: "database-iam-authentication", ...cluster, set: { iamDatabaseAuthenticationEnabled: false } },
  { policy: "cache-authentication", ...cache, set: { userGroupIds: [] } },
  // Of a cluster alone, which Secrets Manager could manage the password of.
  {
    policy: "database-managed-password",
    type: "aws:rds/globalCluster:GlobalCluster",
    name: "web-database",
    remove: true,
  },
];
