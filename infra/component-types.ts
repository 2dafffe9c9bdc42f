/**
 * Type tokens of all components, `platform:<area>:<Class>`. A token is part of the URN of a component and of all that is below it,
 * and policies find the capacity plan by its own: so a token is changed with an alias only. The area of what lies in a folder is that folder.
 */
export const componentTypes = {
  Account: "platform:account:Account",
  Application: "platform:application:Application",
  Backup: "platform:backup:Backup",
  BackupVault: "platform:backup:BackupVault",
  Budget: "platform:cost:Budget",
  Bucket: "platform:storage:Bucket",
  Cache: "platform:cache:Cache",
  CapacityPlan: "platform:capacity:CapacityPlan",
  Certificate: "platform:dns:Certificate",
  Compute: "platform:compute:Compute",
  Database: "platform:database:Database",
  Delivery: "platform:account:Delivery",
  Encryption: "platform:encryption:Encryption",
  EndpointHealth: "platform:dns:EndpointHealth",
  Events: "platform:observability:Events",
  FallbackPage: "platform:dns:FallbackPage",
  HealthAlarm: "platform:dns:HealthAlarm",
  LoadBalancer: "platform:loadbalancer:LoadBalancer",
  Network: "platform:network:Network",
  Notifications: "platform:observability:Notifications",
  Observability: "platform:observability:Observability",
  Platform: "platform:platform:Platform",
  RecoveryPlan: "platform:recovery:RecoveryPlan",
  ReplicaKey: "platform:encryption:ReplicaKey",
  SessionTable: "platform:database:SessionTable",
  Settings: "platform:settings:Settings",
  StateBucket: "platform:account:StateBucket",
  Storage: "platform:storage:Storage",
  StorageReplica: "platform:storage:StorageReplica",
  WebAcl: "platform:loadbalancer:WebAcl",
} as const;

/** What a stack of 0.1.0 calls its platform: without this alias everything below it would be made anew. */
export const formerPlatformType = "platform:region:Platform";
