import { loadAwsServiceSpecSync } from "@aws-cdk/aws-service-spec";
import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { unknown } from "../../policy/model/value";
import { attachments, iamAdministrator } from "../../policy/security/identity/administrator";
import { iamWildcards } from "../../policy/security/identity/iam";
import { judge } from "./declare";
import { inputsNamed } from "./sdk-inputs";

type Props = Record<string, unknown>;
const it_ = (type: string, props: Props): Declared => ({ type, name: "it", props });
const allow = (Action: unknown, Resource: unknown) => ({ Effect: "Allow", Action, Resource });
const wildcards = (...Statement: unknown[]) =>
  judge(iamWildcards, it_("aws:iam/policy:Policy", { policy: { Statement } })).it;

describe("iam-no-wildcards: what a pattern matches, however it is spelled", () => {
  it("refuses all actions of AWS, on whatever", () => {
    for (const action of ["*", "**", "?*", "*:*", "*:?*", "s*:*", "?3:GetObject"])
      assert.equal(wildcards(allow(action, "arn:aws:s3:::files")), false, action);
  });

  it("refuses many actions of a service on everything", () => {
    for (const action of ["s3:*", "S3:*", "s3:?*", "s3:*?", "s3:**", "s3:Put*", "s3:*Object", "s3:?????????"])
      assert.equal(wildcards(allow(action, "*")), false, action);
    for (const action of [
      "ec2:Describe*",
      "ec2:DescribeInstance?",
      "EC2:describe*s",
      "s3:List*",
      "s3:GetObject",
    ])
      assert.equal(wildcards(allow(action, "*")), true, action);
  });

  it("refuses resources of which nothing is named", () => {
    for (const resource of [
      "?*",
      "a*",
      "arn:*",
      "*:*:*:*:*:*",
      "arn:aws:s3:::?*",
      "arn:aws:s3:::*?",
      "arn:aws:s3:::????????????????",
      "arn:*:s3:::*",
      "arn:aws:s3:*:*:*/*",
      "arn:aws:iam::123456789012:role/*",
      "arn:aws:iam::123456789012:role/?*",
      "arn:aws:iam::123456789012:r*",
      "arn:aws:iam::123456789012:*/*",
      "arn:aws:apigateway:us-east-1::/restapis/*",
      "arn:aws:glue:us-east-1:123456789012:crawler/*",
    ])
      assert.equal(wildcards(allow("s3:*", resource)), false, resource);
    for (const resource of [
      "arn:aws:s3:::files-*",
      "arn:aws:s3:::files/*",
      "arn:aws:sqs:us-east-1:1:web-*",
      "arn:aws:iam::123456789012:role/web-?",
      "arn:aws:iam::123456789012:role/web/*",
      "arn:aws:s3:::*-${aws:username}",
      "arn:aws:execute-api:us-east-1:1:*/prod/*",
    ])
      assert.equal(wildcards(allow("s3:*", resource)), true, resource);
  });

  it("knows the kinds of resources of every service that AWS's specification has", () => {
    const kinds = [...loadAwsServiceSpecSync().all("resource")].flatMap(({ arnTemplate }) => {
      const [, service = "", kind = ""] =
        /^arn:[^:]*:([\w-]+):[^:]*:[^:]*:([^$]*)\$/.exec(arnTemplate ?? "") ?? [];
      return service === "" ? [] : [`arn:aws:${service}:us-east-1:123456789012:${kind}*`];
    });
    assert.ok(kinds.length > 900);
    const passed = kinds.filter((resource) => wildcards(allow("s3:*", resource)) !== false);
    // A kind of two words, or of some resources of a service only, is taken for a name.
    assert.deepEqual(
      new Set(passed.map((resource) => resource.split(":")[2])),
      new Set(["chatbot", "codepipeline", "greengrass", "healthlake", "s3"]),
    );
  });
});

describe("iam-no-wildcards: parts that are not known yet", () => {
  const wide = allow("s3:*", "*");

  it("refuses what the known statements break, and leaves the rest undecided", () => {
    assert.equal(wildcards(notYetKnown, wide), false);
    assert.equal(wildcards(notYetKnown, allow("s3:GetObject", "*")), unknown);
    assert.equal(wildcards(allow(["s3:*", notYetKnown], ["*", notYetKnown])), false);
    assert.equal(wildcards(allow("s3:*", ["arn:aws:s3:::files/*", notYetKnown])), unknown);
    assert.equal(wildcards(allow(notYetKnown, "*")), unknown);
    assert.equal(wildcards({ ...wide, Effect: notYetKnown }), unknown);
    assert.equal(wildcards({ ...allow(notYetKnown, "*"), Effect: "Deny" }), true);
  });

  it("leaves inline policies undecided of which not even the number is known", () => {
    const role = (inlinePolicies: unknown) =>
      judge(iamWildcards, it_("aws:iam/role:Role", { inlinePolicies })).it;
    assert.equal(role(notYetKnown), unknown);
    assert.equal(role([{ policy: notYetKnown }]), unknown);
    assert.equal(role([{ policy: { Statement: wide } }]), false);
    assert.equal(role([]), undefined);
  });

  it("reads the inline policy of a permission set", () => {
    const type = "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy";
    assert.equal(judge(iamWildcards, it_(type, { inlinePolicy: { Statement: wide } })).it, false);
  });
});

describe("iam-no-administrator: whatever attaches a managed policy", () => {
  const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
  const values: Readonly<Record<string, (policy: string) => Props>> = {
    customerManagedPolicyReference: (policy) => ({ customerManagedPolicyReference: { name: policy } }),
    customerManagedPolicyReferences: (policy) => ({ customerManagedPolicyReferences: [{ name: policy }] }),
  };

  it("is refused that of administrators, by every type", () => {
    for (const [type, [property]] of Object.entries(attachments)) {
      const make =
        values[property] ??
        ((policy: string) => ({ [property]: property.endsWith("s") ? [policy] : policy }));
      const verdict = (policy: string) => judge(iamAdministrator, it_(type, make(policy))).it;
      assert.equal(verdict(administrator), false, type);
      assert.equal(verdict("arn:aws:iam::aws:policy/ReadOnlyAccess"), true, type);
      assert.equal(verdict(notYetKnown), unknown, type);
    }
    const eks = "aws:eks/accessPolicyAssociation:AccessPolicyAssociation";
    const policyArn = "arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy";
    assert.equal(judge(iamAdministrator, it_(eks, { policyArn })).it, false);
  });

  /** What takes rights away, or is no policy on AWS's actions. */
  const others = [
    "aws:batch/jobQueue:JobQueue.schedulingPolicyArn",
    "aws:chatbot/slackChannelConfiguration:SlackChannelConfiguration.guardrailPolicyArns",
    "aws:chatbot/teamsChannelConfiguration:TeamsChannelConfiguration.guardrailPolicyArns",
    "aws:emr/studioSessionMapping:StudioSessionMapping.sessionPolicyArn",
    "aws:networkfirewall/firewall:Firewall.firewallPolicyArn",
    "aws:resiliencehub/v2Service:V2Service.policyArn",
    "aws:resiliencehub/v2UserJourney:V2UserJourney.policyArn",
    "aws:rolesanywhere/profile:Profile.managedPolicyArns",
  ];

  it("is each type of the SDK that names a policy by ARN or reference", () => {
    const named = inputsNamed(/polic(y|ies)(Arns?|References?)$/i);
    const judged = Object.entries(attachments).map(([type, [property]]) => `${type}.${property}`);
    assert.deepEqual(named.sort(), [...judged, ...others].sort());
  });
});
