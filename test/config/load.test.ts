import assert from "node:assert/strict";
import { ConfigError, sizingOf } from "../../config";
import { load, onlyProblem, problemsOf, prodValues, without } from "./stack";

describe("configuration", () => {
  it("B1-B4: a full configuration arrives as it was declared", () => {
    const values = prodValues();
    const environment = load(values);
    assert.equal(environment.region, "eu-west-1");
    assert.deepEqual(environment.workload, values["platform:workload"]);
    const { scaling } = values["platform:compute"];
    assert.deepEqual(environment.compute, {
      ...values["platform:compute"],
      holdsZoneLoss: true,
      scaling: { ...scaling, scaleOutMemoryPercent: 75 },
    });
    assert.deepEqual(environment.domain, values["platform:domain"]);
    for (const section of ["database", "cache", "sessionTable", "storage", "quotas"] as const) {
      assert.deepEqual(environment[section], values[`platform:${section}`]);
    }
    assert.deepEqual(environment.backup, { ...values["platform:backup"], startHour: 5 });
    assert.deepEqual(sizingOf(environment), {
      instanceType: "t3.medium",
      availabilityZones: 3,
      osReserveMb: 512,
      scaleOutCpuPercent: 75,
      scaleInCpuPercent: 30,
      scaleOutMemoryPercent: 75,
      requestsPerTargetPerMinute: 20,
      holdsZoneLoss: true,
      memoryAlarmPercent: 80,
      latencyMs: 300,
      minSize: 6,
      maxSize: 700,
      vpcMask: 16,
      natGateways: 3,
      database: {
        engine: "aurora",
        instanceClass: "db.serverless",
        acu: { min: 2, max: 32 },
        readers: 2,
        family: "m5",
      },
      cache: { nodeType: "cache.m7g.large", nodes: 3 },
      sessions: { store: "dynamodb", table: { readCapacity: 2000, writeCapacity: 7000 } },
      quotas: { onDemandStandardVcpus: 2000, elasticIps: 10 },
    });
  });

  it("B2-B4: what is left out has its default, and deletion protection is prod's alone", () => {
    const values = without(prodValues(), "platform:network", "platform:compute", "platform:loadBalancer");
    const environment = load(values);
    assert.equal(environment.network.cidrBlock, "10.0.0.0/16");
    assert.equal(environment.compute.instanceType, "t3.medium");
    assert.equal(environment.compute.scaling.metric, "cpu");
    assert.equal(environment.loadBalancer.type, "application");
    assert.equal(environment.loadBalancer.deletionProtection, true);
    const dev = load({ ...values, "platform:tier": "dev" });
    assert.equal(dev.loadBalancer.deletionProtection, false);
  });

  it("B2: dev needs no domain", () => {
    const values = without(prodValues(), "platform:domain");
    assert.equal(load({ ...values, "platform:tier": "dev" }).domain, undefined);
  });

  it("A13: an event has its seconds left out, since Pulumi would rewrite the time", () => {
    const values = prodValues();
    values["platform:workload"].events = [
      { name: "sale", multiplier: 2, start: "2026-11-27T05:00:00Z", durationHours: 96, leadHours: 2 },
    ];
    assert.match(
      onlyProblem(values),
      /^platform:workload\.events\[0\]\.start: 2026-11-27T05:00Z for once or/,
    );
  });

  it("a misspelt key is reported with the key that was meant", () => {
    const { "platform:network": network, ...values } = prodValues();
    const misspelt = { ...values, "platform:newtork": network };
    assert.equal(onlyProblem(misspelt), "platform:newtork: no such key; did you mean platform:network?");
    const nested = prodValues();
    Object.assign(nested["platform:workload"].events[1] ?? {}, { leadHour: 3 });
    assert.equal(
      onlyProblem(nested),
      "platform:workload.events[1].leadHour: no such key; did you mean leadHours?",
    );
  });

  it("a key that resembles none is reported with those there are; other namespaces are left alone", () => {
    const values = prodValues();
    Object.assign(values["platform:network"], { "a.b": 1 });
    assert.equal(
      onlyProblem(values),
      'platform:network["a.b"]: no such key, but cidrBlock, layoutZones, zones, natGateways, interfaceEndpoints',
    );
    assert.deepEqual(problemsOf({ ...prodValues(), "other:key": 1, "aws:profile": "me" }), []);
  });

  it("everything is reported at once: types, ranges, unknown keys and contradictions, each with key and value", () => {
    const values = prodValues();
    values["platform:workload"].usersPerInstance.min = 80;
    Object.assign(values["platform:workload"], { requestKb: "five", bufferShare: -1 });
    Object.assign(values["platform:compute"], { instanceType: "t3.huge", minsize: 3 });
    const found = problemsOf(without(values, "platform:domain")).map((problem) => [
      problem.file,
      problem.key,
      problem.found,
    ]);
    assert.deepEqual(found, [
      ["Pulumi.prod.yaml", "platform:compute.instanceType", '"t3.huge"'],
      ["Pulumi.prod.yaml", "platform:compute.minsize", "3"],
      ["Pulumi.prod.yaml", "platform:domain", "nothing"],
      ["Pulumi.prod.yaml", "platform:workload.bufferShare", "-1"],
      ["Pulumi.prod.yaml", "platform:workload.requestKb", '"five"'],
      ["Pulumi.prod.yaml", "platform:workload.usersPerInstance.min", "80"],
    ]);
  });

  it("the key that the tier replaces is refused with the key to write, whatever its value", () => {
    const { "platform:tier": tier, ...values } = prodValues();
    assert.deepEqual(
      problemsOf({ ...values, "platform:environment": tier }).map(({ key, fix }) => [key, fix]),
      [
        [
          "platform:environment",
          "write platform:tier, dev or prod, in its place; the name of the environment is the stack's",
        ],
        ["platform:tier", undefined],
      ],
    );
  });

  it("the message lists every problem on an aligned line of its own", () => {
    const values = { ...prodValues(), "platform:availabilityZones": 7, "platform:tier": "production" };
    assert.throws(
      () => load(values),
      (error) => {
        assert.ok(error instanceof ConfigError);
        assert.deepEqual(error.message.split("\n"), [
          "Pulumi.prod.yaml: 2 problems",
          "  platform:availabilityZones  found 7             allowed: a whole number of Availability Zones, 2 to 6",
          '  platform:tier               found "production"  allowed: dev or prod',
        ]);
        return true;
      },
    );
  });

  it("the value of a secret is in no message", () => {
    const values = { ...prodValues(), "platform:notifications": { emails: ["hunter2"] } };
    assert.throws(
      () => load(values, ["platform:notifications"]),
      (error) =>
        error instanceof ConfigError &&
        !error.message.includes("hunter2") &&
        error.message.includes("found a secret"),
    );
  });

  it("nor is the value of a secret that says what another setting has to be", () => {
    const values = {
      ...prodValues(),
      "platform:domain": { ...prodValues()["platform:domain"], hostedZone: "hunter2.example" },
    };
    assert.throws(
      () => load(values, ["platform:domain"]),
      (error) => error instanceof ConfigError && !error.message.includes("hunter2"),
    );
  });
});
