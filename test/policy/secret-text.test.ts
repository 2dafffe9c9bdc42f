import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { secretsIn } from "../../policy/model/secret-text";
import { userDataSecrets } from "../../policy/security/identity/program-secrets";
import { stackOf } from "./declare";

describe("user-data-without-secrets", () => {
  const script = "#!/bin/sh\necho start\nexport DB_PASSWORD=correct-horse-7\n";
  const base64 = (data: string | Buffer) => Buffer.from(data).toString("base64");

  it("finds a secret in plain text, base64, gzip, and in a file of cloud-init", () => {
    const file = `#cloud-config\nwrite_files:\n- encoding: gz+b64\n  content: ${base64(gzipSync(script))}\n`;
    for (const text of [script, base64(script), base64(gzipSync(script)), base64(gzipSync(file))]) {
      assert.deepEqual(
        secretsIn(text).map(({ what }) => what),
        ["a password"],
      );
    }
    assert.deepEqual(secretsIn(script), [{ what: "a password", line: 3 }]);
  });

  it("knows keys and tokens, and never shows them", () => {
    const key = "AKIA" + "ABCDEFGHIJKLMNOP";
    const bad = { type: "aws:ec2/instance:Instance", name: "instance", props: { userData: `id=${key}\n` } };
    const [finding] = userDataSecrets.check(stackOf(bad), {});
    assert.match(finding?.found ?? "", /an AWS access key \(userData, line 1\)/);
    assert.ok(!JSON.stringify([finding?.found, finding?.required, finding?.fix]).includes(key));
    assert.equal(secretsIn("-----BEGIN RSA PRIVATE KEY-----")[0]?.what, "a private key");
    assert.equal(secretsIn("postgres://app:hunter22@db/app")[0]?.what, "a password in a URL");
  });

  it("takes names, variables, commands and headers for what they are", () => {
    for (const innocent of [
      'TOKEN=$(curl -X PUT -H "X-aws-ec2-metadata-token-ttl-seconds: 60" http://169.254.169.254/latest/api/token)',
      'curl -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/',
      "secret: arn:aws:secretsmanager:us-east-1:123456789012:secret:web",
      "password_file: /run/secrets/database",
      "const token = parseToken(header);",
      "https://example.com:8443/path",
    ]) {
      assert.deepEqual(secretsIn(innocent), [], innocent);
    }
  });

  const found = (text: string) => secretsIn(text).map(({ what }) => what);

  it("finds passwords however a script or a configuration gives them", () => {
    for (const text of [
      "export DB_PASS=Tr0ub4dor3x",
      "DB_PASSWORD='Xy7$kLm92pQz(w'",
      'DB_PASSWORD="Tr0ub4dor3x"',
      "mysql -u root --password Tr0ub4dor3x",
      "mysql -u root --password 'Tr0ub4dor3x'",
      "api-key: 0123456789abcdef",
      "secret: Prod1/dAtaBase",
      "token: 3f2504e0-4f89-11d3-9a0c-0305e82c3301",
      "password: prod-database-1",
      "TOKEN=$OLD_TOKEN; PASSWORD=Tr0ub4dor3x",
      "sed s/secret=.*/token=Tr0ub4dor3x/",
      JSON.stringify({ content: 'export DB_PASS="Tr0ub4dor3x"\nexport A=1\n' }),
    ])
      assert.deepEqual(found(text), ["a password"], text);
  });

  it("finds passwords that users of the system get", () => {
    for (const text of [
      "echo 'admin:Tr0ub4dor3x' | chpasswd",
      "echo admin:Tr0ub4dor3x | sudo chpasswd",
      'chpasswd <<< "admin:Tr0ub4dor3x"',
    ])
      assert.deepEqual(found(text), ["a password for chpasswd"], text);
    assert.deepEqual(found('echo "admin:$PASSWORD" | chpasswd'), []);
  });

  it("knows tokens of Slack and Stripe", () => {
    assert.deepEqual(found("xox" + "b-1234567890-abcdefghij"), ["a Slack token"]);
    assert.deepEqual(found("sk_" + "live_0123456789abcdefghij"), ["a Stripe key"]);
  });

  it("takes the name of a secret for no secret", () => {
    for (const innocent of [
      "DB_SECRET=web-prod-db-1a2b",
      "secret: prod1/database",
      'secret: "prod/database"',
      "aws secretsmanager get-secret-value --secret-id web-prod-db-1a2b",
      "arn:aws:secretsmanager:us-east-1:123456789012:secret:web-AbCd12",
      "docker build --secret id=npmrc,src=/root/.npmrc2 .",
    ])
      assert.deepEqual(found(innocent), [], innocent);
  });

  it("takes variables and commands between single quotes for what they are", () => {
    for (const innocent of [
      "token: '$TOKEN_OF_2'",
      "password: '${DB_PASSWORD}'",
      "password: '{{database.password}}'",
      "password: '<your-password>'",
      `PASSWORD='"$PASSWORD"'`,
      "bypass=12345678",
      JSON.stringify({ content: "TOKEN=abc\nexport8=1\n" }),
    ])
      assert.deepEqual(found(innocent), [], innocent);
  });

  it("reads a long text in no more than a moment", () => {
    for (const part of ["token=", "token='", "password --", ":a", "--", "'", " "]) {
      const start = performance.now();
      secretsIn(part.repeat(20_000));
      assert.ok(performance.now() - start < 2_000, part);
    }
  });
});
