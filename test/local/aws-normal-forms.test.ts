import assert from "node:assert/strict";
import fc from "fast-check";
import { comparable, normalised } from "../../local/aws/normal-form";
import type { Properties } from "../../local/cloud/properties";
import { notKnown } from "../../simulation/read/not-known";
import { Client, newStore, typeOf } from "./aws-client";

const statement = (Action: string | string[]) => ({ Effect: "Allow", Action, Resource: "*" });
const document = (value: unknown): string => JSON.stringify(value);

describe("the local AWS keeps values as AWS does", () => {
  let aws: Client;
  before(async () => {
    aws = await Client.start(newStore());
    await aws.create("s3/bucket", "files", { bucket: "files" });
  });
  after(() => {
    aws.stop();
  });

  /** What AWS changes and the provider does not see through: every `up` has a difference. */
  const differing: [key: string, given: Properties, kept: Properties, kind: "update" | "replace"][] = [
    [
      "elasticache/user",
      { accessString: "on ~* +@all -@admin -@dangerous +info" },
      { accessString: "on ~* +@all -@dangerous +info" },
      "update",
    ],
    [
      "elasticache/user",
      { accessString: "on allkeys allcommands" },
      { accessString: "on ~* +@all" },
      "update",
    ],
    [
      "elasticache/parameterGroup",
      {
        family: "valkey8",
        parameters: [
          { name: "maxmemory-policy", value: "volatile-ttl" },
          { name: "reserved-memory-percent", value: "25" },
        ],
      },
      { parameters: [{ name: "maxmemory-policy", value: "volatile-ttl" }] },
      "update",
    ],
    [
      "rds/clusterParameterGroup",
      { family: "aurora-postgresql17", parameters: [{ name: "rds.force_ssl", value: "1" }] },
      { parameters: [{ name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" }] },
      "update",
    ],
    [
      "rds/parameterGroup",
      {
        family: "postgres15",
        parameters: [{ name: "rds.force_ssl", value: "1", applyMethod: "immediate" }],
      },
      { parameters: [{ name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" }] },
      "update",
    ],
    [
      "rds/cluster",
      { engine: "aurora-postgresql", availabilityZones: ["us-east-1a", "us-east-1b"] },
      { availabilityZones: ["us-east-1a", "us-east-1b", "us-east-1c"] },
      "replace",
    ],
  ];
  for (const [index, [key, given, kept, kind]] of differing.entries()) {
    const [argument = ""] = Object.keys(kept);
    it(`${argument} of ${key} differs at the second up (${index}); in AWS's form it does not`, async () => {
      const made = await aws.create(key, `other-form-${index}`, given);
      assert.deepEqual(made.state[argument], kept[argument]);
      assert.equal((await aws.diff(made, given)).kind, kind);
      const again = await aws.update(made, given);
      assert.equal((await aws.diff(again, given)).kind, kind, "and at every one that follows");
      const found = await aws.read(made);
      assert.deepEqual(found?.inputs[argument], kept[argument], "a refresh finds AWS's form");
      const inItsForm = { ...given, ...kept };
      const settled = await aws.create(key, `own-form-${index}`, inItsForm);
      assert.equal((await aws.diff(settled, inItsForm)).kind, "none");
    });
  }

  /** What AWS changes and the provider takes for the same. */
  const suppressed: [key: string, given: Properties, kept: Properties, other: Properties][] = [
    [
      "s3/bucketPolicy",
      {
        bucket: "files",
        policy: document({ Version: "2012-10-17", Statement: [statement(["s3:GetObject"])] }),
      },
      {
        policy: document({
          Version: "2012-10-17",
          Statement: [{ Action: "s3:GetObject", Effect: "Allow", Resource: "*" }],
        }),
      },
      { policy: document({ Version: "2012-10-17", Statement: [statement(["s3:PutObject"])] }) },
    ],
    [
      "cloudwatch/eventRule",
      { eventPattern: '{ "source": ["aws.rds"], "detail-type": ["A", "B"] }' },
      { eventPattern: '{"detail-type":["A","B"],"source":["aws.rds"]}' },
      { eventPattern: '{"source":["aws.rds"]}' },
    ],
    [
      "elasticache/replicationGroup",
      { description: "d", maintenanceWindow: "Sun:05:00-Sun:06:00" },
      { maintenanceWindow: "sun:05:00-sun:06:00" },
      { maintenanceWindow: "mon:05:00-mon:06:00" },
    ],
    [
      "rds/instance",
      { engine: "postgres", instanceClass: "db.t4g.micro", maintenanceWindow: "Sun:05:00-Sun:06:00" },
      { maintenanceWindow: "sun:05:00-sun:06:00" },
      { maintenanceWindow: "sun:05:00-sun:07:00" },
    ],
    [
      "route53/record",
      { zoneId: "Z1", name: "App.Example.com.", type: "A", records: ["10.0.0.1"], ttl: 60 },
      { name: "app.example.com" },
      { name: "www.example.com" },
    ],
    [
      "route53/record",
      {
        zoneId: "Z2",
        name: "app.example.com",
        type: "A",
        aliases: [{ name: "Web.US-east-1.elb.amazonaws.com.", zoneId: "Z3", evaluateTargetHealth: true }],
      },
      { aliases: [{ name: "web.us-east-1.elb.amazonaws.com", zoneId: "Z3", evaluateTargetHealth: true }] },
      { aliases: [{ name: "web.us-east-1.elb.amazonaws.com", zoneId: "Z3", evaluateTargetHealth: false }] },
    ],
    [
      "vpc/securityGroupIngressRule",
      { securityGroupId: "", ipProtocol: "6", cidrIpv4: "10.8.0.0/16" },
      { ipProtocol: "tcp" },
      { ipProtocol: "udp" },
    ],
    [
      "budgets/budget",
      { budgetType: "COST", timeUnit: "MONTHLY", limitAmount: "100.0", limitUnit: "USD" },
      { limitAmount: "100" },
      { limitAmount: "101" },
    ],
  ];
  for (const [index, [key, given, kept, other]] of suppressed.entries()) {
    const [argument = ""] = Object.keys(kept);
    it(`${argument} of ${key} is kept in AWS's form, in which the provider sees the same (${index})`, async () => {
      const made = await aws.create(key, `suppressed-${index}`, given);
      assert.deepEqual(made.state[argument], kept[argument]);
      assert.equal((await aws.diff(made, given)).kind, "none");
      assert.deepEqual(
        (await aws.read(made))?.inputs[argument],
        given[argument],
        "a refresh keeps the program's",
      );
      assert.notEqual((await aws.diff(made, { ...given, ...other })).kind, "none");
    });
  }

  it("what the provider refuses never reaches AWS", async () => {
    const cases: [key: string, inputs: Properties, says: RegExp][] = [
      [
        "rds/cluster",
        { engine: "aurora-postgresql", clusterIdentifier: "Web" },
        /only lowercase alphanumeric/,
      ],
      [
        "vpc/securityGroupIngressRule",
        { securityGroupId: "sg-1", ipProtocol: "tcp", cidrIpv4: "10.8.10.0/16" },
        /represents a network address, got: 10\.8\.10\.0\/16/,
      ],
      ["budgets/budget", { name: "web:prod", budgetType: "COST", timeUnit: "MONTHLY" }, /not allowed/],
    ];
    for (const [key, inputs, says] of cases)
      assert.match((await aws.check(key, "refused", inputs)).failures.join(), says);
    const { failures } = await aws.check("rds/cluster", "later", {
      engine: "x",
      clusterIdentifier: notKnown,
    });
    assert.deepEqual(failures, [], "what a preview does not know is left to the update");
  });

  it("a parameter that needs a restart cannot be applied at once", async () => {
    const parameters = [{ name: "shared_preload_libraries", value: "pg_stat_statements" }];
    const given = { family: "postgres17", parameters };
    await assert.rejects(
      aws.create("rds/parameterGroup", "static", given),
      /immediate apply method for static/,
    );
  });

  it("a normal form is one: again it is the same, and what is not known yet stays so", () => {
    const access = fc.array(
      fc.constantFrom("on", "~*", "allkeys", "+@all", "-@admin", "-@dangerous", "+info"),
    );
    const policy = fc.record({
      Action: fc.array(fc.string()),
      Principal: fc.dictionary(fc.string(), fc.string()),
    });
    const values = fc.record({
      accessString: access.map((rules) => rules.join(" ")),
      policy: policy.map((one) => document({ Statement: one })),
      name: fc.domain(),
      maintenanceWindow: fc.string(),
    });
    const types = ["elasticache/user", "s3/bucketPolicy", "route53/record", "rds/instance"].map(typeOf);
    fc.assert(
      fc.property(values, fc.constantFrom(...types), (given, type) => {
        const once = normalised(type, given);
        assert.deepEqual(normalised(type, once), once);
        assert.deepEqual(
          comparable(type, once),
          type === typeOf("elasticache/user") ? once : comparable(type, given),
        );
      }),
    );
    const unknown = { accessString: notKnown, policy: notKnown, name: notKnown, maintenanceWindow: notKnown };
    for (const type of types) assert.deepEqual(normalised(type, unknown), unknown);
  });
});
