import type { Metric, Service } from "./alarm";
import { escalate } from "./escalate";

/** What a bucket holds in one storage class: those that its lifecycle uses. Source: Amazon S3 User Guide, "Metrics and dimensions". */
const stored = (StorageType: string): Metric => ({
  namespace: "AWS/S3",
  name: "BucketSizeBytes",
  statistic: "Average",
  dimensions: { StorageType },
});

/** The buckets of static files and of file backups. */
export const s3: Service = {
  alarms: [
    {
      id: "storage-size",
      title: "S3 storage used",
      watches: ["bucket"],
      severity: "ticket",
      composite: "none",
      measure: {
        metrics: {
          standard: stored("StandardStorage"),
          infrequent: stored("StandardIAStorage"),
          archived: stored("GlacierInstantRetrievalStorage"),
        },
        // Of a storage class that holds nothing there is no data; the sum of a list leaves it out.
        expression: "SUM([standard, infrequent, archived])",
      },
      unit: "bytes",
      comparison: ">",
      // Either bucket alone may not outgrow what is declared for both.
      threshold: ({ plan }) => Math.round((plan.storage.staticGb + plan.storage.backupGb) * 1e9),
      period: 86_400,
      breaching: [1, 1],
      missing: "missing",
      meaning: "A bucket holds more, noncurrent versions included, than the declared workload says.",
      first: "See which prefix grows (S3 Storage Lens); declare it, or correct the lifecycle.",
      runbook: {
        means:
          "A bucket holds more, in all storage classes and with noncurrent versions, than the workload declares " +
          "for static files and backups together.",
        lookAt: "S3 Storage Lens, or an inventory: prefix, age, noncurrent versions.",
        doFirst: "Expected: declare it. Not: correct what writes it, or the lifecycle rule.",
        escalate: escalate.workloadOwner,
      },
    },
    {
      id: "storage-errors",
      title: "S3 5xx errors",
      watches: ["bucket"],
      severity: "ticket",
      composite: "platform",
      measure: {
        namespace: "AWS/S3",
        name: "5xxErrors",
        statistic: "Sum",
        dimensions: { FilterId: "EntireBucket" },
      },
      unit: "requests",
      comparison: ">",
      threshold: () => 5,
      period: 300,
      breaching: [2, 3],
      missing: "notBreaching",
      meaning: "S3 answers with 5xx: it throttles a prefix, or has a fault.",
      first: "Spread the load over prefixes and retry with backoff; see the AWS Health Dashboard.",
      runbook: {
        means: "S3 answers with 5xx: it throttles one prefix (503 SlowDown) or has a fault.",
        lookAt: "The bucket's access logs by prefix and status.",
        doFirst: "Retry with backoff in the client; spread new keys over more prefixes.",
        escalate: escalate.awsSupport,
      },
    },
  ],
};
