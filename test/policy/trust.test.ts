import assert from "node:assert/strict";
import { notYetKnown } from "../../policy/examples/example";
import { unknown } from "../../policy/model/value";
import { trustLimited } from "../../policy/security/identity/trust";
import { judge } from "./declare";

/** What the rule says of a role that a foreign token lets in. */
function trust(Federated: string, Condition?: unknown, props: object = {}) {
  const Statement = {
    Effect: "Allow",
    Action: "sts:AssumeRoleWithWebIdentity",
    Principal: { Federated },
    ...(Condition !== undefined && { Condition }),
    ...props,
  };
  const props_ = { assumeRolePolicy: { Statement } };
  return judge(trustLimited, { type: "aws:iam/role:Role", name: "it", props: props_ }).it;
}

const provider = (issuer: string) => `arn:aws:iam::123456789012:oidc-provider/${issuer}`;
const github = "token.actions.githubusercontent.com";

describe("iam-trust-limited: subjects of GitHub", () => {
  const subject = (sub: unknown, operator = "StringLike") =>
    trust(provider(github), { [operator]: { [`${github}:sub`]: sub } });

  it("have to name organization and repository", () => {
    for (const sub of [
      "repo:acme/web:ref:refs/heads/main",
      "repo:acme/web:*",
      "repo:acme/web-*:environment:prod",
      "repo:acme@1/web@2:environment:*",
      ["repo:acme/web:*", "repo:acme/api:*"],
    ])
      assert.equal(subject(sub), true, String(sub));
    for (const sub of [
      "*",
      "?*",
      "repo:*",
      "repo:?*",
      "repo:*/*:*",
      "repo:*/web:*",
      "repo:acme*",
      "repo:acme*/web:*",
      "repo:acme/*",
      "repo:acme/*:*",
      "repo:acme/?*:ref:refs/heads/main",
      "*:environment:prod",
      "r*",
      "",
      ["repo:acme/web:*", "repo:*"],
    ])
      assert.equal(subject(sub), false, String(sub));
  });

  it("have to be asked for by an operator that limits, of that very issuer", () => {
    const sub = "repo:acme/web:environment:prod";
    for (const operator of ["StringEquals", "StringEqualsIgnoreCase", "ForAnyValue:StringEquals"])
      assert.equal(subject(sub, operator), true, operator);
    for (const operator of [
      "StringEqualsIfExists",
      "StringLikeIfExists",
      "ForAllValues:StringEquals",
      "ForAllValues:StringLike",
      "StringNotEquals",
      "StringNotLike",
      "Null",
    ])
      assert.equal(subject(sub, operator), false, operator);
    assert.equal(trust(provider(github), { StringEquals: { "gitlab.com:sub": sub } }), false);
    assert.equal(
      trust(provider(github), { StringEquals: { [`${github}:aud`]: "sts.amazonaws.com" } }),
      false,
    );
    assert.equal(trust(provider(github)), false);
  });

  it("may be left open where another claim names the repository", () => {
    const by = (claim: string, value: string) =>
      trust(provider(github), {
        StringLike: { [`${github}:sub`]: "repo:acme/*", [`${github}:${claim}`]: value },
      });
    assert.equal(by("repository_id", "456789"), true);
    assert.equal(by("repository", "acme/web"), true);
    assert.equal(by("job_workflow_ref", "acme/web/.github/workflows/deploy.yml@*"), true);
    assert.equal(by("repository", "acme/*"), false);
    assert.equal(by("actor", "somebody"), false);
  });
});

describe("iam-trust-limited: other issuers", () => {
  const asks = (issuer: string, claim: string, value: string, federated = provider(issuer)) =>
    trust(federated, { StringLike: { [`${issuer}:${claim}`]: value } });

  it("are asked for a subject whose tenant is named", () => {
    const eks = "oidc.eks.us-east-1.amazonaws.com/id/ABCDEF";
    for (const [issuer, sub] of [
      ["gitlab.com", "project_path:acme/web:ref_type:branch:ref:*"],
      ["app.terraform.io", "organization:acme:project:*:workspace:*:run_phase:*"],
      ["oidc.circleci.com/org/1", "org/1/project/*"],
      ["api.bitbucket.org/acme", "{1234}:*"],
      [eks, "system:serviceaccount:web:*"],
    ] as const) {
      assert.equal(asks(issuer, "sub", sub), true, sub);
      assert.equal(asks(issuer, "sub", "*"), false, issuer);
    }
    assert.equal(asks(eks, "sub", "system:serviceaccount:*:*"), false);
    assert.equal(asks("gitlab.com", "sub", "project_path:*:ref_type:branch:ref:main"), false);
    assert.equal(asks("gitlab.com", "aud", "https://gitlab.com"), false);
  });

  it("are asked for an audience or an application where that is what tells customers apart", () => {
    for (const [issuer, claim] of [
      ["cognito-identity.amazonaws.com", "aud"],
      ["accounts.google.com", "aud"],
      ["graph.facebook.com", "app_id"],
      ["www.amazon.com", "app_id"],
    ] as const) {
      assert.equal(asks(issuer, claim, "us-east-1:12345678", issuer), true, issuer);
      assert.equal(asks(issuer, claim, "*", issuer), false, issuer);
      assert.equal(
        trust(issuer, { "ForAnyValue:StringLike": { [`${issuer}:amr`]: "authenticated" } }),
        false,
      );
    }
    assert.equal(asks("api.pulumi.com/oidc", "aud", "acme"), true);
  });

  it("are asked for SAML's audience", () => {
    const saml = "arn:aws:iam::123456789012:saml-provider/corp";
    const aud = { StringEquals: { "SAML:aud": "https://signin.aws.amazon.com/saml" } };
    assert.equal(trust(saml, aud), true);
    assert.equal(trust(saml), false);
    assert.equal(trust(saml, { StringLike: { "SAML:aud": "*" } }), false);
  });

  it("need no condition to hand over tags, which lets nobody in", () => {
    assert.equal(trust(provider(github), undefined, { Action: "sts:TagSession" }), true);
    assert.equal(
      trust(provider(github), undefined, { Action: ["sts:TagSession", "sts:AssumeRole*"] }),
      false,
    );
  });

  it("are judged by what is known of their conditions", () => {
    const sub = `${github}:sub`;
    assert.equal(trust(provider(github), notYetKnown), unknown);
    assert.equal(trust(provider(github), { StringEquals: notYetKnown }), unknown);
    assert.equal(trust(provider(github), { StringEquals: { [sub]: notYetKnown } }), unknown);
    assert.equal(trust(provider(github), { StringLike: { [sub]: ["repo:*", notYetKnown] } }), false);
    assert.equal(trust(provider(github), { StringEquals: { [`${github}:aud`]: notYetKnown } }), false);
    assert.equal(trust(notYetKnown, { StringEquals: { [sub]: "repo:acme/web:*" } }), unknown);
  });
});
