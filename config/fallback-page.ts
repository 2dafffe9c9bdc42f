import type { Environment } from "./environment";

/**
 * Whether the stack keeps the page that users see where no region serves them. CloudFront gives a name to one distribution, so of
 * two stacks it is the standby's, which is asked last; with the other routings no region is the last.
 */
export function keepsFallbackPage({
  domain,
  pair,
  recovery,
}: Pick<Environment, "domain" | "pair" | "recovery">): boolean {
  if (!domain || recovery.mode === "none") return false;
  return pair ? pair.role === "standby" && domain.routing === "failover" : true;
}

/** Whether DNS asks for the health of the stack's endpoint: where something else serves in its place. */
export function hasHealthCheck(environment: Pick<Environment, "domain" | "pair" | "recovery">): boolean {
  return (
    environment.domain !== undefined && (environment.pair !== undefined || keepsFallbackPage(environment))
  );
}
