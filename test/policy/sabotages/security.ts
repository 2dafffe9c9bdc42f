import type { Sabotage } from "./sabotage";

const template = { type: "aws:ec2/launchTemplate:LaunchTemplate", name: "web" };
const loadBalancer = { type: "aws:lb/loadBalancer:LoadBalancer", name: "web" };
const cluster = { type: "aws:rds/cluster:Cluster", name: "web-database" };
const cache = { type: "aws:elasticache/replicationGroup:ReplicationGroup", name: "web-cache" };
const publicSubnets = { of: ["aws:lb/loadBalancer:LoadBalancer", "web", "subnets"] } as const;
const everything = { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] };
const everybody = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::it/*" }],
};
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

export const securitySabotages: readonly Sabotage[] = [
  { policy: "storage-encrypted", ...cluster, set: { storageEncrypted: false } },
  { policy: "encrypted-with-own-key", ...cluster, set: { kmsKeyId: null } },
  {
    policy: "encrypted-with-own-key",
    type: "aws:sns/topic:Topic",
    name: "web-page",
    set: { kmsMasterKeyId: "alias/aws/sns" },
  },
  {
    policy: "encrypted-with-own-key",
    type: "aws:cloudwatch/logGroup:LogGroup",
    name: "web-flow",
    set: { kmsKeyId: null },
  },
  {
    policy: "bucket-encrypted-with-own-key",
    type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    name: "web-files-static",
    set: { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] },
  },
  {
    policy: "instance-volumes-encrypted",
    ...template,
    set: { "blockDeviceMappings.0.ebs.encrypted": "false" },
  },
  { policy: "key-rotation", type: "aws:kms/key:Key", name: "web-data", set: { enableKeyRotation: false } },
  {
    policy: "load-balancer-https",
    type: "aws:lb/listener:Listener",
    name: "web-80",
    set: { defaultActions: [{ type: "forward" }] },
  },
  {
    policy: "tls-policy",
    type: "aws:lb/listener:Listener",
    name: "web-443",
    set: { sslPolicy: "ELBSecurityPolicy-2016-08" },
  },
  {
    policy: "database-requires-tls",
    type: "aws:rds/clusterParameterGroup:ClusterParameterGroup",
    set: { parameters: [{ name: "rds.force_ssl", value: "0" }] },
  },
  { policy: "cache-encrypted-in-transit", ...cache, set: { transitEncryptionEnabled: false } },
  {
    policy: "distribution-https",
    type: "aws:cloudfront/distribution:Distribution",
    name: "plain",
    add: { enabled: true, defaultCacheBehavior: { viewerProtocolPolicy: "allow-all" } },
  },
  {
    policy: "service-encrypted-in-transit",
    type: "aws:opensearch/domain:Domain",
    name: "plain",
    add: { nodeToNodeEncryption: { enabled: false }, domainEndpointOptions: { enforceHttps: true } },
  },
  {
    policy: "bucket-acl-private",
    type: "aws:s3/bucketAcl:BucketAcl",
    name: "public",
    add: { bucket: "files", acl: "public-read" },
  },
  {
    policy: "permission-names-its-source",
    type: "aws:lambda/permission:Permission",
    name: "everybody",
    add: { action: "lambda:InvokeFunction", function: "web", principal: "s3.amazonaws.com" },
  },
  {
    policy: "function-url-authorized",
    type: "aws:lambda/functionUrl:FunctionUrl",
    name: "open",
    add: { functionName: "web", authorizationType: "NONE" },
  },
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
    policy: "auto-scaling-group-in-private-subnets",
    type: "aws:autoscaling/group:Group",
    name: "web",
    set: { vpcZoneIdentifiers: publicSubnets },
    knownLater: "which of a component's subnets are in a list",
  },
  {
    policy: "bucket-denies-plain-http",
    type: "aws:s3/bucketPolicy:BucketPolicy",
    name: "web-files-static",
    remove: true,
  },
  {
    policy: "bucket-blocks-public-access",
    type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    name: "web-files-backup",
    set: { blockPublicPolicy: false },
  },
  {
    policy: "resource-policy-not-public",
    type: "aws:s3/bucketPolicy:BucketPolicy",
    name: "web-files-static",
    set: { policy: { json: everybody } },
  },
  {
    policy: "resource-policy-not-public",
    type: "aws:kms/key:Key",
    name: "web-data",
    set: { policy: { json: everybody } },
  },
  {
    policy: "database-not-public",
    type: "aws:rds/clusterInstance:ClusterInstance",
    name: "web-database-0",
    set: { publiclyAccessible: true },
  },
  {
    policy: "data-in-private-subnets",
    type: "aws:rds/subnetGroup:SubnetGroup",
    set: { subnetIds: publicSubnets },
    knownLater: "which of a component's subnets are in a list",
  },
  {
    policy: "instance-without-public-ip",
    ...template,
    set: { networkInterfaces: [{ associatePublicIpAddress: "true" }] },
  },
  {
    policy: "security-group-closed",
    type: "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
    name: "web-from-lb",
    set: { cidrIpv4: "0.0.0.0/0", referencedSecurityGroupId: null },
  },
  {
    policy: "security-group-closed",
    ...template,
    set: { vpcSecurityGroupIds: { of: ["aws:lb/loadBalancer:LoadBalancer", "web", "securityGroups"] } },
  },
  { policy: "data-in-private-subnets", ...cluster, set: { dbSubnetGroupName: null } },
  {
    policy: "default-security-group-closed",
    type: "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
    set: { ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true }] },
  },
  { policy: "instance-metadata-v2", ...template, set: { "metadataOptions.httpTokens": "optional" } },
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
  { policy: "database-managed-password", ...cluster, set: { manageMasterUserPassword: false } },
  { policy: "instance-tags", ...template, set: { tagSpecifications: [] } },
  { policy: "load-balancer-waf", type: "aws:wafv2/webAclAssociation:WebAclAssociation", remove: true },
  { policy: "load-balancer-drops-invalid-headers", ...loadBalancer, set: { dropInvalidHeaderFields: false } },
  { policy: "load-balancer-desync-mitigation", ...loadBalancer, set: { desyncMitigationMode: "monitor" } },
  {
    policy: "required-tags",
    type: "aws:s3/bucket:Bucket",
    name: "web-files-static",
    set: {
      "tagsAll.Team": null,
      "tagsAll.Environment": null,
      "tagsAll.Project": null,
      "tagsAll.Stack": null,
    },
  },
];
