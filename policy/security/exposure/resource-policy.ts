import { type Statement, statementsOf } from "../../model/policy-document";
import { rule } from "../../model/rule";
import { unknown } from "../../model/value";

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
  "aws:secretsmanager/secretPolicy:SecretPolicy",
  "aws:secretsmanager/secret:Secret",
  "aws:backup/vaultPolicy:VaultPolicy",
  "aws:ecr/repositoryPolicy:RepositoryPolicy",
  "aws:efs/fileSystemPolicy:FileSystemPolicy",
];

export const resourcePolicyNotPublic = rule({
  name: "resource-policy-not-public",
  description: "A resource's policy allows nothing to everybody without a condition",
  severity: "critical",
  requirement: "security",
  sources: ["CFG S3_BUCKET_POLICY_GRANTEE_CHECK", "CKV_AWS_70", "CKV_AWS_33", "CKV_AWS_168", "CKV_AWS_169"],
  *check(stack) {
    for (const resource of stack.ofType(...resourcePolicyTypes)) {
      const statements = statementsOf(resource.given("policy"));
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

/**
 * The condition keys that say who or where a caller is; one such as aws:SecureTransport leaves everybody in. Source: Amazon
 * S3 User Guide, "The meaning of public".
 */
const limiting =
  /^(aws:(Source(Arn|Account|Owner|Ip|Vpc|Vpce|VpcArn|OrgID|OrgPaths)|VpcSourceIp|Principal(Arn|Account|OrgID|OrgPaths|Tag\/.+)|userid)|kms:CallerAccount|elasticfilesystem:AccessedViaMountTarget|s3:DataAccessPoint(Arn|Account))$/i;

function isOpen({ allows, principals, anybodyElse, conditions }: Statement): boolean {
  if (!allows || [...conditions.keys()].some((key) => limiting.test(key))) return false;
  return anybodyElse || [...principals.values()].some((names) => names.includes("*"));
}
