import type { Declared } from "../../policy/examples/example";

/** What users come in by, as tests of policies on DNS declare it. */

export const [web, page] = ["web-1.elb.example", "d1.cloudfront.net"];

export const recoveryPlan = (props: Record<string, unknown>): Declared => ({
  type: "platform:recovery:RecoveryPlan",
  name: "recovery",
  props: { responseMinutes: 15, objectives: {}, ...props },
});

export const balancer = (props: Record<string, unknown> = {}, dnsName: unknown = web): Declared => ({
  type: "aws:lb/loadBalancer:LoadBalancer",
  name: `balancer ${String(dnsName)}`,
  props,
  filledIn: { dnsName },
});

/** One that asks a name. */
export const distribution = (domainName: string): Declared => ({
  type: "aws:cloudfront/distribution:Distribution",
  name: "distribution",
  props: { origins: [{ originId: "web", domainName }] },
  filledIn: { domainName: page },
});

export const zone = (id: string, vpcs: unknown): Declared => ({
  type: "aws:route53/zone:Zone",
  name: id,
  props: { name: "example.com", vpcs },
  filledIn: { id, zoneId: id },
});

/** A record of a name; with `failover` it is one of two. */
export const record = (name: string, target: string, failover?: string, props: object = {}): Declared => ({
  type: "aws:route53/record:Record",
  name: `${name} ${failover ?? ""} ${target}`,
  props: {
    name,
    type: "A",
    zoneId: "Z1",
    aliases: [{ name: target, zoneId: "Z2", evaluateTargetHealth: true }],
    ...(failover !== undefined && { failoverRoutingPolicies: [{ type: failover }], setIdentifier: failover }),
    ...props,
  },
});

/** One of a name's records that are chosen from by weight. */
export const weighted = (
  name: string,
  target: string,
  setIdentifier: string,
  props: object = {},
): Declared => ({
  ...record(name, target, undefined, { weightedRoutingPolicies: [{ weight: 50 }], setIdentifier, ...props }),
  name: `${name} ${setIdentifier} ${target}`,
});
