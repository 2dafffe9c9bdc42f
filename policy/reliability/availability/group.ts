import { rule } from "../../model/rule";
import { show } from "../../model/show";
import type { Resource, Stack } from "../../model/stack";
import {
  atLeast,
  elements,
  every,
  judge,
  not,
  parsed,
  read,
  some,
  unknown,
  type Value,
  type Verdict,
} from "../../model/value";
import { spans, zonesOfGroup } from "../../model/zones";

export const groupType = "aws:autoscaling/group:Group";

export const groupMultiAz = rule({
  name: "auto-scaling-group-multi-az",
  description: "An Auto Scaling group spans at least two Availability Zones",
  cannotKnow: "The zones of subnets that another stack or a look-up gives",
  severity: "critical",
  requirement: "D1",
  sources: ["CFG AUTOSCALING_MULTIPLE_AZ"],
  *check(stack) {
    for (const group of stack.ofType(groupType)) {
      const zones = zonesOfGroup(group);
      yield {
        resource: group,
        verdict: spans(zones, 2),
        found: `subnets in ${zones.names.join(", ") || "no zone"}`,
        required: "subnets in at least 2 Availability Zones",
        fix: "give vpcZoneIdentifiers the private subnets of two or more zones",
      };
    }
  },
});

export const groupMinimum = rule({
  name: "auto-scaling-group-minimum",
  description: "An Auto Scaling group always runs an instance in each of its Availability Zones",
  cannotKnow:
    "The zones of subnets that another stack or a look-up gives; what a scheduled action of another stack sets",
  severity: "high",
  requirement: "D1",
  sources: [],
  *check(stack) {
    for (const group of stack.ofType(groupType)) {
      const zones = zonesOfGroup(group);
      const count = Math.min(zones.names.length, zones.atMost);
      const floors = [group, ...schedulesOf(stack, group)];
      const enough = every(floors.map((floor) => atLeast(floor.given("minSize") ?? 0, count)));
      yield {
        resource: group,
        // More zones than are known of cannot make too few instances enough.
        verdict: enough === true && !zones.complete ? unknown : enough,
        found: `${floors.map((it) => `minSize ${show(it.given("minSize"))} (${it.name})`).join(", ")} in ${count} zones`,
        required: `minSize at least ${count}, the number of zones, of the group and of its scheduled actions`,
        fix: `set minSize to ${count} or more; of a scheduled action to -1 where it is to stay as it is`,
        platformFix: "platform:compute.minSize, or leave it to the plan",
      };
    }
  },
});

/** The scheduled actions that change a group's smallest size; without a minSize the provider sets it to 0. */
function schedulesOf(stack: Stack, group: Resource): Resource[] {
  return stack
    .referring("aws:autoscaling/schedule:Schedule", group, "autoscalingGroupName")
    .map(({ resource }) => resource)
    .filter((action) => action.given("minSize") !== -1);
}

/** Whether a group gets its traffic from a load balancer: by itself, or by attachments of the stack or that AWS has told of. */
export function isBehindLoadBalancer(stack: Stack, group: Resource): Verdict {
  const lists = ["targetGroupArns", "loadBalancers", "trafficSources"];
  const attachments = [
    ...stack.referring("aws:autoscaling/attachment:Attachment", group, "autoscalingGroupName"),
    ...stack.referring(
      "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment",
      group,
      "autoscalingGroupName",
    ),
  ];
  return some([
    ...attachments.map(({ sure }) => sure),
    ...lists.map((list) => {
      const told = group.list(list);
      // A list that the program sets is not known while its target groups are to be made.
      return told === unknown ? group.given(list) !== undefined : told.length > 0;
    }),
  ]);
}

export const groupHealthCheck = rule({
  name: "auto-scaling-group-elb-health-check",
  description:
    "An Auto Scaling group behind a load balancer replaces the instances that the load balancer finds unhealthy",
  cannotKnow:
    "A load balancer that another stack attaches the group to; whether the path of the health check tells that users are served",
  severity: "high",
  requirement: "D1",
  sources: ["CFG AUTOSCALING_GROUP_ELB_HEALTHCHECK_REQUIRED", "CKV2_AWS_15", "NAG AS2"],
  *check(stack) {
    for (const group of stack.ofType(groupType)) {
      const isBehind = isBehindLoadBalancer(stack, group);
      if (isBehind === false) continue;
      // AWS's own default is "EC2": where nothing is set, a preview knows enough.
      const type = group.given("healthCheckType");
      yield {
        resource: group,
        verdict: some([not(isBehind), judge(type, includesElb)]),
        found: `healthCheckType ${show(type)}`,
        required: 'healthCheckType "ELB"',
        fix: 'set healthCheckType to "ELB", with a healthCheckGracePeriod longer than an instance takes to boot',
      };
    }
  },
});

/** Auto Scaling takes several types of checks, with commas between them. */
function includesElb(types: Value): boolean {
  return show(types)
    .split(",")
    .some((type) => type.trim() === "ELB");
}

export const groupLaunchTemplate = rule({
  name: "auto-scaling-group-launch-template",
  description: "An Auto Scaling group starts its instances from a launch template",
  cannotKnow: "Whether the template's latest version is the one that the group was given",
  severity: "medium",
  requirement: "D1",
  sources: ["CKV_AWS_315"],
  *check(stack) {
    for (const group of stack.ofType(groupType)) {
      const isSet = (property: string) =>
        judge(group.given(property), (value) => value !== undefined && value !== "");
      yield {
        resource: group,
        verdict: some([isSet("launchTemplate"), isSet("mixedInstancesPolicy")]),
        found: isSet("launchConfiguration") === true ? "a launch configuration" : "no launch template",
        required: "launchTemplate, or mixedInstancesPolicy with one",
        fix: "move the launch configuration's settings to an aws.ec2.LaunchTemplate and name it in launchTemplate",
      };
    }
  },
});

export const groupNotifications = rule({
  name: "auto-scaling-group-notifications",
  description: "Launches and terminations that fail are told to somebody",
  cannotKnow: "Whether whoever is told reads it; notifications of another stack",
  severity: "medium",
  requirement: "D1",
  sources: ["NAG AS3"],
  *check(stack) {
    const events = stack.ofType("aws:cloudwatch/eventRule:EventRule");
    for (const group of stack.ofType(groupType)) {
      const direct = stack.referring("aws:autoscaling/notification:Notification", group, "groupNames");
      yield {
        resource: group,
        verdict: some([
          ...direct.map(({ resource, sure }) => every([sure, tellsOfErrors(resource)])),
          ...events.map((event) => tellsOfFailures(stack, event, group)),
        ]),
        found: "no notification, and no event rule for Auto Scaling that has a target",
        required:
          "an aws.autoscaling.Notification for the group, or an EventBridge rule on the source aws.autoscaling",
        fix: 'add an aws.cloudwatch.EventRule on {"source": ["aws.autoscaling"], "detail-type": ["EC2 Instance Launch Unsuccessful"]} with a topic as its target',
      };
    }
  },
});

/** Whether a notification is sent when a launch or termination fails. */
function tellsOfErrors(notification: Resource): Verdict {
  const kinds = notification.list("notifications");
  return kinds === unknown
    ? unknown
    : some(kinds.map((kind) => judge(kind, (it) => show(it).endsWith("_ERROR"))));
}

/** Whether an event rule passes on to something that Auto Scaling failed to launch or terminate an instance of a group. */
function tellsOfFailures(stack: Stack, event: Resource, group: Resource): Verdict {
  const targets = stack.referring("aws:cloudwatch/eventTarget:EventTarget", event, "rule");
  return every([
    judge(event.get("eventPattern"), (pattern) => isOnFailures(show(pattern), group)),
    judge(event.given("state"), (state) => state !== "DISABLED"),
    judge(event.given("isEnabled"), (enabled) => enabled !== false),
    some(targets.map(({ sure }) => sure)),
  ]);
}

function isOnFailures(pattern: string, group: Resource): boolean {
  const document = parsed(pattern);
  const names = (...path: string[]) =>
    elements(path.reduce<Value>((value, key) => read(value, key), document));
  const takes = (list: ReturnType<typeof names>, wanted: (name: string) => boolean) =>
    list === unknown || list.length === 0 || list.some((name) => typeof name === "string" && wanted(name));
  const source = names("source");
  const isOfScaling = source !== unknown && source.includes("aws.autoscaling");
  const own = group.get("name");
  return (
    isOfScaling &&
    takes(names("detail-type"), (type) => type.endsWith("Unsuccessful")) &&
    takes(names("detail", "AutoScalingGroupName"), (name) => typeof own !== "string" || name === own)
  );
}
