interface Supplement {
  readonly namespace: string;
  readonly metrics: readonly string[];
  /** Sets of dimensions, sorted by name: `A+B`. */
  readonly dimensions: readonly string[];
}

/** Metrics that AWS documents and its specification lacks, each with the page that lists it. */
export const metricsSupplement: readonly Supplement[] = [
  // "Amazon CloudWatch metrics for Amazon Aurora", "Amazon CloudWatch metrics for Amazon RDS".
  {
    namespace: "AWS/RDS",
    metrics: [
      "ACUUtilization",
      "AuroraReplicaLagMaximum",
      "AuroraReplicaLagMinimum",
      "AuroraVolumeBytesLeftTotal",
      "BufferCacheHitRatio",
      "CommitLatency",
      "CommitThroughput",
      "CPUUtilization",
      "DatabaseConnections",
      "DDLLatency",
      "Deadlocks",
      "DeleteLatency",
      "DiskQueueDepth",
      "DMLLatency",
      "EngineUptime",
      "FreeableMemory",
      "InsertLatency",
      "MaximumUsedTransactionIDs",
      "NetworkReceiveThroughput",
      "NetworkTransmitThroughput",
      "OldestReplicationSlotLag",
      "ReadIOPS",
      "SelectLatency",
      "ServerlessDatabaseCapacity",
      "StorageNetworkThroughput",
      "SwapUsage",
      "UpdateLatency",
      "VolumeBytesUsed",
      "VolumeReadIOPs",
      "VolumeWriteIOPs",
      "WriteIOPS",
    ],
    dimensions: ["DBClusterIdentifier", "DBClusterIdentifier+Role", "DBInstanceIdentifier"],
  },
  {
    namespace: "AWS/RDS",
    metrics: [
      "AuroraReplicaLag",
      "BurstBalance",
      "CPUCreditBalance",
      "EBSByteBalance%",
      "EBSIOBalance%",
      "FreeLocalStorage",
      "ReplicaLag",
      "TransactionLogsDiskUsage",
    ],
    dimensions: ["DBInstanceIdentifier", "DBClusterIdentifier", "DBClusterIdentifier+Role"],
  },
  // "Amazon CloudWatch metrics for Amazon Aurora": of a secondary cluster of a global database.
  {
    namespace: "AWS/RDS",
    metrics: ["AuroraGlobalDBProgressLag", "AuroraGlobalDBReplicationLag", "AuroraGlobalDBRPOLag"],
    dimensions: ["DBClusterIdentifier"],
  },
  // "Monitoring replication with metrics, event notifications, and statuses".
  {
    namespace: "AWS/S3",
    metrics: [
      "BytesPendingReplication",
      "OperationsFailedReplication",
      "OperationsPendingReplication",
      "ReplicationLatency",
    ],
    dimensions: ["DestinationBucket+RuleId+SourceBucket"],
  },
  // "Amazon CloudWatch metrics for Amazon RDS Performance Insights".
  {
    namespace: "AWS/RDS",
    metrics: ["DBLoad", "DBLoadCPU", "DBLoadNonCPU"],
    dimensions: ["DBInstanceIdentifier", "DBClusterIdentifier", "DBClusterIdentifier+Role"],
  },
  // "Metrics for Valkey and Redis OSS".
  {
    namespace: "AWS/ElastiCache",
    metrics: ["DatabaseMemoryUsageCountedForEvictPercentage"],
    dimensions: ["", "CacheClusterId", "CacheClusterId+CacheNodeId"],
  },
  // "Monitoring Amazon EventBridge": by the rule of a custom event bus.
  {
    namespace: "AWS/Events",
    metrics: [
      "DeadLetterInvocations",
      "FailedInvocations",
      "Invocations",
      "InvocationsFailedToBeSentToDlq",
      "InvocationsSentToDlq",
      "ThrottledRules",
      "TriggeredRules",
    ],
    dimensions: ["EventBusName+RuleName"],
  },
  // "Monitoring metrics with Amazon CloudWatch" (S3); request metrics come with a filter.
  {
    namespace: "AWS/S3",
    metrics: ["BucketSizeBytes", "NumberOfObjects"],
    dimensions: ["BucketName+StorageType"],
  },
  {
    namespace: "AWS/S3",
    metrics: ["4xxErrors", "5xxErrors", "AllRequests", "FirstByteLatency", "TotalRequestLatency"],
    dimensions: ["BucketName+FilterId"],
  },
  // "Monitor AWS Backup metrics with CloudWatch".
  {
    namespace: "AWS/Backup",
    metrics: [
      "NumberOfBackupJobsAborted",
      "NumberOfBackupJobsCompleted",
      "NumberOfBackupJobsExpired",
      "NumberOfBackupJobsFailed",
      "NumberOfCopyJobsCompleted",
      "NumberOfCopyJobsFailed",
      "NumberOfRestoreJobsCompleted",
      "NumberOfRestoreJobsFailed",
    ],
    dimensions: ["BackupVaultName", "BackupVaultName+ResourceType", "ResourceType", ""],
  },
  // "Supported CloudWatch metrics" (ACM).
  {
    namespace: "AWS/CertificateManager",
    metrics: ["DaysToExpiry"],
    dimensions: ["CertificateArn"],
  },
  // "CloudWatch metrics for your Application Load Balancer": by zone, and what newer regions count.
  {
    namespace: "AWS/ApplicationELB",
    metrics: ["RequestCount"],
    dimensions: ["AvailabilityZone+LoadBalancer", "AvailabilityZone+LoadBalancer+TargetGroup"],
  },
  {
    namespace: "AWS/ApplicationELB",
    metrics: ["AnomalousHostCount", "MitigatedHostCount"],
    dimensions: ["LoadBalancer+TargetGroup", "AvailabilityZone+LoadBalancer+TargetGroup"],
  },
  { namespace: "AWS/ApplicationELB", metrics: ["PeakLCUs"], dimensions: ["LoadBalancer"] },
  // "CloudWatch metrics for your Network Load Balancer".
  {
    namespace: "AWS/NetworkELB",
    metrics: ["RejectedFlowCount", "RejectedFlowCount_TCP"],
    dimensions: ["LoadBalancer", "AvailabilityZone+LoadBalancer"],
  },
  // "CloudWatch metrics that are available for your instances" (EC2), "Status check metrics".
  { namespace: "AWS/EC2", metrics: ["StatusCheckFailed_AttachedEBS"], dimensions: ["InstanceId"] },
  // "Amazon CloudWatch metrics for Amazon EC2 Auto Scaling": basic metrics of instances are also kept by group.
  {
    namespace: "AWS/EC2",
    metrics: [
      "CPUCreditBalance",
      "CPUSurplusCreditBalance",
      "CPUSurplusCreditsCharged",
      "StatusCheckFailed",
      "StatusCheckFailed_AttachedEBS",
      "StatusCheckFailed_Instance",
      "StatusCheckFailed_System",
    ],
    dimensions: ["AutoScalingGroupName"],
  },
];
