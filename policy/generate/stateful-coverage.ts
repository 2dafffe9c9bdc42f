/** What Pulumi calls a stateful type of AWS's specification, and what brings its data back. */
export interface Cover {
  /** Pulumi's modules and files, e.g. `rds/cluster`; none where @pulumi/aws has no such type. */
  readonly types: readonly string[];
  /** AWS Backup's name of the type, where it supports it. */
  readonly backup?: string;
  /** What does it instead, where AWS Backup does not. */
  readonly otherwise?: string;
}

/**
 * By CloudFormation type. Source of AWS Backup's names: AWS Backup Developer Guide, "Working with other AWS services".
 * The generator refuses a stateful type that is missing here.
 */
export const covers: Readonly<Record<string, Cover>> = {
  "AWS::Backup::BackupVault": {
    types: ["backup/vault"],
    otherwise: "it is where recovery points are, and is copied by a plan's copy actions",
  },
  "AWS::CloudFormation::Stack": {
    types: ["cloudformation/stack"],
    otherwise: "it has no data beside that of its resources",
  },
  "AWS::Cognito::UserPool": { types: ["cognito/userPool"], otherwise: "AWS exports no passwords" },
  "AWS::DocDB::DBCluster": { types: ["docdb/cluster"], backup: "DocumentDB" },
  "AWS::DocDB::DBInstance": { types: ["docdb/clusterInstance"], otherwise: "the data is its cluster's" },
  "AWS::DynamoDB::GlobalTable": {
    types: ["dynamodb/globalTable"],
    otherwise: "it joins tables that are resources of their own",
  },
  "AWS::DynamoDB::Table": { types: ["dynamodb/table"], backup: "DynamoDB" },
  "AWS::EC2::Volume": { types: ["ebs/volume"], backup: "EBS" },
  "AWS::EFS::FileSystem": { types: ["efs/fileSystem"], backup: "EFS" },
  "AWS::EMR::Cluster": { types: ["emr/cluster"], otherwise: "it works on data that is kept in S3" },
  "AWS::ElastiCache::CacheCluster": {
    types: ["elasticache/cluster"],
    otherwise: "its own snapshots (rule cache-snapshots)",
  },
  "AWS::ElastiCache::ReplicationGroup": {
    types: ["elasticache/replicationGroup"],
    otherwise: "its own snapshots (rule cache-snapshots)",
  },
  "AWS::Elasticsearch::Domain": {
    types: ["elasticsearch/domain"],
    otherwise: "its own hourly snapshots, kept for 14 days",
  },
  "AWS::FSx::FileSystem": {
    types: ["fsx/lustreFileSystem", "fsx/ontapFileSystem", "fsx/openZfsFileSystem", "fsx/windowsFileSystem"],
    backup: "FSx",
  },
  "AWS::KMS::Key": { types: ["kms/key"], otherwise: "its deletion can be cancelled for 7 days or more" },
  "AWS::Kinesis::Stream": {
    types: ["kinesis/stream"],
    otherwise: "it keeps records for its retention period",
  },
  "AWS::Logs::LogGroup": {
    types: ["cloudwatch/logGroup"],
    otherwise: "its retention (rule log-group-retention)",
  },
  "AWS::Neptune::DBCluster": { types: ["neptune/cluster"], backup: "Neptune" },
  "AWS::Neptune::DBInstance": { types: ["neptune/clusterInstance"], otherwise: "the data is its cluster's" },
  "AWS::OpenSearchService::Domain": {
    types: ["opensearch/domain"],
    otherwise: "its own hourly snapshots, kept for 14 days",
  },
  "AWS::Organizations::Account": {
    types: ["organizations/account"],
    otherwise: "a closed account can be reopened for 90 days",
  },
  "AWS::QLDB::Ledger": { types: [], otherwise: "AWS has closed the service" },
  "AWS::RDS::DBCluster": { types: ["rds/cluster"], backup: "Aurora" },
  "AWS::RDS::DBInstance": { types: ["rds/instance"], backup: "RDS" },
  "AWS::Redshift::Cluster": { types: ["redshift/cluster"], backup: "Redshift" },
  "AWS::S3::Bucket": { types: ["s3/bucket"], backup: "S3" },
  "AWS::SDB::Domain": { types: [], otherwise: "@pulumi/aws has no such type" },
  "AWS::SQS::Queue": { types: ["sqs/queue"], otherwise: "messages are there to be taken out within days" },
  "AWS::SecretsManager::Secret": {
    types: ["secretsmanager/secret"],
    otherwise: "its deletion can be cancelled for 7 days or more; replicas are its own",
  },
};
