import type { RecoveryMode } from "./disruption";

/** What a recovery depends on, as it is deployed. */
export interface RecoverySetup {
  readonly mode: RecoveryMode;
  /** Whether the region is the one by which global services are changed: that, and the alarm on the health check, is lost with it. */
  readonly isGlobalRegion: boolean;
  /** From a page until somebody acts, seconds. */
  readonly responseSeconds: number;
  readonly fleet: FleetSetup;
  /** Whether each zone has a way out of its own. */
  readonly natPerZone: boolean;
  /** Route 53's check of the endpoint, by which DNS fails over. */
  readonly healthCheck: { readonly intervalSeconds: number; readonly threshold: number };
  /** How long resolvers keep the address, seconds; an alias of a load balancer has 60. */
  readonly recordTtlSeconds: number;
  readonly database: DatabaseSetup;
  readonly sessions: { readonly store: "cache"; readonly nodes: number } | { readonly store: "dynamodb" };
  /** Static files and file backups in S3, GB. */
  readonly filesGb: number;
  readonly backup: BackupSetup;
}

export interface FleetSetup {
  /** Whether the others hold all users when one instance is lost, and when a zone is. */
  readonly holdsInstanceLoss: boolean;
  readonly holdsZoneLoss: boolean;
  /** Instances that hold the peak, and those that the standby runs while nothing has happened. */
  readonly peak: number;
  readonly standbyFloor: number;
  /** Whether anything adds instances to the standby's group under load. */
  readonly growsByItself: boolean;
  /** Fewest instances that a step out adds. */
  readonly leastScaleOut: number;
}

export interface DatabaseSetup {
  readonly engine: "aurora" | "postgres";
  /** Instances beside the writer; with plain PostgreSQL 1 is the standby of Multi-AZ. */
  readonly readers: number;
  readonly gb: number;
}

export interface BackupSetup {
  /** Between two recovery points of AWS Backup, hours. */
  readonly intervalHours: number;
  /** Whether they are copied to a second region. */
  readonly copied: boolean;
  /** Whether a lock keeps recovery points from whoever has a credential of the account. */
  readonly locked: boolean;
}
