import { propertyRule } from "../../model/property-rule";
import { rule } from "../../model/rule";
import { spans, zonesOf } from "../../model/zones";
import { judge, some, unknown } from "../../model/value";

export const loadBalancerType = "aws:lb/loadBalancer:LoadBalancer";

export const loadBalancerMultiAz = rule({
  name: "load-balancer-multi-az",
  description: "A load balancer spans at least two Availability Zones",
  cannotKnow: "The zones of subnets that another stack or a look-up gives",
  severity: "critical",
  requirement: "D1",
  sources: ["CFG ELBV2_MULTIPLE_AZ"],
  *check(stack) {
    for (const loadBalancer of stack.ofType(loadBalancerType)) {
      const zones = zonesOf(loadBalancer, "subnets");
      const mapped = judge(loadBalancer.list("subnetMappings"), (mappings) => mappings.length >= 2);
      yield {
        resource: loadBalancer,
        verdict: some([spans(zones, 2), mapped]),
        found: `subnets in ${zones.names.join(", ") || "no zone"}`,
        required: "subnets in at least 2 Availability Zones",
        fix: "give subnets the public subnets of two or more zones",
      };
    }
  },
});

export const loadBalancerCrossZone = propertyRule({
  name: "load-balancer-cross-zone",
  description: "A load balancer sends requests to the instances of all zones",
  severity: "medium",
  requirement: "D1",
  sources: ["CFG ELB_CROSS_ZONE_LOAD_BALANCING_ENABLED", "CKV_AWS_152"],
  on: { [loadBalancerType]: ["enableCrossZoneLoadBalancing"] },
  // An Application Load Balancer always does; AWS does not let it be switched off there.
  except: (loadBalancer) =>
    judge(loadBalancer.get("loadBalancerType"), (type) => type === undefined || type === "application"),
  holds: (value) => value === true,
  required: "true",
});

export const failoverRecords = rule({
  name: "dns-failover-health",
  description: "A failover record stops answering when what it points to is unhealthy",
  cannotKnow: "Whether the health check asks for what users ask for; how long resolvers keep an answer",
  severity: "high",
  requirement: "D1",
  sources: [],
  *check(stack) {
    for (const record of stack.ofType("aws:route53/record:Record")) {
      const policies = record.list("failoverRoutingPolicies");
      if (policies !== unknown && policies.length === 0) continue;
      const evaluates = judge(record.get("aliases", 0, "evaluateTargetHealth"), (value) => value === true);
      const checked = judge(record.get("healthCheckId"), (value) => value !== undefined && value !== "");
      const isSecondary = judge(
        record.get("failoverRoutingPolicies", 0, "type"),
        (type) => type === "SECONDARY",
      );
      yield {
        resource: record,
        verdict: some([evaluates, checked, isSecondary]),
        found: "neither a health check nor evaluateTargetHealth",
        required: "healthCheckId, or an alias with evaluateTargetHealth true, on the primary record",
        fix: "set aliases[0].evaluateTargetHealth to true, or healthCheckId to an aws.route53.HealthCheck",
      };
    }
  },
});
