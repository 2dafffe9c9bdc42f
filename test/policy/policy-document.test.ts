import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { defaultsOf } from "../../policy/model/policy";
import type { Rule } from "../../policy/model/rule";
import { unknown } from "../../policy/model/value";
import { bucketDeniesHttp, bucketPrivateAcl } from "../../policy/security/exposure/bucket";
import { resourcePolicyNotPublic } from "../../policy/security/exposure/resource-policy";
import { iamAdministrator } from "../../policy/security/identity/administrator";
import { iamWildcards } from "../../policy/security/identity/iam";
import { trustLimited } from "../../policy/security/identity/trust";
import { stackOf, verdicts } from "./declare";

type Props = Record<string, unknown>;

/** What a rule says of one resource. */
function verdict<Config extends object>(rule: Rule<Config>, type: string, props: Props) {
  const it: Declared = { type, name: "it", props };
  return verdicts(rule, stackOf(it), defaultsOf(rule)).it;
}

const policyOf = (statement: object) => JSON.stringify({ Statement: [{ Effect: "Allow", ...statement }] });

describe("bucket-denies-plain-http: ways to write it", () => {
  const Deny = { Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "arn:aws:s3:::files/*" };
  const judge = (statement: object, policy: unknown = policyOf({ ...Deny, ...statement })) =>
    verdict(bucketDeniesHttp, "aws:s3/bucket:Bucket", { policy });
  const Condition = { Bool: { "aws:SecureTransport": "false" } };

  it("takes a boolean for its text, and a key in any case", () => {
    assert.equal(judge({ Condition: { Bool: { "aws:SecureTransport": false } } }), true);
    assert.equal(judge({ Condition: { Bool: { "AWS:secureTransport": ["false"] } } }), true);
    assert.equal(judge({ Condition: { Bool: { "aws:SecureTransport": true } } }), false);
  });

  it("does not take the opposite for it", () => {
    for (const operator of ["StringNotEquals", "Null"])
      assert.equal(judge({ Condition: { [operator]: { "aws:SecureTransport": "false" } } }), false, operator);
    assert.equal(judge({ Condition: { BoolIfExists: { "aws:SecureTransport": "false" } } }), true);
  });

  it("asks it of all objects, not of the bucket alone or a folder", () => {
    const on = (Resource: unknown) => judge({ Condition, Resource });
    for (const all of ["*", "arn:aws:s3:::*", ["arn:aws:s3:::files", "arn:aws:s3:::files/*"]])
      assert.equal(on(all), true, String(all));
    for (const part of ["arn:aws:s3:::files", "arn:aws:s3:::files/public/*"])
      assert.equal(on(part), false, part);
  });

  it("does not hold against it what is not known yet", () => {
    const Statement = [{ ...Deny, Condition, Resource: ["arn:aws:s3:::files", notYetKnown] }];
    assert.equal(judge({}, { Statement }), true);
  });
});

describe("bucket-acl-private: grants", () => {
  const groups = "http://acs.amazonaws.com/groups";
  const acl = (uri: unknown) =>
    verdict(bucketPrivateAcl, "aws:s3/bucketAcl:BucketAcl", {
      accessControlPolicy: { grants: [{ permission: "READ", grantee: { type: "Group", uri } }] },
    });

  it("must not go to everybody, of an ACL or of the bucket itself", () => {
    assert.equal(acl(`${groups}/global/AllUsers`), false);
    assert.equal(acl(`${groups}/global/AuthenticatedUsers`), false);
    assert.equal(acl(`${groups}/s3/LogDelivery`), true);
    assert.equal(acl(notYetKnown), unknown);
    const grants = [{ type: "Group", permissions: ["READ"], uri: `${groups}/global/AllUsers` }];
    assert.equal(verdict(bucketPrivateAcl, "aws:s3/bucket:Bucket", { grants }), false);
    assert.equal(verdict(bucketPrivateAcl, "aws:s3/bucket:Bucket", {}), undefined);
  });
});

describe("resource-policy-not-public: what a condition says", () => {
  const topic = (Condition: object) =>
    verdict(resourcePolicyNotPublic, "aws:sns/topic:Topic", {
      policy: policyOf({ Principal: "*", Action: "sns:Publish", Resource: "*", Condition }),
    });

  it("limits only by an operator that asks for a value", () => {
    const by = (operator: string) => topic({ [operator]: { "aws:PrincipalAccount": "123456789012" } });
    for (const operator of ["StringEquals", "StringLike", "ForAnyValue:StringEquals"])
      assert.equal(by(operator), true, operator);
    for (const operator of [
      "StringNotEquals",
      "StringEqualsIfExists",
      "ForAllValues:StringEquals",
      "Null",
      "NotIpAddress",
    ])
      assert.equal(by(operator), false, operator);
  });

  it("reads each operator of a key", () => {
    const key = { "aws:SourceAccount": "123456789012" };
    assert.equal(
      topic({ StringEquals: key, StringNotEquals: { "aws:SourceAccount": "210987654321" } }),
      true,
    );
    assert.equal(topic({ Bool: { "aws:SecureTransport": true }, StringLike: key }), true);
  });

  it("limits only by a value that not everybody has", () => {
    for (const [key, ...values] of [
      ["aws:SourceArn", "*", "arn:*", "arn:aws:*", "arn:aws:sns:*:*:*", "arn:aws:logs:*:*:log-group:*"],
      ["aws:PrincipalArn", "arn:aws:iam::*:root", "arn:aws:iam::*:role/*", "arn:aws:iam::*:role/web"],
      ["aws:SourceIp", "0.0.0.0/0", "::/0"],
      ["aws:PrincipalOrgID", "o-*"],
      ["aws:SourceVpce", "vpce-*"],
    ] as const)
      for (const value of values) {
        assert.equal(topic({ StringLike: { [key]: value } }), false, value);
        assert.equal(topic({ StringLike: { [key]: ["1", value] } }), false, value);
      }
  });

  it("takes a pattern for a limit where an account or a name is in it", () => {
    for (const [key, value] of [
      ["aws:SourceArn", "arn:aws:s3:*:*:files"],
      ["aws:SourceArn", "arn:aws:cloudfront::123456789012:distribution/*"],
      ["aws:PrincipalArn", "arn:aws:iam::123456789012:role/*"],
      ["aws:userid", "AROAEXAMPLE:*"],
      ["aws:SourceIp", "10.0.0.0/8"],
    ] as const)
      assert.equal(topic({ StringLike: { [key]: value } }), true, value);
  });
});

describe("resource-policy-not-public: where policies are", () => {
  const policy = policyOf({ Principal: "*", Action: "*", Resource: "*" });
  const judge = (type: string, props: Props) => verdict(resourcePolicyNotPublic, type, props);

  it("reads access points, domains, event buses and keys of other kinds", () => {
    for (const type of [
      "aws:s3/accessPoint:AccessPoint",
      "aws:kms/replicaKey:ReplicaKey",
      "aws:kms/externalKey:ExternalKey",
      "aws:cloudwatch/eventBusPolicy:EventBusPolicy",
    ])
      assert.equal(judge(type, { policy }), false, type);
    assert.equal(judge("aws:opensearch/domainPolicy:DomainPolicy", { accessPolicies: policy }), false);
  });

  it("leaves access points of a VPC alone", () => {
    const props = { policy, vpcConfiguration: { vpcId: notYetKnown } };
    assert.equal(judge("aws:s3/accessPoint:AccessPoint", props), undefined);
  });
});

describe("iam-trust-limited: conditions", () => {
  const trust = (Principal: unknown, Condition: object) =>
    verdict(trustLimited, "aws:iam/role:Role", {
      assumeRolePolicy: policyOf({ Action: "sts:AssumeRole", Principal, Condition }),
    });
  const oidc = { Federated: "arn:aws:iam::1:oidc-provider/gitlab.com" };

  it("asks for a subject by name, whoever issues the token", () => {
    const subject = (sub: string, operator = "StringLike") =>
      trust(oidc, { [operator]: { "gitlab.com:SUB": sub } });
    assert.equal(subject("project_path:acme/web:ref_type:branch:ref:main"), true);
    for (const anybody of ["*", "repo:*", "project_path:*:ref_type:branch:ref:main"])
      assert.equal(subject(anybody), false, anybody);
    for (const operator of ["StringNotLike", "StringLikeIfExists", "ForAllValues:StringLike", "Null"])
      assert.equal(subject("project_path:acme/web:ref:main", operator), false, operator);
  });

  it("lets everybody of an organization, an account or a role in", () => {
    for (const everybody of ["*", { AWS: "*" }]) {
      assert.equal(trust(everybody, { StringEquals: { "aws:PrincipalOrgID": "o-1" } }), true);
      assert.equal(trust(everybody, { StringEquals: { "aws:PrincipalAccount": 123456789012 } }), true);
      assert.equal(trust(everybody, { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::1:role/web-*" } }), true);
      assert.equal(trust(everybody, { StringNotEquals: { "aws:PrincipalOrgID": "o-1" } }), false);
      assert.equal(trust(everybody, { StringLike: { "aws:PrincipalOrgID": "*" } }), false);
      assert.equal(trust(everybody, { StringEquals: { "sts:ExternalId": "shared" } }), false);
    }
  });

  it("still asks a token for its subject where an organization is named", () => {
    assert.equal(trust(oidc, { StringEquals: { "aws:PrincipalOrgID": "o-1" } }), false);
  });
});

describe("iam-no-wildcards: resources that name nothing", () => {
  const judge = (Resource: string, Action = `${Resource.split(":")[2] ?? ""}:*`) =>
    verdict(iamWildcards, "aws:iam/policy:Policy", { policy: policyOf({ Action, Resource }) });

  it("refuses all of a kind, and ARNs cut short", () => {
    for (const all of [
      "arn:aws:secretsmanager:*:*:secret:*",
      "arn:aws:dynamodb:us-east-1:123456789012:table/*",
      "arn:aws:iam::*:role/*",
      "arn:aws:kms:*:*:key/*",
      "arn:aws:logs:*:*:log-group:*:*",
      "arn:aws:s3:::*/*",
      "arn:*:s3:::*",
    ])
      assert.equal(judge(all), false, all);
    for (const short of ["arn:*", "arn:aws:s3", "arn:aws:*", "**"])
      assert.equal(judge(short, "s3:*"), false, short);
  });

  it("lets pass what names something", () => {
    for (const named of [
      "arn:aws:s3:::files/*",
      "arn:*:s3:::files/*",
      "arn:aws:dynamodb:us-east-1:1:table/web/index/*",
      "arn:aws:secretsmanager:us-east-1:1:secret:web-*",
      "arn:aws:logs:us-east-1:1:log-group:/aws/web:*",
      "arn:aws:execute-api:us-east-1:1:abc/*",
    ])
      assert.equal(judge(named), true, named);
    assert.equal(judge("arn:aws:kms:*:*:key/*", "kms:Decrypt"), true);
  });
});

describe("iam-no-administrator: whole lists of policies", () => {
  it("reads those of roles, users and groups", () => {
    for (const [kind, of] of [
      ["role", "Role"],
      ["user", "User"],
      ["group", "Group"],
    ] as const) {
      const type = `aws:iam/${kind}PolicyAttachmentsExclusive:${of}PolicyAttachmentsExclusive`;
      const judge = (policyArns: unknown) => verdict(iamAdministrator, type, { policyArns });
      assert.equal(judge(["arn:aws:iam::aws:policy/AdministratorAccess"]), false, type);
      assert.equal(judge(["arn:aws:iam::aws:policy/ReadOnlyAccess"]), true, type);
      assert.equal(judge([notYetKnown]), unknown, type);
    }
  });
});
