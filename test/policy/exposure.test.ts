import assert from "node:assert/strict";
import type { Declared } from "../../policy/examples/example";
import { defaultsOf } from "../../policy/model/policy";
import type { Rule } from "../../policy/model/rule";
import { unknown } from "../../policy/model/value";
import { storageEncrypted } from "../../policy/security/encryption/at-rest";
import { databaseTls } from "../../policy/security/encryption/data-in-transit";
import { distributionHttps, listenerHttps } from "../../policy/security/encryption/in-transit";
import { resourcePolicyNotPublic } from "../../policy/security/exposure/resource-policy";
import { securityGroupClosed } from "../../policy/security/exposure/security-group";
import { iamAdministrator } from "../../policy/security/identity/administrator";
import { iamWildcards } from "../../policy/security/identity/iam";
import { trustLimited } from "../../policy/security/identity/trust";
import { stackOf, verdicts } from "./declare";

type Props = Record<string, unknown>;

/** What a rule says of the resource called `it`. */
function verdict<Config extends object>(rule: Rule<Config>, type: string, props: Props, ...more: Declared[]) {
  return verdicts(rule, stackOf({ type, name: "it", props }, ...more), defaultsOf(rule)).it;
}

const statement = (props: object) => JSON.stringify({ Statement: [{ Effect: "Allow", ...props }] });

describe("security-group-closed: other ways to write the internet", () => {
  const ingress = (props: Props) =>
    verdict(securityGroupClosed, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
      ipProtocol: "tcp",
      fromPort: 22,
      toPort: 22,
      ...props,
    });

  it("knows halves of it, and IPv6 however zeros are written", () => {
    for (const range of ["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1"])
      assert.equal(ingress({ cidrIpv4: range }), false, range);
    for (const range of ["::/0", "0::0/0", "2000::/3"])
      assert.equal(ingress({ cidrIpv6: range }), false, range);
  });

  it("lets networks in, however large", () => {
    assert.equal(ingress({ cidrIpv4: "10.0.0.0/8" }), undefined);
    assert.equal(ingress({ cidrIpv6: "fd00::/16" }), undefined);
  });
});

describe("load-balancer-https: rules of a listener that redirects", () => {
  const listener = { protocol: "HTTP", port: 80, arn: "listener-1" };
  const redirect = { defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS" } }] };
  const listenerRule = (type: string): Declared => ({
    type: "aws:lb/listenerRule:ListenerRule",
    name: "rule",
    props: { listenerArn: "listener-1", actions: [{ type }] },
  });
  const judge = (...more: Declared[]) =>
    verdict(listenerHttps, "aws:lb/listener:Listener", { ...listener, ...redirect }, ...more);

  it("must not answer over plain HTTP what the listener redirects", () => {
    assert.equal(judge(), true);
    assert.equal(judge(listenerRule("redirect")), true);
    assert.equal(judge(listenerRule("forward")), false);
  });
});

describe("distribution-https", () => {
  it("asks it of each behavior", () => {
    const judge = (policy: string) =>
      verdict(distributionHttps, "aws:cloudfront/distribution:Distribution", {
        defaultCacheBehavior: { viewerProtocolPolicy: "https-only" },
        orderedCacheBehaviors: [{ pathPattern: "/api/*", viewerProtocolPolicy: policy }],
      });
    assert.equal(judge("redirect-to-https"), true);
    assert.equal(judge("allow-all"), false);
  });
});

describe("database-requires-tls: what an engine requires by itself", () => {
  const judge = (props: Props, parameters?: object[]) =>
    verdict(
      databaseTls,
      "aws:rds/instance:Instance",
      { ...props, ...(parameters && { parameterGroupName: "parameters-1" }) },
      {
        type: "aws:rds/parameterGroup:ParameterGroup",
        name: "parameters",
        props: { name: "parameters-1", parameters },
      },
    );

  it("is so of PostgreSQL from version 15, unless a parameter says otherwise", () => {
    assert.equal(judge({ engine: "postgres", engineVersion: "16.4" }), true);
    assert.equal(judge({ engine: "postgres", engineVersion: "14" }), false);
    assert.equal(judge({ engine: "mysql", engineVersion: "18.0" }), false);
    assert.equal(
      judge({ engine: "postgres", engineVersion: "16" }, [{ name: "rds.force_ssl", value: "0" }]),
      false,
    );
    assert.equal(judge({ engine: "postgres", engineVersion: "16" }, []), true);
  });
});

describe("storage-encrypted: a database from a snapshot", () => {
  it("is as AWS says that the snapshot was, and is refused where it is known not to be", () => {
    const judge = (props: Props) => verdict(storageEncrypted, "aws:rds/instance:Instance", props);
    assert.equal(judge({ snapshotIdentifier: "before" }), undefined);
    assert.equal(judge({ snapshotIdentifier: "before", storageEncrypted: false }), false);
  });
});

describe("resource-policy-not-public", () => {
  const everybody = { Principal: "*", Action: "sns:Publish", Resource: "*" };
  const topic = (props: object) =>
    verdict(resourcePolicyNotPublic, "aws:sns/topic:Topic", { policy: statement(props) });

  it("reads policies inside of a resource too", () => {
    for (const type of [
      "aws:sqs/queue:Queue",
      "aws:secretsmanager/secret:Secret",
      "aws:kms/keyPolicy:KeyPolicy",
    ])
      assert.equal(verdict(resourcePolicyNotPublic, type, { policy: statement(everybody) }), false, type);
    assert.equal(verdict(resourcePolicyNotPublic, "aws:sqs/queue:Queue", {}), true);
  });

  it("takes a condition for one only if it says who or where a caller is", () => {
    const where = (Condition: object) => topic({ ...everybody, Condition });
    assert.equal(where({ Bool: { "aws:SecureTransport": "true" } }), false);
    assert.equal(where({ StringEquals: { "AWS:SourceOwner": "123456789012" } }), true);
    assert.equal(where({ StringEquals: { "aws:PrincipalOrgID": "o-1" } }), true);
  });

  it("takes everybody but some for everybody", () => {
    const { Principal, ...rest } = everybody;
    assert.equal(topic({ ...rest, NotPrincipal: { AWS: Principal } }), false);
  });
});

describe("IAM: other ways to give everything", () => {
  it("iam-no-administrator knows a role's own list and attachments to many", () => {
    const administrator = "arn:aws:iam::aws:policy/AdministratorAccess";
    const judge = (type: string, props: Props) => verdict(iamAdministrator, type, props);
    assert.equal(judge("aws:iam/role:Role", { managedPolicyArns: [administrator] }), false);
    assert.equal(
      judge("aws:iam/role:Role", { managedPolicyArns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] }),
      true,
    );
    assert.equal(judge("aws:iam/role:Role", {}), undefined);
    assert.equal(judge("aws:iam/policyAttachment:PolicyAttachment", { policyArn: administrator }), false);
  });

  it("iam-no-wildcards knows everything but some, and ARNs of everything of a service", () => {
    const judge = (props: object) =>
      verdict(iamWildcards, "aws:iam/policy:Policy", { policy: statement(props) });
    assert.equal(judge({ Action: "s3:*", NotResource: "arn:aws:s3:::audit/*" }), false);
    assert.equal(judge({ Action: "s3:*", Resource: "arn:aws:s3:::*" }), false);
    assert.equal(judge({ Action: "s3:*", Resource: "arn:aws:s3:::files/*" }), true);
  });

  it("iam-trust-limited knows everybody but some, and any repository", () => {
    const github = "arn:aws:iam::1:oidc-provider/token.actions.githubusercontent.com";
    const trust = (props: object) =>
      verdict(trustLimited, "aws:iam/role:Role", {
        assumeRolePolicy: statement({ Action: "sts:AssumeRoleWithWebIdentity", ...props }),
      });
    const subject = (sub: string) =>
      trust({
        Principal: { Federated: github },
        Condition: { StringLike: { "token.actions.githubusercontent.com:sub": sub } },
      });
    assert.equal(subject("repo:acme/shop:ref:refs/heads/main"), true);
    assert.equal(subject("repo:*"), false);
    assert.equal(subject("*"), false);
    assert.equal(trust({ NotPrincipal: { AWS: "arn:aws:iam::1:root" } }), false);
    assert.notEqual(subject("repo:acme/*"), unknown);
  });
});
