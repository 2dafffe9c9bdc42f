import type { Quotas, Range, Sizing, Workload } from "../capacity";
import { parseCidr } from "./cidr";
import type { Alarms, Notifications, Slo, Tracing } from "./observability";

/** What users reach the platform by. */
export interface Domain {
  /** Fully qualified name of the endpoint, such as `app.example.com`. */
  readonly name: string;
  /** Public Route 53 hosted zone that holds {@link name}. */
  readonly hostedZone: string;
  /** ACM certificate of the load balancer's region to use; without it one is requested and validated by DNS. */
  readonly certificateArn?: string;
}

export interface Network {
  /** IPv4 block of the VPC, /16 to /20. */
  readonly cidrBlock: string;
  /** Availability Zones that the block is divided for (at least those in use): more can be added without moving subnets. */
  readonly layoutZones: number;
  /** Names of the Availability Zones, as many as there are; without them the first of the region. */
  readonly zones?: readonly string[];
  /** Whether instances reach AWS by interface endpoints, paid by the hour and zone; without them through NAT. */
  readonly interfaceEndpoints: boolean;
}

export interface Scaling {
  /** What instances are added and removed by: CPU utilisation, or requests per target. */
  readonly metric: "cpu" | "requestsPerTarget";
  /** Out above this CPU utilisation, percent. */
  readonly scaleOutCpuPercent: number;
  /** In below this CPU utilisation, percent. */
  readonly scaleInCpuPercent: number;
  /** Requests per target and minute to hold; always there when {@link metric} is `requestsPerTarget`. */
  readonly requestsPerTargetPerMinute?: number;
}

export interface Compute {
  readonly instanceType: string;
  /** Image of the instances, of their architecture; without one the newest of the first deployment is kept. */
  readonly imageId?: string;
  /** Memory of an instance that users do not get, MiB. */
  readonly osReserveMb: number;
  /** Instances, set by hand in place of the plan's `compute.min`. */
  readonly minSize?: number;
  /** Instances, set by hand in place of the plan's `compute.max`. */
  readonly maxSize?: number;
  readonly scaling: Scaling;
  /** Path, from the project's root, of a script that replaces the built-in web service at boot. */
  readonly bootScript?: string;
}

export interface LoadBalancer {
  readonly type: "application" | "network";
  readonly stickySessions: boolean;
  /** Defaults to true in prod, false in dev. */
  readonly deletionProtection: boolean;
}

/** Times of day or week are in UTC, as AWS takes them: `03:00-04:00`, `sun:05:00-sun:06:00`. */
export interface Database {
  readonly engine: "aurora" | "postgres";
  /** Set by hand; `plan.database.instanceClass` is what to use. */
  readonly instanceClass?: string;
  /** Capacity units of `db.serverless`, set by hand; `plan.database.acu` is what to use. */
  readonly acu?: Range;
  /** Instances beside the writer (0-15; prod at least 1). With `postgres` 1 is the standby of Multi-AZ. */
  readonly readers: number;
  /** Ceiling of reader autoscaling (from {@link readers} to 15); with `postgres` the same as {@link readers}. */
  readonly maxReaders: number;
  /** Point-in-time recovery (1-35 days; prod at least 7). */
  readonly backupRetentionDays: number;
  readonly backupWindow: string;
  /** Does not overlap {@link backupWindow}. */
  readonly maintenanceWindow: string;
  /** Defaults to true in prod, false in dev. */
  readonly deletionProtection: boolean;
}

export interface Cache {
  /** Set by hand; `plan.cache.nodeType` is what to use. */
  readonly nodeType?: string;
  /** A primary and its replicas (1-6; prod at least 2). */
  readonly nodes: number;
  /** 0-35 days, 0 for none; prod at least 1. */
  readonly snapshotRetentionDays: number;
  readonly snapshotWindow: string;
  /** Does not overlap {@link snapshotWindow}. */
  readonly maintenanceWindow: string;
}

export interface SessionTable {
  /** With `provisioned`, `plan.sessionTable.provisioned` says between which capacities to scale. */
  readonly billing: "onDemand" | "provisioned";
  /** Ceiling of autoscaling, set by hand. */
  readonly readCapacity?: number;
  readonly writeCapacity?: number;
}

export interface Storage {
  /** Whether CloudFront serves the static files. */
  readonly cloudFront: boolean;
  /** Days after which file backups go to archive (60-3650), read at once; they are in infrequent access from day 30. */
  readonly archiveAfterDays: number;
  /** Days that versions are kept which are not current (1-3650). */
  readonly noncurrentDays: number;
}

export interface Backup {
  /** Hour of the day, UTC, at which daily backups begin, 0-23; derived, clear of the database's windows where that matters. */
  readonly startHour: number;
  /** Defaults to governance in prod, none in dev. */
  readonly vaultLock: "none" | "governance" | "compliance";
  /**
   * 1-35 days. Defaults to the database's `backupRetentionDays`: a continuous backup takes that setting of the
   * database over, so two different figures would undo each other.
   */
  readonly dailyRetentionDays: number;
  /** At least {@link dailyRetentionDays}. */
  readonly weeklyRetentionDays: number;
  /** At least {@link weeklyRetentionDays}. */
  readonly monthlyRetentionDays: number;
  /** Region of a second copy, not {@link Environment.region}; always there in prod. */
  readonly copyToRegion?: string;
  readonly restoreTesting: boolean;
}

/** A stack's configuration: validated, defaults filled in. */
export interface Environment {
  readonly stack: string;
  readonly name: "dev" | "prod";
  /** AWS region, such as `us-east-1`. */
  readonly region: string;
  /** Availability Zones to spread over (2-6; prod at least 3). */
  readonly availabilityZones: number;
  /** Always there in prod; without one the load balancer speaks HTTP only. */
  readonly domain?: Domain;
  /** Who alarms are sent to; at least one address. */
  readonly notifications: Notifications;
  /** Tags of every resource, beside those that the program adds. */
  readonly tags: Readonly<Record<string, string>>;
  readonly workload: Workload;
  readonly network: Network;
  readonly compute: Compute;
  readonly loadBalancer: LoadBalancer;
  readonly database: Database;
  readonly cache: Cache;
  /** Where sessions live: the cache, or a DynamoDB table in place of it. */
  readonly sessionStore: "cache" | "dynamodb";
  readonly sessionTable: SessionTable;
  readonly storage: Storage;
  readonly backup: Backup;
  readonly quotas: Quotas;
  readonly alarms: Alarms;
  readonly slo: Slo;
  readonly tracing: Tracing;
}

/** The parts of an environment that the capacity model builds on. */
export type Sized = Pick<
  Environment,
  | "name"
  | "availabilityZones"
  | "workload"
  | "network"
  | "compute"
  | "database"
  | "cache"
  | "sessionStore"
  | "sessionTable"
  | "quotas"
>;

/** What the capacity model needs to know beside the workload. */
export function sizingOf(environment: Sized): Sizing {
  const { name, availabilityZones, compute, database, cache, sessionStore, sessionTable } = environment;
  const isProd = name === "prod";
  const { layoutZones } = environment.network;
  const { billing, ...capacity } = sessionTable;
  return {
    instanceType: compute.instanceType,
    availabilityZones,
    osReserveMb: compute.osReserveMb,
    scaleOutCpuPercent: compute.scaling.scaleOutCpuPercent,
    ...(compute.maxSize !== undefined && { maxSize: compute.maxSize }),
    vpcMask: parseCidr(environment.network.cidrBlock)?.mask ?? 16,
    ...(layoutZones !== availabilityZones && { layoutZones }),
    natGateways: isProd ? availabilityZones : 1,
    database: {
      engine: database.engine,
      ...(database.instanceClass !== undefined && { instanceClass: database.instanceClass }),
      ...(database.acu && { acu: database.acu }),
      readers: database.readers,
      family: isProd ? "m5" : "t4g",
    },
    cache: { ...(cache.nodeType !== undefined && { nodeType: cache.nodeType }), nodes: cache.nodes },
    sessions: { store: sessionStore, ...(billing === "provisioned" && { table: capacity }) },
    quotas: environment.quotas,
  };
}
