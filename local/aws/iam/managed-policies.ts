/** A statement of a policy. */
interface PolicyStatement {
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/**
 * AWS's own policies, of each what it says of keys, buckets and logs. Source: AWS Managed Policy Reference Guide
 * (https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html), versions of 2026-02 to 2026-08.
 */
const statements: Readonly<Record<string, readonly PolicyStatement[]>> = {
  "service-role/AWSBackupServiceRolePolicyForBackup": [
    {
      Action: ["kms:Decrypt", "kms:GenerateDataKey"],
      Resource: "*",
      Condition: { StringLike: { "kms:ViaService": "dynamodb.*.amazonaws.com" } },
    },
    { Action: "kms:DescribeKey", Resource: "*" },
    {
      Action: "kms:CreateGrant",
      Resource: "*",
      Condition: { Bool: { "kms:GrantIsForAWSResource": "true" } },
    },
  ],
  AWSBackupServiceRolePolicyForS3Backup: [
    {
      Action: ["kms:Decrypt", "kms:DescribeKey"],
      Resource: "*",
      Condition: { StringLike: { "kms:ViaService": "s3.*.amazonaws.com" } },
    },
    {
      Action: ["s3:ListBucketVersions", "s3:ListBucket", "s3:GetBucketVersioning", "s3:GetBucketAcl"],
      Resource: "arn:aws:s3:::*",
    },
    { Action: ["s3:GetObject", "s3:GetObjectVersion", "s3:GetObjectTagging"], Resource: "arn:aws:s3:::*/*" },
  ],
  "service-role/AmazonRDSEnhancedMonitoringRole": [
    {
      Action: ["logs:CreateLogGroup", "logs:PutRetentionPolicy"],
      Resource: "arn:aws:logs:*:*:log-group:RDS*",
    },
    {
      Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams", "logs:GetLogEvents"],
      Resource: "arn:aws:logs:*:*:log-group:RDS*:log-stream:*",
    },
  ],
};

/** The document of a policy of AWS's own; undefined for one that says nothing of keys, buckets and logs, as far as is known here. */
export function managedPolicy(arn: string): string | undefined {
  const found = statements[arn.replace(/^arn:[^:]+:iam::aws:policy\//, "")];
  return (
    found &&
    JSON.stringify({
      Version: "2012-10-17",
      Statement: found.map((statement) => ({ Effect: "Allow", ...statement })),
    })
  );
}
