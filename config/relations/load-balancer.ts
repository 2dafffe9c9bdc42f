import { valueAt } from "../problems";
import { problem, type Relation } from "./problem";

/**
 * "Sticky sessions are not supported for TLS or QUIC listeners": Elastic Load Balancing, Network Load Balancers, "Edit
 * target group attributes for your Network Load Balancer", read 2026-11-25. A domain makes the listener TLS.
 */
export function stickiness(values: unknown): Relation[] {
  const section = ["platform:loadBalancer"];
  if (valueAt(values, [...section, "type"]) !== "network") return [];
  const path = [...section, "stickySessions"];
  if (valueAt(values, path) !== true || valueAt(values, ["platform:domain"]) === undefined) return [];
  return problem(
    values,
    path,
    "false, as a network load balancer keeps no user on an instance where it ends TLS, which it does for platform:domain",
    "use an application load balancer, or keep sessions in the session store alone",
  );
}
