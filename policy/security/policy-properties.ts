import type { Resource, Stack } from "../model/stack";
import { elements, read, unknown, type Value } from "../model/value";

/** What a policy document is about: who may use a resource; what an identity may do; who may take on a role. */
export type PolicyKind = "resource" | "identity" | "trust";

/**
 * Where resources have policy documents in IAM's language: types, by the path of the property; `*` stands for each
 * element of a list. A test reads the SDK's types for others.
 */
export const policyProperties: Readonly<Record<PolicyKind, Readonly<Record<string, readonly string[]>>>> = {
  resource: {
    policy: [
      "aws:acmpca/policy:Policy",
      "aws:apigateway/domainName:DomainName",
      "aws:apigateway/restApi:RestApi",
      "aws:apigateway/restApiPolicy:RestApiPolicy",
      "aws:backup/vaultPolicy:VaultPolicy",
      "aws:bedrock/agentcoreResourcePolicy:AgentcoreResourcePolicy",
      "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
      "aws:codebuild/resourcePolicy:ResourcePolicy",
      "aws:dsql/clusterPolicy:ClusterPolicy",
      "aws:dynamodb/resourcePolicy:ResourcePolicy",
      "aws:ecr/registryPolicy:RegistryPolicy",
      "aws:ecr/repositoryPolicy:RepositoryPolicy",
      "aws:ecrpublic/repositoryPolicy:RepositoryPolicy",
      "aws:efs/fileSystemPolicy:FileSystemPolicy",
      "aws:glacier/vaultLock:VaultLock",
      "aws:glue/resourcePolicy:ResourcePolicy",
      "aws:kinesis/resourcePolicy:ResourcePolicy",
      "aws:kms/externalKey:ExternalKey",
      "aws:kms/key:Key",
      "aws:kms/keyPolicy:KeyPolicy",
      "aws:kms/replicaExternalKey:ReplicaExternalKey",
      "aws:kms/replicaKey:ReplicaKey",
      "aws:lambda/resourcePolicy:ResourcePolicy",
      "aws:mediastore/containerPolicy:ContainerPolicy",
      "aws:msk/clusterPolicy:ClusterPolicy",
      "aws:networkfirewall/resourcePolicy:ResourcePolicy",
      "aws:oam/sinkPolicy:SinkPolicy",
      "aws:opensearchingest/resourcePolicy:ResourcePolicy",
      "aws:pinpoint/smsvoicev2ResourcePolicy:Smsvoicev2ResourcePolicy",
      "aws:redshift/resourcePolicy:ResourcePolicy",
      "aws:redshiftserverless/resourcePolicy:ResourcePolicy",
      "aws:s3/accessPoint:AccessPoint",
      "aws:s3/bucket:Bucket",
      "aws:s3/bucketPolicy:BucketPolicy",
      "aws:s3/filesFileSystemPolicy:FilesFileSystemPolicy",
      "aws:s3/vectorsVectorBucketPolicy:VectorsVectorBucketPolicy",
      "aws:s3control/accessGrantsInstanceResourcePolicy:AccessGrantsInstanceResourcePolicy",
      "aws:s3control/accessPointPolicy:AccessPointPolicy",
      "aws:s3control/bucketPolicy:BucketPolicy",
      "aws:s3control/objectLambdaAccessPointPolicy:ObjectLambdaAccessPointPolicy",
      "aws:schemas/registryPolicy:RegistryPolicy",
      "aws:secretsmanager/secret:Secret",
      "aws:secretsmanager/secretPolicy:SecretPolicy",
      "aws:ses/identityPolicy:IdentityPolicy",
      "aws:sesv2/emailIdentityPolicy:EmailIdentityPolicy",
      "aws:sns/topic:Topic",
      "aws:sns/topicPolicy:TopicPolicy",
      "aws:sqs/queue:Queue",
      "aws:sqs/queuePolicy:QueuePolicy",
      "aws:vpclattice/authPolicy:AuthPolicy",
      "aws:vpclattice/resourcePolicy:ResourcePolicy",
    ],
    policyDocument: [
      "aws:amp/resourcePolicy:ResourcePolicy",
      "aws:cloudwatch/logResourcePolicy:LogResourcePolicy",
      "aws:codeartifact/domainPermissions:DomainPermissions",
      "aws:codeartifact/repositoryPermissionsPolicy:RepositoryPermissionsPolicy",
      "aws:xray/resourcePolicy:ResourcePolicy",
    ],
    accessPolicy: [
      "aws:cloudsearch/domainServiceAccessPolicy:DomainServiceAccessPolicy",
      "aws:cloudwatch/logDestinationPolicy:LogDestinationPolicy",
      "aws:glacier/vault:Vault",
    ],
    accessPolicies: [
      "aws:elasticsearch/domain:Domain",
      "aws:elasticsearch/domainPolicy:DomainPolicy",
      "aws:opensearch/domain:Domain",
      "aws:opensearch/domainPolicy:DomainPolicy",
    ],
    resourcePolicy: [
      "aws:s3tables/tableBucketPolicy:TableBucketPolicy",
      "aws:s3tables/tablePolicy:TablePolicy",
      "aws:sagemaker/modelPackageGroupPolicy:ModelPackageGroupPolicy",
    ],
    repositoryPolicy: ["aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate"],
    deliveryDestinationPolicy: ["aws:cloudwatch/logDeliveryDestinationPolicy:LogDeliveryDestinationPolicy"],
    content: ["aws:organizations/resourcePolicy:ResourcePolicy"],
    "details.policy": ["aws:s3control/multiRegionAccessPointPolicy:MultiRegionAccessPointPolicy"],
    "s3AccessPoint.policy": ["aws:fsx/s3AccessPointAttachment:S3AccessPointAttachment"],
  },
  identity: {
    policy: [
      "aws:iam/groupPolicy:GroupPolicy",
      "aws:iam/policy:Policy",
      "aws:iam/rolePolicy:RolePolicy",
      "aws:iam/userPolicy:UserPolicy",
      "aws:iot/policy:Policy",
    ],
    inlinePolicy: ["aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy"],
    "inlinePolicies.*.policy": ["aws:iam/role:Role"],
  },
  trust: { assumeRolePolicy: ["aws:iam/role:Role"] },
};

/** The policy documents of a kind that the program gives to resources of the stack; unknown ones among them. */
export function* policiesOf(stack: Stack, kind: PolicyKind): Iterable<{ resource: Resource; policy: Value }> {
  for (const [path, types] of Object.entries(policyProperties[kind])) {
    const [property = "", ...steps] = path.split(".");
    for (const resource of stack.ofType(...types))
      for (const policy of valuesAt(resource.given(property), steps)) yield { resource, policy };
  }
}

function valuesAt(value: Value, [step, ...steps]: readonly string[]): readonly Value[] {
  if (step === undefined || value === unknown) return [value];
  if (step !== "*") return valuesAt(read(value, step), steps);
  const all = elements(value);
  return all === unknown ? [unknown] : all.flatMap((element) => valuesAt(element, steps));
}
