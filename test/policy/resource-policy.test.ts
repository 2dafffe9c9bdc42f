import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { unknown } from "../../policy/model/value";
import { functionUrlAuthorized, permissionNamesSource } from "../../policy/security/exposure/permission";
import { resourcePolicyNotPublic } from "../../policy/security/exposure/resource-policy";
import { policiesOf, policyProperties } from "../../policy/security/policy-properties";
import { judge, stackOf } from "./declare";

type Props = Record<string, unknown>;

const of = (type: string, props: Props, name = "it"): Declared => ({ type, name, props });
const policy = (...statements: object[]) =>
  JSON.stringify({ Statement: statements.map((it) => ({ Effect: "Allow", ...it })) });
const everybody = { Principal: "*", Action: "*", Resource: "*" };
const open = policy(everybody);

/** A policy as the value at a path of properties. */
function at(path: string, document: unknown): Props {
  return path
    .split(".")
    .reduceRight<unknown>((value, step) => (step === "*" ? [value] : { [step]: value }), document) as Props;
}

describe("resource-policy-not-public: every type that has a policy", () => {
  const guarded: Readonly<Record<string, Props>> = {
    "aws:apigateway/restApi:RestApi": { endpointConfiguration: { types: "PRIVATE" } },
    "aws:apigateway/restApiPolicy:RestApiPolicy": { restApiId: "api-1" },
  };
  const api = of(
    "aws:apigateway/restApi:RestApi",
    { id: "api-1", endpointConfiguration: { types: "PRIVATE" } },
    "api",
  );

  it("refuses everybody, lets pass who is named, and waits for what is not known yet", () => {
    for (const [path, types] of Object.entries(policyProperties.resource)) {
      for (const type of types) {
        const verdict = (document: unknown) =>
          judge(resourcePolicyNotPublic, of(type, { ...guarded[type], ...at(path, document) }), api).it;
        assert.equal(verdict(open), false, type);
        assert.equal(verdict(policy({ ...everybody, Principal: { AWS: "123456789012" } })), true, type);
        assert.equal(verdict(notYetKnown), unknown, type);
      }
    }
  });

  it("finds those of identities and roles too, in lists as well", () => {
    for (const kind of ["identity", "trust"] as const)
      for (const [path, types] of Object.entries(policyProperties[kind]))
        for (const type of types) {
          const stack = stackOf(of(type, at(path, open)));
          const found = [...policiesOf(stack, kind)].map((it) => it.policy).filter((it) => it !== undefined);
          assert.deepEqual(found, [open], type);
        }
    const role = stackOf(of("aws:iam/role:Role", { inlinePolicies: notYetKnown }));
    assert.deepEqual(
      [...policiesOf(role, "identity")].map((it) => it.policy),
      [unknown],
    );
  });
});

describe("resource-policy-not-public: what else guards a resource", () => {
  const inline = (type: string, property: string, props: Props) =>
    judge(resourcePolicyNotPublic, of(type, { [property]: open, ...props })).it;

  it("is a domain's VPC, or its fine-grained access control", () => {
    for (const type of ["aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain"]) {
      const domain = (props: Props) => inline(type, "accessPolicies", props);
      assert.equal(domain({}), false);
      assert.equal(domain({ vpcOptions: { subnetIds: notYetKnown } }), undefined);
      assert.equal(domain({ advancedSecurityOptions: { enabled: true } }), undefined);
      assert.equal(domain({ advancedSecurityOptions: { enabled: false } }), false);
      assert.equal(domain({ advancedSecurityOptions: { enabled: true, anonymousAuthEnabled: true } }), false);
      assert.equal(domain({ advancedSecurityOptions: notYetKnown }), unknown);
    }
  });

  it("is asked of the domain that a policy names, and not known of another stack's", () => {
    const of2 = (...more: Declared[]) =>
      judge(
        resourcePolicyNotPublic,
        of("aws:opensearch/domainPolicy:DomainPolicy", { accessPolicies: open, domainName: "logs" }),
        ...more,
      ).it;
    const domain = (props: Props) =>
      of("aws:opensearch/domain:Domain", { id: "logs", domainName: "logs", ...props }, "domain");
    assert.equal(of2(domain({})), false);
    assert.equal(of2(domain({ vpcOptions: {} })), undefined);
    assert.equal(of2(), unknown);
  });

  it("are the methods of an API, unless it is private", () => {
    const type = "aws:apigateway/restApi:RestApi";
    assert.equal(inline(type, "policy", {}), undefined);
    assert.equal(inline(type, "policy", { endpointConfiguration: { types: "REGIONAL" } }), undefined);
    assert.equal(inline(type, "policy", { endpointConfiguration: { types: "PRIVATE" } }), false);
  });
});

describe("resource-policy-not-public: denials and what is not known yet", () => {
  const topic = (...statements: object[]) =>
    judge(resourcePolicyNotPublic, of("aws:sns/topic:Topic", { policy: { Statement: statements } })).it;
  const allow = { Effect: "Allow", Principal: "*", Action: "sns:Publish", Resource: "arn:aws:sns:::it" };
  const deny = { ...allow, Effect: "Deny" };
  const but = (operator: string, key: string, value: unknown) => ({ [operator]: { [key]: value } });

  it("takes a denial to all but some for a condition", () => {
    const denied = (props: object) => topic(allow, { ...deny, ...props });
    const Condition = but("StringNotEquals", "aws:SourceVpce", "vpce-1");
    assert.equal(denied({ Condition }), true);
    assert.equal(denied({ Condition, Action: "sns:*", Resource: "*" }), true);
    assert.equal(denied({ Condition: but("NotIpAddress", "aws:SourceIp", ["10.0.0.0/8"]) }), true);
    assert.equal(denied({ Condition: but("Bool", "aws:SecureTransport", "false") }), false);
    assert.equal(denied({ Condition: but("StringEquals", "aws:SourceVpce", "vpce-1") }), false);
    assert.equal(denied({ Condition: but("StringNotLike", "aws:SourceVpce", "*") }), false);
    assert.equal(denied({ Condition, Action: "sns:Subscribe" }), false);
    assert.equal(denied({ Condition, Resource: "arn:aws:sns:::other" }), false);
    assert.equal(denied({ Condition, Principal: { AWS: "123456789012" } }), false);
    assert.equal(denied({ Condition: { ...Condition, Bool: { "aws:SecureTransport": "false" } } }), false);
    assert.equal(denied({ Condition: notYetKnown }), unknown);
  });

  it("waits where a principal or a condition is not known yet", () => {
    assert.equal(topic({ ...allow, Principal: notYetKnown }), unknown);
    assert.equal(topic({ ...allow, Principal: { AWS: [notYetKnown] } }), unknown);
    assert.equal(topic({ ...allow, Principal: { AWS: ["*", notYetKnown] } }), false);
    assert.equal(topic({ ...allow, Effect: notYetKnown }), unknown);
    assert.equal(topic({ ...allow, Condition: notYetKnown }), unknown);
    assert.equal(topic({ ...allow, Condition: but("ArnLike", "aws:SourceArn", notYetKnown) }), unknown);
    const known = { ArnLike: { "aws:SourceArn": notYetKnown }, StringEquals: { "aws:SourceAccount": "1" } };
    assert.equal(topic({ ...allow, Condition: known }), true);
  });
});

describe("permission-names-its-source", () => {
  const permission = (props: Props, type = "aws:lambda/permission:Permission") =>
    judge(permissionNamesSource, of(type, props)).it;

  it("refuses everybody, and a service that acts for anybody", () => {
    for (const principal of ["*", "s3.amazonaws.com", "events.amazonaws.com", "alexa-appkit.amazon.com"])
      assert.equal(permission({ principal }), false, principal);
    assert.equal(permission({ principal: "123456789012" }), true);
    assert.equal(permission({ principal: "arn:aws:iam::123456789012:role/web" }), true);
  });

  it("takes the source, its account, an organization or a skill for an answer", () => {
    const service = { principal: "sns.amazonaws.com" };
    assert.equal(permission({ ...service, sourceArn: "arn:aws:sns:us-east-1:1:topic" }), true);
    assert.equal(permission({ ...service, sourceAccount: "123456789012" }), true);
    assert.equal(permission({ principal: "*", principalOrgId: "o-1" }), true);
    assert.equal(permission({ principal: "alexa-appkit.amazon.com", eventSourceToken: "amzn1.ask" }), true);
    assert.equal(permission({ ...service, sourceArn: "*" }), false);
    assert.equal(permission({ ...service, sourceArn: notYetKnown }), unknown);
  });

  it("takes any account with a signature for everybody", () => {
    assert.equal(permission({ principal: "*", functionUrlAuthType: "AWS_IAM" }), false);
  });

  it("asks it of layers and event buses too", () => {
    const layer = "aws:lambda/layerVersionPermission:LayerVersionPermission";
    assert.equal(permission({ principal: "*" }, layer), false);
    assert.equal(permission({ principal: "*", organizationId: "o-1" }, layer), true);
    const bus = "aws:cloudwatch/eventPermission:EventPermission";
    const condition = { key: "aws:PrincipalOrgID", type: "StringEquals", value: "o-1" };
    assert.equal(permission({ principal: "*" }, bus), false);
    assert.equal(permission({ principal: "*", condition }, bus), true);
  });
});

describe("function-url-authorized", () => {
  it("refuses a URL that answers everybody", () => {
    const url = (authorizationType: unknown) =>
      judge(functionUrlAuthorized, of("aws:lambda/functionUrl:FunctionUrl", { authorizationType })).it;
    assert.equal(url("NONE"), false);
    assert.equal(url("AWS_IAM"), true);
    assert.equal(url(notYetKnown), unknown);
  });
});
