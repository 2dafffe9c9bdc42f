import type { Alarm, Metric } from "./alarm";

const backup = (name: string): Metric => ({ namespace: "AWS/Backup", name, statistic: "Sum" });

/** What a bucket holds in one storage class: those that its lifecycle uses. Source: Amazon S3 User Guide, "Metrics and dimensions". */
const stored = (StorageType: string): Metric => ({
  namespace: "AWS/S3",
  name: "BucketSizeBytes",
  statistic: "Average",
  dimensions: { StorageType },
});

const day = 86_400;

/** Files, backups, certificates and the way out: what goes wrong slowly, and mostly without an outage. */
export const keepingAlarms: readonly Alarm[] = [
  {
    id: "storage-size",
    title: "S3 storage used",
    watches: ["bucket"],
    severity: "ticket",
    role: "alone",
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
    period: day,
    breaching: [1, 1],
    missing: "missing",
    meaning: "A bucket holds more, former versions included, than the declared workload says.",
    first: "See which prefix grows (S3 Storage Lens); declare it, or correct the lifecycle.",
  },
  {
    id: "storage-errors",
    title: "S3 5xx errors",
    watches: ["bucket"],
    severity: "ticket",
    role: "cause",
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
  },
  {
    id: "backup-failed",
    title: "Failed backup jobs",
    watches: ["backupVault"],
    severity: "ticket",
    role: "alone",
    measure: backup("NumberOfBackupJobsFailed"),
    unit: "jobs",
    comparison: ">",
    threshold: () => 0,
    period: 3600,
    breaching: [1, 1],
    missing: "notBreaching",
    meaning: "A backup job failed; without another one the last good recovery point grows old.",
    first:
      "aws backup list-backup-jobs --by-state FAILED says why; start an on-demand backup when it is fixed.",
  },
  {
    id: "backup-missing",
    title: "Completed backup jobs",
    watches: ["backupVault"],
    severity: "ticket",
    role: "alone",
    measure: backup("NumberOfBackupJobsCompleted"),
    unit: "jobs",
    comparison: "<",
    threshold: () => 1,
    period: day,
    breaching: [2, 2],
    missing: "breaching",
    meaning:
      "No backup was completed for two days, and none failed either: nothing is selected or nothing runs.",
    first: "Check that the plan still selects the tag Backup and that its role exists.",
  },
  {
    id: "certificate-expiry",
    title: "Days until the certificate expires",
    watches: ["certificate"],
    severity: "ticket",
    role: "alone",
    measure: { namespace: "AWS/CertificateManager", name: "DaysToExpiry", statistic: "Minimum" },
    unit: "days",
    comparison: "<",
    threshold: ({ alarms }) => alarms.certificateDays,
    period: day,
    breaching: [1, 1],
    missing: "ignore",
    meaning: "ACM renews 60 days ahead and has not; when the certificate expires no browser gets in.",
    first:
      "Check that the validation record is still in the hosted zone; an imported one must be imported anew.",
  },
  {
    id: "nat-port-allocation",
    title: "NAT port allocation errors",
    watches: ["natGateway"],
    severity: "ticket",
    role: "cause",
    measure: { namespace: "AWS/NATGateway", name: "ErrorPortAllocation", statistic: "Sum" },
    unit: "connections",
    comparison: ">",
    threshold: () => 0,
    period: 60,
    breaching: [3, 5],
    missing: "notBreaching",
    meaning: "The NAT gateway has no port left for one destination; connections out fail.",
    first: "Find the destination in the flow logs: keep connections alive, or add an endpoint or an address.",
  },
];
