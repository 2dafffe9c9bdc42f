import type { Workload } from "./workload";

/** Volumes in S3, GB, decimal. */
export interface StoragePlan {
  readonly staticGb: number;
  readonly backupGb: number;
}

export function storageOf({ staticFilesGb, fileBackupGb }: Workload): StoragePlan {
  return { staticGb: staticFilesGb, backupGb: fileBackupGb };
}
