export type { Compute, Domain, Environment, LoadBalancer, Scaling } from "./environment";
