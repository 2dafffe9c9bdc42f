import { propertyRule } from "../../model/property-rule";
import { rule } from "../../model/rule";
import { show } from "../../model/show";
import { elements, every, judge, some } from "../../model/value";

export const defaultGroupClosed = rule({
  name: "default-security-group-closed",
  description: "The default security group of a VPC lets nothing in or out",
  cannotKnow: "The default group of a VPC that another stack makes",
  severity: "medium",
  requirement: "security",
  sources: ["CFG VPC_DEFAULT_SECURITY_GROUP_CLOSED", "CKV2_AWS_12"],
  *check(stack) {
    for (const vpc of stack.ofType("aws:ec2/vpc:Vpc")) {
      const groups = stack.referring("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", vpc, "vpcId");
      const closed = groups.map(({ resource, sure }) =>
        every([
          sure,
          ...["ingress", "egress"].map((rules) =>
            judge(elements(resource.given(rules)), (known) => known.length === 0),
          ),
        ]),
      );
      const [first] = groups;
      yield {
        resource: vpc,
        verdict: some(closed),
        found: first
          ? `ingress ${show(first.resource.given("ingress"))}, egress ${show(first.resource.given("egress"))}`
          : "the default security group as AWS makes it: open inside the VPC, and to the outside",
        required: "an aws.ec2.DefaultSecurityGroup of the VPC without rules",
        fix: "add new aws.ec2.DefaultSecurityGroup(name, { vpcId }) without ingress and egress",
      };
    }
  },
});

export const imdsV2 = propertyRule({
  name: "instance-metadata-v2",
  description: "An instance gives its credentials to sessions of the metadata service, version 2, only",
  severity: "high",
  requirement: "security",
  sources: [
    "CFG EC2_IMDSV2_CHECK",
    "CFG EC2_LAUNCH_TEMPLATE_IMDSV2_CHECK",
    "CKV_AWS_79",
    "PCP aws-ec2-launchtemplate-enforce-imdsv2",
  ],
  on: {
    "aws:ec2/launchTemplate:LaunchTemplate": ["metadataOptions", "httpTokens"],
    "aws:ec2/instance:Instance": ["metadataOptions", "httpTokens"],
    "aws:ec2/launchConfiguration:LaunchConfiguration": ["metadataOptions", "httpTokens"],
  },
  // Where the service is off there is nothing to protect.
  except: (resource) => judge(resource.get("metadataOptions", "httpEndpoint"), (it) => it === "disabled"),
  holds: (tokens) => tokens === "required",
  required: '"required"',
});
