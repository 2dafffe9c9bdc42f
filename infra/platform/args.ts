import type * as aws from "@pulumi/aws";
import type { CapacityPlan } from "../../capacity";
import type { Environment } from "../../config";

export interface PlatformArgs {
  environment: Environment;
  /** What the environment's workload needs. */
  plan: CapacityPlan;
  /** Time of the deployment: what is scheduled lies before or after it. */
  now: Date;
  /** Names of the Availability Zones, as many as the environment declares. */
  zones: readonly string[];
  /** Tags of what the provider's default tags do not reach: the group, instances and their volumes. */
  tags: Record<string, string>;
  /** Provider of the region that copies of backups go to; none for no copies. */
  backupCopyProvider?: aws.Provider;
  /** Provider of the standby's region, for what the primary replicates into it; none for a stack without a standby. */
  standbyProvider?: aws.Provider;
  /** Provider of us-east-1, for metrics of Route 53 and certificates of CloudFront; none where nothing serves in the stack's place. */
  globalProvider?: aws.Provider;
}
