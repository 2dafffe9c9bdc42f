import { type FoundProblem, valueAt } from "../problems";
import { problem } from "./problem";

/**
 * "Sticky sessions are not supported for TLS or QUIC listeners": Elastic Load Balancing, Network Load Balancers, "Edit
 * target group attributes for your Network Load Balancer", read 2026-11-25. A domain makes the listener TLS.
 */
export function stickiness(values: unknown): FoundProblem[] {
  if (!isNetwork(values)) return [];
  const path = ["platform:loadBalancer", "stickySessions"];
  if (valueAt(values, path) !== true || valueAt(values, ["platform:domain"]) === undefined) return [];
  return problem(
    values,
    path,
    "false, as a network load balancer keeps no user on an instance where it ends TLS, which it does for platform:domain",
    "use an application load balancer, or keep sessions in the session store alone",
  );
}

/** A tier's default leaves the web ACL out there by itself. */
export function webAcl(values: unknown): FoundProblem[] {
  const path = ["platform:webAcl", "enabled"];
  if (!isNetwork(values) || valueAt(values, path) !== true) return [];
  return problem(
    values,
    path,
    "false, as a web ACL judges HTTP and platform:loadBalancer.type is network",
    "or leave the key out",
  );
}

function isNetwork(values: unknown): boolean {
  return valueAt(values, ["platform:loadBalancer", "type"]) === "network";
}
