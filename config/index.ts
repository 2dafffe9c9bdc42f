export { sizingOf } from "./environment";
export type { Compute, Domain, Environment, LoadBalancer, Scaling } from "./environment";
export { loadEnvironment } from "./load";
export type { ConfigSource } from "./load";
export { ConfigError } from "./problems";
export type { Problem } from "./problems";
export { fromPulumi } from "./pulumi";
