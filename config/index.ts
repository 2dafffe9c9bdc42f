export { sizingOf } from "./environment";
export type {
  Backup,
  Cache,
  Compute,
  Database,
  Domain,
  Environment,
  LoadBalancer,
  Network,
  Scaling,
  SessionTable,
  Storage,
} from "./environment";
export { loadEnvironment } from "./load";
export type { ConfigSource } from "./load";
export type { Alarms, Notifications, Slo, Subscribers, Tracing } from "./observability";
export { ConfigError } from "./problems";
export type { Problem } from "./problems";
export { fromPulumi } from "./pulumi";
