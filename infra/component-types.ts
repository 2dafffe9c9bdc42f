/**
 * Type tokens of all components, `platform:<area>:<Class>`. A token is part of the URN of a component and of all that is below it,
 * and policies find the capacity plan by its own: so a file that moves keeps its component's area, and a token is changed with an
 * alias only.
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
  LoadBalancer: "platform:loadbalancer:LoadBalancer",
  Network: "platform:network:Network",
  Notifications: "platform:observability:Notifications",
  Observability: "platform:observability:Observability",
  Platform: "platform:region:Platform",
  RecoveryPlan: "platform:recovery:RecoveryPlan",
  SessionTable: "platform:database:SessionTable",
  Settings: "platform:settings:Settings",
  StateBucket: "platform:account:StateBucket",
  Storage: "platform:storage:Storage",
  WebAcl: "platform:loadbalancer:WebAcl",
} as const;
