import assert from "node:assert/strict";
import fc from "fast-check";
import { MalformedPolicyError, statementsOf } from "../../../local/aws/iam/document";
import { decide, type Policies, type Principal } from "../../../local/aws/iam/evaluate";

const account = "123456789012";
const topic = `arn:aws:sns:us-east-1:${account}:page`;
const key = `arn:aws:kms:us-east-1:${account}:key/1`;
const role: Principal = { kind: "AWS", name: `arn:aws:iam::${account}:role/web` };
const stranger: Principal = { kind: "AWS", name: "arn:aws:iam::999999999999:role/web" };
const alarms: Principal = { kind: "Service", name: "cloudwatch.amazonaws.com" };

const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const allow = (statement: object) => ({
  Effect: "Allow",
  Action: "sns:Publish",
  Resource: topic,
  ...statement,
});
const deny = (statement: object) => ({ ...allow(statement), Effect: "Deny" });

const publish = (principal: Principal, policies: Partial<Policies>, context = {}) =>
  decide(
    { principal, action: "sns:Publish", resource: topic, context },
    { name: "the policy of the topic", account, resourceDecides: false, ...policies },
  );
const useKey = (principal: Principal, policies: Partial<Policies>, context = {}) =>
  decide(
    { principal, action: "kms:Decrypt", resource: key, context },
    { name: "the policy of the key", account, resourceDecides: true, ...policies },
  );

describe("policies are evaluated as AWS does", () => {
  it("nothing is allowed that no statement allows", () => {
    const { allowed, because } = publish(alarms, {
      resource: document(allow({ Principal: { Service: "s3.amazonaws.com" } })),
    });
    assert.equal(allowed, false);
    assert.match(because, /does not let cloudwatch\.amazonaws\.com do sns:Publish/);
    assert.equal(publish(alarms, {}).allowed, false, "without a policy");
  });

  for (const principal of ["*", { AWS: "*" }, { Service: ["events.amazonaws.com", alarms.name] }]) {
    it(`a service is let in by ${JSON.stringify(principal)}`, () => {
      assert.equal(publish(alarms, { resource: document(allow({ Principal: principal })) }).allowed, true);
    });
  }

  it("actions are told apart by meaning: case does not count, wildcards do", () => {
    for (const [Action, expected] of [
      ["SNS:publish", true],
      ["sns:Pub*", true],
      ["sns:?ublish", true],
      ["sns:Publis", false],
      ["*", true],
    ] as const)
      assert.equal(publish(role, { identity: [document(allow({ Action }))] }).allowed, expected, Action);
  });

  it("NotAction and NotResource are about everything else", () => {
    const given = (statement: object) =>
      publish(role, { identity: [document({ Effect: "Allow", ...statement })] }).allowed;
    assert.equal(given({ NotAction: "iam:*", Resource: "*" }), true);
    assert.equal(given({ NotAction: "sns:*", Resource: "*" }), false);
    assert.equal(given({ Action: "*", NotResource: `arn:aws:sns:*:${account}:*` }), false);
    assert.equal(given({ Action: "*", NotResource: "arn:aws:s3:::*" }), true);
  });

  it("NotPrincipal of a Deny spares whom it names, and nobody else", () => {
    const resource = document(allow({ Principal: "*" }), deny({ NotPrincipal: { AWS: role.name } }));
    assert.equal(publish(role, { resource }).allowed, true);
    assert.equal(publish(alarms, { resource }).allowed, false);
  });

  it("variables of a resource are filled in by what the caller is", () => {
    const identity = [document(allow({ Resource: "arn:aws:sns:*:${aws:PrincipalAccount}:page" }))];
    assert.equal(publish(role, { identity }).allowed, true);
  });

  it("an identity of the account needs one of the two policies, one of another account both", () => {
    const [resource, identity] = [document(allow({ Principal: { AWS: "*" } })), [document(allow({}))]];
    assert.deepEqual(
      [{ resource }, { identity }, { resource, identity }].map((policies) => [
        publish(role, policies).allowed,
        publish(stranger, policies).allowed,
      ]),
      [
        [true, false],
        [true, false],
        [true, true],
      ],
    );
  });

  it("a key's policy decides: without the account in it no identity's policy counts", () => {
    const identity = [document({ Effect: "Allow", Action: "kms:*", Resource: "*" })];
    const about = (principal: object) =>
      document({ Effect: "Allow", Principal: principal, Action: "kms:*", Resource: "*" });
    assert.equal(
      useKey(role, { resource: about({ AWS: `arn:aws:iam::${account}:root` }), identity }).allowed,
      true,
    );
    assert.equal(useKey(role, { resource: about({ AWS: account }), identity }).allowed, true);
    assert.equal(useKey(role, { resource: about({ AWS: `arn:aws:iam::${account}:root` }) }).allowed, false);
    assert.equal(useKey(role, { resource: about({ AWS: role.name }) }).allowed, true);
    assert.equal(useKey(role, { resource: about({ AWS: `${role.name}2` }), identity }).allowed, false);
    assert.equal(
      useKey(alarms, { resource: about({ AWS: `arn:aws:iam::${account}:root` }) }).allowed,
      false,
      "the account's statement is no service's",
    );
  });

  it("a trust policy lets in by federation whom its conditions describe", () => {
    const provider = `arn:aws:iam::${account}:oidc-provider/token.actions.githubusercontent.com`;
    const resource = document({
      Effect: "Allow",
      Principal: { Federated: provider },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: { StringLike: { "token.actions.githubusercontent.com:sub": "repo:acme/web:environment:*" } },
    });
    const as = (sub: string) =>
      decide(
        {
          principal: { kind: "Federated", name: provider },
          action: "sts:AssumeRoleWithWebIdentity",
          resource: role.name,
          context: { "token.actions.githubusercontent.com:sub": [sub] },
        },
        { name: "the trust policy", account, resourceDecides: true, resource },
      ).allowed;
    assert.equal(as("repo:acme/web:environment:prod"), true);
    assert.equal(as("repo:mallory/web:environment:prod"), false);
  });

  it("says which condition keeps a caller out, and what it gives", () => {
    const resource = document(
      allow({
        Sid: "Alarms",
        Principal: { Service: alarms.name },
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      }),
    );
    assert.match(
      publish(alarms, { resource }).because,
      /Alarms would .* aws:sourceaccount = 123456789012, which the caller does not give/,
    );
    const other = publish(alarms, { resource }, { "aws:sourceaccount": ["999999999999"] });
    assert.match(other.because, /where the caller gives 999999999999/);
    assert.equal(publish(alarms, { resource }, { "aws:sourceaccount": [account] }).allowed, true);
  });

  it("says which resource a statement is about in place of the one asked for", () => {
    const identity = [document(allow({ Sid: "Mine", Resource: `${topic}-2` }))];
    assert.match(
      publish(role, { identity }).because,
      /Mine allows sns:Publish on .*page-2 only, not on .*page/,
    );
  });

  it("whatever is allowed, one Deny that is about the request is enough, wherever it stands", () => {
    const statement = fc.record({
      Principal: fc.constantFrom<unknown>("*", { Service: alarms.name }, { AWS: role.name }),
      Action: fc.constantFrom("*", "sns:*", "sns:Publish", "s3:*"),
      Resource: fc.constantFrom("*", topic),
    });
    fc.assert(
      fc.property(fc.array(statement), fc.nat(), fc.constantFrom(alarms, role), (allowing, at, who) => {
        const statements: object[] = allowing.map(allow);
        statements.splice(at % (statements.length + 1), 0, deny({ Sid: "No", Principal: "*" }));
        const { allowed, because } = publish(who, {
          resource: document(...statements),
          identity: [document(allow({}))],
        });
        assert.deepEqual({ allowed, because }, { allowed: false, because: "No denies it" });
      }),
    );
  });

  it("one more statement that allows never takes anything away", () => {
    const statement = fc.record({
      Principal: fc.constantFrom<unknown>("*", { Service: alarms.name }, { AWS: account }),
      Action: fc.constantFrom("*", "sns:Publish", "s3:*"),
      Resource: fc.constantFrom("*", topic, "arn:aws:s3:::*"),
    });
    fc.assert(
      fc.property(fc.array(statement, { minLength: 1 }), statement, (some, another) => {
        const before = publish(alarms, { resource: document(...some.map(allow)) }).allowed;
        const after = publish(alarms, { resource: document(...[...some, another].map(allow)) }).allowed;
        assert.ok(after || !before);
      }),
    );
  });
});

describe("what AWS refuses as a policy is refused", () => {
  for (const [policy, says] of [
    ["{", /no JSON/],
    ["[]", /no object/],
    ['{"Statement":[]}', /without a statement/],
    [document({ Effect: "allow", Action: "*", Resource: "*" }), /Effect has to be Allow or Deny/],
    [document({ Effect: "Allow", Action: "*", NotAction: "*", Resource: "*" }), /both Action and NotAction/],
    [document({ Effect: "Allow", Resource: "*" }), /no Action/],
    [document({ Effect: "Allow", Action: "*", Resource: "*", Condition: [] }), /Condition is no object/],
  ] as const)
    it(String(says), () => {
      assert.throws(
        () => statementsOf(policy),
        (error) => error instanceof MalformedPolicyError && says.test(error.message),
      );
    });

  it("and a condition is found whatever the case of its key", () => {
    const [statement] = statementsOf(
      document({ Effect: "Allow", Action: "*", Condition: { Bool: { "AWS:SecureTransport": false } } }),
    );
    assert.deepEqual(statement?.conditions, [
      { operator: "Bool", key: "aws:securetransport", values: ["false"] },
    ]);
  });
});
