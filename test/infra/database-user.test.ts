import assert from "node:assert/strict";
import { CommandError, type Run } from "../../infra/command";
import { userSql } from "../../infra/database/user/sql";
import { forwarding, wayTo } from "../../infra/database/user/way";
import { complaintsOf } from "../docs/aws-model";

/** A stack that is deployed, by what its commands print. */
function account(database: object, instances: object[]) {
  const calls: string[] = [];
  const group = { type: "aws:autoscaling/group:Group", outputs: { name: "web-1" } };
  const run: Run = (command, ...args) => {
    const call = [command, ...args].join(" ");
    calls.push(call);
    if (command === "pulumi")
      return Promise.resolve(JSON.stringify({ deployment: { resources: [database, group] } }));
    if (args[0] === "secretsmanager")
      return Promise.resolve(
        JSON.stringify({ SecretString: JSON.stringify({ username: "admin", password: "s3" }) }),
      );
    return Promise.resolve(JSON.stringify({ AutoScalingGroups: [{ Instances: instances }] }));
  };
  return { run, calls };
}

const masterUserSecrets = [{ secretArn: "arn:secret" }];
const cluster = { type: "aws:rds/cluster:Cluster", outputs: { endpoint: "db.example", masterUserSecrets } };
const ready = { InstanceId: "i-2", LifecycleState: "InService" };
const booting = { InstanceId: "i-1", LifecycleState: "Pending" };

describe("B5 npm run database:user: the first database user, by one command", () => {
  it("makes the user where there is none, and grants the same again where there is", () => {
    const sql = userSql("app", "shop");
    assert.match(
      sql,
      /IF NOT EXISTS \(SELECT FROM pg_roles WHERE rolname = 'app'\) THEN\s+CREATE ROLE "app" LOGIN;/,
    );
    const statements = sql.split("$$;\n")[1]?.trim().split("\n") ?? [];
    assert.deepEqual(statements, [
      'GRANT rds_iam TO "app";',
      'GRANT CONNECT ON DATABASE "shop" TO "app";',
      'CREATE SCHEMA IF NOT EXISTS "app";',
      'GRANT USAGE, CREATE ON SCHEMA "app" TO "app";',
    ]);
    assert.doesNotMatch(sql, /PASSWORD|SUPERUSER/i);
    assert.match(userSql(`a"b'c`, "d"), /rolname = 'a"b''c'\) THEN\s+CREATE ROLE "a""b'c" LOGIN/);
  });

  it("reaches the database through an instance in service, as the master user of its secret", async () => {
    const { run, calls } = account(cluster, [booting, ready]);
    const way = await wayTo("prod", "eu-west-1", run);
    assert.deepEqual(way, { instanceId: "i-2", host: "db.example", user: "admin", password: "s3" });
    assert.ok(calls.every((call) => call.startsWith("pulumi ") || call.includes("--region eu-west-1")));
    assert.ok(calls.some((call) => call.includes("get-secret-value --secret-id arn:secret")));
  });

  it("signs in to a global database by the password that the state keeps, and to one that follows not at all", async () => {
    const outputs = { endpoint: "db.example", masterUsername: "admin", masterUserSecrets: [] };
    const masterPassword = { plaintext: JSON.stringify("s3") };
    const { run, calls } = account({ ...cluster, outputs: { ...outputs, masterPassword } }, [ready]);
    const { user, password } = await wayTo("prod", "us-east-1", run);
    assert.deepEqual([user, password], ["admin", "s3"]);
    assert.ok(!calls.some((call) => call.includes("s3") || call.includes("get-secret-value")));
    const standby = account({ ...cluster, outputs }, [ready]);
    await assert.rejects(wayTo("prod-standby", "us-west-2", standby.run), /run the command for the primary/);
  });

  it("takes the address of a plain RDS instance, whose endpoint has a port", async () => {
    const instance = {
      type: "aws:rds/instance:Instance",
      outputs: { endpoint: "db.example:5432", address: "db.example", masterUserSecrets },
    };
    assert.equal((await wayTo("prod", "eu-west-1", account(instance, [ready]).run)).host, "db.example");
  });

  it("calls AWS as its CLI takes it, and hands no password to a command line", async () => {
    const { run, calls } = account(cluster, [ready]);
    const way = await wayTo("prod", "eu-west-1", run);
    const session = ["aws", ...forwarding(way, "eu-west-1", 15432)].slice(0, -2).join(" ");
    // The model that the tests have lacks Secrets Manager.
    const known = calls.filter((text) => /^aws (?!secretsmanager)/.test(text));
    assert.notEqual(known.length, 0);
    for (const call of [session, ...known]) {
      assert.deepEqual(complaintsOf(call, true), [], call);
    }
    assert.ok(![session, ...calls].some((call) => call.includes(way.password)));
  });

  it("says what is missing where the stack is not deployed, or no instance runs", async () => {
    await assert.rejects(wayTo("prod", "eu-west-1", account({ type: "other" }, [ready]).run), CommandError);
    await assert.rejects(
      wayTo("prod", "eu-west-1", account(cluster, [booting]).run),
      /no instance of the group/,
    );
  });
});
