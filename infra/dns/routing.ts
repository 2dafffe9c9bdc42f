import type * as aws from "@pulumi/aws";

/** How a name that two regions serve chooses between them. Both stacks' records have the same. */
export type Routing =
  | { readonly policy: "failover"; readonly type: "PRIMARY" | "SECONDARY" }
  | { readonly policy: "latency"; readonly region: string }
  | { readonly policy: "weighted"; readonly weight: number };

type RecordArgs = Pick<
  aws.route53.RecordArgs,
  "failoverRoutingPolicies" | "latencyRoutingPolicies" | "weightedRoutingPolicies"
>;

export function routingPolicy(routing: Routing): RecordArgs {
  switch (routing.policy) {
    case "failover":
      return { failoverRoutingPolicies: [{ type: routing.type }] };
    case "latency":
      return { latencyRoutingPolicies: [{ region: routing.region }] };
    case "weighted":
      return { weightedRoutingPolicies: [{ weight: routing.weight }] };
  }
}
