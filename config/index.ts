export { deploymentOf } from "./deployment";
export type { AlarmsConfig, Environment, NotificationsConfig, SloConfig, Subscribers } from "./environment";
export { loadEnvironment } from "./load";
export type { ConfigSource } from "./load";
export { ConfigError } from "./problems";
export type { Problem } from "./problems";
export { fromPulumi } from "./pulumi";
export { sizingOf } from "./sizing";
