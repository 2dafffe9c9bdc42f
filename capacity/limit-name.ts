/** What can run out while the registered users grow. */
export type LimitName =
  | "instances"
  | "subnetAddresses"
  | "vcpuQuota"
  | "elasticIpQuota"
  | "databaseStorage"
  | "databaseMemory"
  | "databaseCpu"
  | "databaseConnections"
  | "cacheMemory"
  | "sessionTableReads"
  | "sessionTableWrites";
