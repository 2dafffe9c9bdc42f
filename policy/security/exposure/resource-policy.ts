import { isLimitedBy, meansEverybody, type Statement, statementsOf } from "../../model/policy-document";
import { rule } from "../../model/rule";
import type { Resource, Stack } from "../../model/stack";
import { unknown, type Value } from "../../model/value";

const domainPolicyType = "aws:opensearch/domainPolicy:DomainPolicy";
const accessPointType = "aws:s3/accessPoint:AccessPoint";

/** What has a resource policy in its property `policy`: a resource of its own, or the resource itself. */
const resourcePolicyTypes = [
  "aws:s3/bucketPolicy:BucketPolicy",
  "aws:s3/bucket:Bucket",
  "aws:sns/topicPolicy:TopicPolicy",
  "aws:sns/topic:Topic",
  "aws:sqs/queuePolicy:QueuePolicy",
  "aws:sqs/queue:Queue",
  "aws:kms/keyPolicy:KeyPolicy",
  "aws:kms/key:Key",
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/externalKey:ExternalKey",
  "aws:secretsmanager/secretPolicy:SecretPolicy",
  "aws:secretsmanager/secret:Secret",
  "aws:backup/vaultPolicy:VaultPolicy",
  "aws:ecr/repositoryPolicy:RepositoryPolicy",
  "aws:efs/fileSystemPolicy:FileSystemPolicy",
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
];

export const resourcePolicyNotPublic = rule({
  name: "resource-policy-not-public",
  description: "A resource's policy allows nothing to everybody without a condition",
  severity: "critical",
  requirement: "security",
  sources: ["CFG S3_BUCKET_POLICY_GRANTEE_CHECK", "CKV_AWS_70", "CKV_AWS_33", "CKV_AWS_168", "CKV_AWS_169"],
  *check(stack) {
    for (const { resource, policy } of policiesOf(stack)) {
      const statements = statementsOf(policy);
      const open = statements === unknown ? undefined : statements.find(isOpen);
      yield {
        resource,
        verdict: statements === unknown ? unknown : open === undefined,
        found: `${open?.actions.join(", ") ?? ""} allowed to everybody`,
        required: "a Principal by name, or a condition on who it is, such as aws:SourceAccount",
        fix: "name the account, role or service in Principal, or limit the statement by aws:SourceAccount or aws:SourceArn",
      };
    }
  },
});

function* policiesOf(stack: Stack): Iterable<{ resource: Resource; policy: Value }> {
  for (const resource of stack.ofType(...resourcePolicyTypes))
    yield { resource, policy: resource.given("policy") };
  for (const resource of stack.ofType(domainPolicyType))
    yield { resource, policy: resource.given("accessPolicies") };
  // One of a VPC refuses all others, whatever its policy says. Source: Amazon S3 User Guide, "Creating access points
  // restricted to a virtual private cloud".
  for (const resource of stack.ofType(accessPointType))
    if (resource.given("vpcConfiguration") === undefined)
      yield { resource, policy: resource.given("policy") };
}

/**
 * The condition keys that say who or where a caller is; one such as aws:SecureTransport leaves everybody in. Source: Amazon
 * S3 User Guide, "The meaning of public".
 */
const limiting =
  /^(aws:(Source(Arn|Account|Owner|Ip|Vpc|Vpce|VpcArn|OrgID|OrgPaths)|VpcSourceIp|Principal(Arn|Account|OrgID|OrgPaths|Tag\/.+)|userid)|kms:CallerAccount|elasticfilesystem:AccessedViaMountTarget|s3:DataAccessPoint(Arn|Account))$/i;

function isOpen(statement: Statement): boolean {
  return statement.allows && meansEverybody(statement) && !isLimitedBy(statement, limiting);
}
