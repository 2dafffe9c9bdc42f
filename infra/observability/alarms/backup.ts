import type { Metric, Service } from "./alarm";

const jobs = (name: string): Metric => ({ namespace: "AWS/Backup", name, statistic: "Sum" });

/** AWS Backup. */
export const backup: Service = {
  alarms: [
    {
      id: "backup-failed",
      title: "Failed backup jobs",
      watches: ["backupVault"],
      severity: "ticket",
      composite: "none",
      measure: jobs("NumberOfBackupJobsFailed"),
      unit: "jobs",
      comparison: ">",
      threshold: () => 0,
      period: 3600,
      breaching: [1, 1],
      missing: "notBreaching",
      meaning: "A backup job failed; without another one the last good recovery point grows old.",
      first:
        "aws backup list-backup-jobs --by-state FAILED says why; start an on-demand backup when it is fixed.",
      runbook: {
        means: "A backup job of the vault failed within the hour. The last good recovery point grows old.",
        lookAt: "`aws backup list-backup-jobs --by-state FAILED`: StatusMessage.",
        doFirst:
          "Fix the reason (role, key, a database that is being modified), then make a backup by hand with " +
          "`aws backup start-backup-job --lifecycle DeleteAfterDays=35` and vault, resource and role of the " +
          "failed job. A locked vault fails a job without a lifecycle, or with one outside its limits (`aws " +
          "backup describe-backup-vault`). See docs/restore.md for what there is to restore from.",
        escalate: "Whoever answers for the data if there is no recovery point of the last two days.",
      },
    },
    {
      id: "backup-missing",
      title: "Completed backup jobs",
      watches: ["backupVault"],
      severity: "ticket",
      composite: "none",
      measure: jobs("NumberOfBackupJobsCompleted"),
      unit: "jobs",
      comparison: "<",
      threshold: () => 1,
      period: 86_400,
      breaching: [2, 2],
      missing: "breaching",
      meaning:
        "No backup was completed for two days, and none failed either: nothing is selected or nothing runs.",
      first: "Check that the plan still selects the tag Backup and that its role exists.",
      runbook: {
        means:
          "For two days no backup job was completed. In a new stack this comes once, before the first night's " +
          "backup.",
        lookAt:
          "`aws backup list-backup-jobs`; the plan's selections by tag; tags `Backup` of database, table and " +
          "buckets.",
        doFirst:
          "Restore tag or selection with `pulumi up` (`pulumi refresh` shows what was changed by hand), and " +
          "start one backup by hand, as for backup-failed.",
        escalate: "Whoever answers for the data: there is no protection until a job completes.",
      },
    },
  ],
};
