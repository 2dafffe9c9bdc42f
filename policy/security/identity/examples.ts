import { type Declared, type Example, notYetKnown } from "../../examples/example";
import { propertyExample, undecided } from "../../examples/property";

const document = (statement: object): string => JSON.stringify({ Statement: [statement] });
const policy = (statement: object): Declared[] => [
  { type: "aws:iam/policy:Policy", name: "policy", props: { policy: document(statement) } },
];
const role = (principal: object): Declared[] => [
  {
    type: "aws:iam/role:Role",
    name: "role",
    props: {
      assumeRolePolicy: document({ Effect: "Allow", Action: "sts:AssumeRole", Principal: principal }),
    },
  },
];
const allow = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::files/*" };

const cluster = (manageMasterUserPassword: unknown): Declared[] => [
  {
    type: "aws:rds/cluster:Cluster",
    name: "database",
    props: { manageMasterUserPassword, masterUserSecretKmsKeyId: notYetKnown },
    refersTo: { masterUserSecretKmsKeyId: ["key"] },
  },
  { type: "aws:kms/key:Key", name: "key" },
];
const cache = (props: Record<string, unknown>): Declared[] => [
  { type: "aws:elasticache/replicationGroup:ReplicationGroup", name: "cache", props },
];
const rotation = (automaticallyAfterDays: unknown): Declared[] => [
  { type: "aws:secretsmanager/secret:Secret", name: "secret" },
  {
    type: "aws:secretsmanager/secretRotation:SecretRotation",
    name: "rotation",
    props: { secretId: notYetKnown, rotationRules: { automaticallyAfterDays } },
    refersTo: { secretId: ["secret"] },
  },
];
const userData = (text: unknown): Declared[] => [
  { type: "aws:ec2/launchTemplate:LaunchTemplate", name: "template", props: { userData: text } },
];
const environment = (variables: object): Declared[] => [
  { type: "aws:lambda/function:Function", name: "function", props: { environment: { variables } } },
];
const base64 = (text: string): string => Buffer.from(text).toString("base64");

export const identityExamples: Readonly<Record<string, Example>> = {
  "user-data-without-secrets": {
    good: userData(base64("#!/bin/sh\nPASSWORD=$(aws secretsmanager get-secret-value --secret-id web)\n")),
    bad: userData(base64("#!/bin/sh\nexport DATABASE_PASSWORD=correct-horse-7\n")),
    undecided: undecided(userData(notYetKnown), "userData"),
  },
  "environment-without-secrets": {
    good: environment({ DATABASE_SECRET_ARN: "arn:aws:secretsmanager:us-east-1:123456789012:secret:web" }),
    bad: environment({ DATABASE_PASSWORD: "correct-horse-7" }),
    undecided: environment({ DATABASE_PASSWORD: notYetKnown }),
  },
  "iam-no-wildcards": {
    good: policy(allow),
    bad: policy({ ...allow, Action: "s3:*", Resource: "*" }),
    undecided: [{ type: "aws:iam/policy:Policy", name: "policy", props: { policy: notYetKnown } }],
  },
  "iam-no-administrator": propertyExample("aws:iam/rolePolicyAttachment:RolePolicyAttachment", "policyArn", {
    good: "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore",
    bad: "arn:aws:iam::aws:policy/AdministratorAccess",
  }),
  "iam-trust-limited": {
    good: role({ Service: "ec2.amazonaws.com" }),
    bad: role({ AWS: "*" }),
    undecided: [{ type: "aws:iam/role:Role", name: "role", props: { assumeRolePolicy: notYetKnown } }],
  },
  "database-iam-authentication": propertyExample(
    "aws:rds/cluster:Cluster",
    "iamDatabaseAuthenticationEnabled",
    { good: true, bad: undefined },
    { engine: "aurora-postgresql" },
  ),
  "database-managed-password": {
    good: cluster(true),
    bad: cluster(undefined),
    undecided: undecided(cluster(notYetKnown), "manageMasterUserPassword"),
  },
  "cache-authentication": {
    good: cache({ userGroupIds: ["web"] }),
    bad: cache({ engine: "valkey" }),
    undecided: undecided(cache({ authToken: notYetKnown }), "authToken"),
  },
  "secret-rotation": { good: rotation(30), bad: rotation(365), undecided: rotation(notYetKnown) },
};
