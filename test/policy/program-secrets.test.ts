import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { environments, userData } from "../../policy/model/program-text";
import { secretsIn } from "../../policy/model/secret-text";
import { unknown } from "../../policy/model/value";
import { environmentSecrets, userDataSecrets } from "../../policy/security/identity/program-secrets";
import { judge, stackOf } from "./declare";
import { inputsNamed } from "./sdk-inputs";

const declared = (type: string, props: Record<string, unknown>): Declared => ({ type, name: "it", props });
const of = (type: string, props: Record<string, unknown>) =>
  judge(environmentSecrets, declared(type, props)).it;
const password = "correct-horse-battery";

describe("environment-without-secrets", () => {
  const task = (container: object) =>
    of("aws:ecs/taskDefinition:TaskDefinition", { containerDefinitions: JSON.stringify([container]) });
  const valueFrom = "arn:aws:secretsmanager:us-east-1:123456789012:secret:web-AbCd12";

  it("reads variables and commands of containers", () => {
    assert.equal(task({ environment: [{ name: "DB_PASSWORD", value: password }] }), false);
    assert.equal(task({ command: ["app", "--password", "Tr0ub4dor3x"] }), false);
    assert.equal(task({ command: ["app", "--password=Tr0ub4dor3x"] }), false);
    assert.equal(task({ entryPoint: ["sh", "-c", "mysql -u root -pTr0ub4dor3x web"] }), false);
    assert.equal(task({ environment: [{ name: "URL", value: "postgres://app:hunter22@db/app" }] }), false);
  });

  it("takes names of secrets, references and places to fill in for what they are", () => {
    assert.equal(task({ secrets: [{ name: "DB_PASSWORD", valueFrom }] }), true);
    assert.equal(task({ secrets: [{ name: "DB_PASSWORD", valueFrom: "/prod/database/password" }] }), true);
    for (const [name, value] of [
      ["DB_SECRET_ARN", valueFrom],
      ["DB_PASSWORD", valueFrom],
      ["DB_PASSWORD", "{{resolve:secretsmanager:web}}"],
      ["DB_PASSWORD_FILE", "/run/secrets/database"],
      ["DB_SECRET", "prod/database"],
      ["TOKEN_TTL_SECONDS", "1234567890"],
      ["LOG_LEVEL", "information"],
    ] as const)
      assert.equal(task({ environment: [{ name, value }] }), true, name);
  });

  it("reads each type's own way to write them", () => {
    const variables = { DB_PASSWORD: password };
    const variable = { name: "DB_PASSWORD", value: password };
    for (const [type, props] of [
      ["aws:lambda/function:Function", { environment: { variables } }],
      ["aws:lambda/function:Function", { imageConfig: { commands: ["app", "--token", "abcdefgh12345"] } }],
      [
        "aws:apprunner/service:Service",
        {
          sourceConfiguration: {
            imageRepository: { imageConfiguration: { runtimeEnvironmentVariables: variables } },
          },
        },
      ],
      ["aws:codebuild/project:Project", { environment: { environmentVariables: [variable] } }],
      [
        "aws:codebuild/project:Project",
        { source: { buildspec: "env:\n  variables:\n    TOKEN: abcdefgh12345\n" } },
      ],
      [
        "aws:batch/jobDefinition:JobDefinition",
        { containerProperties: JSON.stringify({ environment: [variable] }) },
      ],
      [
        "aws:batch/jobDefinition:JobDefinition",
        { eksProperties: { podProperties: { containers: { envs: [variable] } } } },
      ],
      [
        "aws:ssm/document:Document",
        { content: JSON.stringify({ runCommand: [`export DB_PASSWORD='${password}'`] }) },
      ],
      ["aws:ssm/association:Association", { parameters: { commands: "mysql -u root -pTr0ub4dor3x" } }],
      ["aws:glue/job:Job", { defaultArguments: { "--password": password } }],
      [
        "aws:elasticbeanstalk/environment:Environment",
        { settings: [{ namespace: "aws:elasticbeanstalk:application:environment", ...variable }] },
      ],
    ] as const)
      assert.equal(of(type, props), false, JSON.stringify(props));
    const kept = { ...variable, value: "web/database-password-1", type: "SECRETS_MANAGER" };
    assert.equal(
      of("aws:codebuild/project:Project", { environment: { environmentVariables: [kept] } }),
      true,
    );
  });

  it("leaves to the update what is not known, and refuses what is", () => {
    const variables = (props: object) =>
      of("aws:lambda/function:Function", { environment: { variables: props } });
    assert.equal(variables({ DB_PASSWORD: notYetKnown }), unknown);
    assert.equal(variables({ DB_PASSWORD: notYetKnown, TOKEN: "abcdefgh12345" }), false);
    assert.equal(of("aws:ecs/taskDefinition:TaskDefinition", { containerDefinitions: notYetKnown }), unknown);
    assert.equal(of("aws:lambda/function:Function", {}), undefined);
  });

  it("never shows a secret", () => {
    const bad = declared("aws:lambda/function:Function", {
      environment: { variables: { DB_PASSWORD: password } },
    });
    const [finding] = environmentSecrets.check(stackOf(bad), {});
    assert.match(finding?.found ?? "", /^a password \(environment, line 1\)$/);
    assert.ok(!JSON.stringify([finding?.found, finding?.required, finding?.fix]).includes(password));
  });
});

describe("user-data-without-secrets: wherever user data is", () => {
  const base64 = (data: string | Buffer) => Buffer.from(data).toString("base64");
  const short = "PASSWORD=hunter2a7x";
  const script = `#!/bin/sh\nexport DB_PASSWORD='${password}'\n`;

  it("finds it short, packed, or in lines", () => {
    const packed = base64(gzipSync(script + "# and more\n".repeat(40)));
    for (const text of [base64(short), base64(gzipSync(script)), packed.replace(/(.{76})/g, "$1\n")])
      for (const type of Object.keys(userData).filter((it) => !it.includes("spotFleet"))) {
        const [property = ""] = userData[type]?.at(-1) ?? [];
        assert.equal(judge(userDataSecrets, declared(type, { [property]: text })).it, false, type);
      }
    const fleet = { launchSpecifications: [{ instanceType: "t3.micro", userData: base64(script) }] };
    assert.equal(
      judge(userDataSecrets, declared("aws:ec2/spotFleetRequest:SpotFleetRequest", fleet)).it,
      false,
    );
    assert.equal(
      judge(userDataSecrets, declared("aws:ec2/instance:Instance", { userData: base64("echo hello world") }))
        .it,
      true,
    );
  });
});

describe("passwords on a command line", () => {
  const found = (text: string) => secretsIn(text).map(({ what }) => what);

  it("are found by the tool and its option", () => {
    for (const text of [
      "mysql -h db -u root -pTr0ub4dor3x web",
      "mysqldump -p'Tr0ub4dor3x' web",
      "sshpass -p Tr0ub4dor3x ssh web",
      "docker login -u app -p Tr0ub4dor3x",
      "redis-cli -h cache -a Tr0ub4dor3x ping",
      "curl -u app:Tr0ub4dor3x https://example.com",
    ])
      assert.deepEqual(found(text), ["a password on a command line"], text);
    for (const text of [
      "mysql -u root -p database",
      "mysql -p$PASSWORD web",
      'sshpass -p "$PASSWORD" ssh web',
      "curl -u $NAME:$PASSWORD https://example.com",
      "mkdir -p directory1",
      "docker run -p 8080:8080 web",
    ])
      assert.deepEqual(found(text), [], text);
  });
});

describe("text given to programs", () => {
  it("is read of each type of the SDK that has an input by one of these names", () => {
    const places = { ...userData, ...environments };
    const read = Object.entries(places).flatMap(([type, paths]) =>
      paths.map(([property]) => `${type}.${property}`),
    );
    const named = inputsNamed(
      /^(userData(Base64)?|environmentVariables|containerDefinitions|containerProperties)$/,
    );
    assert.deepEqual(
      named.filter((it) => !read.includes(it)),
      [],
    );
  });
});
