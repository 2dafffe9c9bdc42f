import type { Rule } from "../model/rule";
import { judge } from "../model/value";
import { spans, zonesOf } from "../model/zones";

const groupType = "aws:autoscaling/group:Group";
const loadBalancerTypes = ["aws:lb/loadBalancer:LoadBalancer", "aws:alb/loadBalancer:LoadBalancer"];

export const groupMultiAz: Rule = {
  name: "auto-scaling-group-multi-az",
  description: "An Auto Scaling group spans at least two Availability Zones",
  severity: "critical",
  requirement: "D1",
  sources: ["CFG AUTOSCALING_MULTIPLE_AZ"],
  *check(stack) {
    for (const group of stack.ofType(groupType)) {
      const zones = zonesOf(group, "vpcZoneIdentifiers");
      yield {
        resource: group,
        verdict: spans(zones, 2),
        found: `subnets in ${zones.names.join(", ") || "no zone"}`,
        required: "subnets in at least 2 Availability Zones",
        fix: "give vpcZoneIdentifiers the private subnets of two or more zones",
      };
    }
  },
};

export const loadBalancerMultiAz: Rule = {
  name: "load-balancer-multi-az",
  description: "A load balancer spans at least two Availability Zones",
  severity: "critical",
  requirement: "D1",
  sources: ["CFG ELBV2_MULTIPLE_AZ"],
  *check(stack) {
    for (const loadBalancer of stack.ofType(...loadBalancerTypes)) {
      const zones = zonesOf(loadBalancer, "subnets");
      yield {
        resource: loadBalancer,
        verdict: spans(zones, 2),
        found: `subnets in ${zones.names.join(", ") || "no zone"}`,
        required: "subnets in at least 2 Availability Zones",
        fix: "give subnets the public subnets of two or more zones",
      };
    }
  },
};

export const groupHealthCheck: Rule = {
  name: "auto-scaling-group-elb-health-check",
  description:
    "An Auto Scaling group behind a load balancer replaces the instances that the load balancer finds unhealthy",
  severity: "high",
  requirement: "D1",
  sources: ["CFG AUTOSCALING_GROUP_ELB_HEALTHCHECK_REQUIRED", "CKV2_AWS_15", "NAG AS2"],
  *check(stack) {
    for (const group of stack.ofType(groupType)) {
      const attached = [group.get("targetGroupArns"), group.get("loadBalancers")];
      if (attached.every((list) => list === undefined || (Array.isArray(list) && list.length === 0)))
        continue;
      const type = group.string("healthCheckType");
      yield {
        resource: group,
        verdict: judge(type, (known) => known === "ELB"),
        found: `healthCheckType ${String(type ?? "not set, which means EC2")}`,
        required: 'healthCheckType "ELB"',
        fix: 'set healthCheckType to "ELB", with a healthCheckGracePeriod longer than an instance takes to boot',
      };
    }
  },
};
