import assert from "node:assert/strict";
import { load, onlyProblem, problemAfter, problemsOf, prodValues, without } from "./stack";

describe("values that do not go together", () => {
  it("A3: baseline users above the peak", () => {
    assert.match(
      problemAfter((values) => (values["platform:workload"].baselineConcurrentUsers = 5001)),
      /^platform:workload\.baselineConcurrentUsers: at most the 5000 users of the peak/,
    );
  });

  it("A7, A9, A11: a minimum above its maximum, wherever there is one", () => {
    const { usersPerInstance, growth, claim, scaling } = {
      usersPerInstance: problemAfter((values) => (values["platform:workload"].usersPerInstance.min = 71)),
      growth: problemAfter((values) => (values["platform:workload"].monthlyGrowth.low = 0.21)),
      claim: problemAfter((values) => (values["platform:workload"].claims.peakInstances.min = 71)),
      scaling: problemAfter((values) => (values["platform:compute"].scaling.scaleInCpuPercent = 76)),
    };
    assert.equal(usersPerInstance, "platform:workload.usersPerInstance.min: at most max, which is 70");
    assert.equal(growth, "platform:workload.monthlyGrowth.low: at most high, which is 0.2");
    assert.equal(claim, "platform:workload.claims.peakInstances.min: at most max, which is 70");
    assert.equal(
      scaling,
      "platform:compute.scaling.scaleInCpuPercent: at most scaleOutCpuPercent, which is 75",
    );
  });

  it("B3: a size by hand against the other one, by hand or of the plan", () => {
    assert.equal(
      problemAfter((values) => (values["platform:compute"].minSize = 701)),
      "platform:compute.minSize: at most maxSize, which is 700",
    );
    const rest = without(prodValues()["platform:compute"], "maxSize");
    assert.match(
      onlyProblem({ ...prodValues(), "platform:compute": { ...rest, minSize: 5000 } }),
      /^platform:compute\.minSize: at most the plan's maximum, 645$/,
    );
    const unbounded = { ...without(rest, "minSize"), maxSize: 2 };
    const quiet = { ...prodValues()["platform:workload"], events: [] };
    assert.match(
      onlyProblem({ ...prodValues(), "platform:compute": unbounded, "platform:workload": quiet }),
      /^platform:compute\.maxSize: at least 3,/,
    );
  });

  it("D4: a maximum below the need of the peak is accepted here, for a policy to refuse", () => {
    const values = prodValues();
    values["platform:workload"].events = [];
    values["platform:compute"].maxSize = 10;
    assert.equal(load(values).compute.maxSize, 10);
  });

  it("A13: a maximum below what the largest event starts with, which AWS would refuse", () => {
    // 15,000 users by 35 to an instance
    assert.match(
      problemAfter((values) => (values["platform:compute"].maxSize = 400)),
      /^platform:compute\.maxSize: at least 429,/,
    );
  });

  it("B2: prod without a domain", () => {
    assert.match(onlyProblem(without(prodValues(), "platform:domain")), /^platform:domain: in prod/);
  });

  it("B1: prod in fewer than three zones", () => {
    assert.match(
      problemAfter((values) => {
        values["platform:availabilityZones"] = 2;
        values["platform:compute"].maxSize = 900;
      }),
      /^platform:availabilityZones: in prod 3 to 6/,
    );
  });

  it("B1: a number of zones that another layout was made for, and none where it is not said which", () => {
    const inDev = (zones: number, layoutZones?: number) =>
      onlyProblem({
        ...prodValues(),
        "platform:environment": "dev",
        "platform:availabilityZones": zones,
        "platform:compute": { maxSize: 900 },
        "platform:network": { cidrBlock: "10.0.0.0/16", ...(layoutZones !== undefined && { layoutZones }) },
      });
    assert.deepEqual(
      [inDev(3), inDev(4), inDev(2, 2), inDev(2, 4), inDev(4, 3), inDev(6, 5)],
      Array(6).fill(""),
    );
    assert.match(
      inDev(2),
      /^platform:network\.layoutZones: the number .*; set 4 in a new stack; in one that is/,
    );
    assert.match(inDev(5), /^platform:network\.layoutZones: .*; set 6 in a new stack/);
    assert.match(inDev(3, 2), /^platform:availabilityZones: at most 2, .*; see "More Availability Zones"/);
    assert.match(inDev(5, 4), /^platform:availabilityZones: at most 4/);
  });

  it("B1: names of zones that are not as many as there are, or of another region", () => {
    const named = (...zones: string[]) =>
      onlyProblem({ ...prodValues(), "platform:network": { zones: zones.map((zone) => `eu-${zone}`) } });
    assert.equal(named("west-1b", "west-1a", "west-1c"), "");
    for (const wrong of [
      ["west-1a", "west-1b"],
      ["west-1a", "west-1a", "west-1b"],
      ["west-1a", "west-1b", "west-2c"],
    ]) {
      assert.match(named(...wrong), /^platform:network\.zones: 3 different Availability Zones of eu-west-1/);
    }
  });

  it("B1, B8: regions that are disabled by default, until somebody says that they are enabled", () => {
    const inRegion = (region: string, more: object = {}) =>
      onlyProblem({
        ...without(prodValues(), "platform:domain", "platform:backup"),
        "platform:environment": "dev",
        "aws:region": region,
        ...more,
      });
    assert.equal(inRegion("eu-north-1"), "");
    assert.match(
      inRegion("ap-east-1"),
      /^platform:optInRegions: a list with ap-east-1, .*; aws account enable-region --region-name ap-east-1$/,
    );
    assert.equal(inRegion("ap-east-1", { "platform:optInRegions": ["ap-east-1"] }), "");
    const prod = { ...prodValues(), "aws:region": "ca-central-1" };
    const copied = without(
      { ...prod, "platform:domain": { name: "a.example.com", hostedZone: "example.com" } },
      "platform:backup",
    );
    assert.match(onlyProblem(copied), /^platform:optInRegions: a list with ca-west-1,/);
    assert.equal(onlyProblem({ ...copied, "platform:optInRegions": ["ca-west-1"] }), "");
  });

  it("B1: regions of other partitions, whose ARNs begin otherwise", () => {
    for (const region of ["cn-north-1", "us-gov-west-1", "us-iso-east-1"]) {
      const values = {
        ...without(prodValues(), "platform:domain"),
        "platform:environment": "dev",
        "aws:region": region,
      };
      assert.equal(onlyProblem(values), "aws:region: an AWS region of the partition aws, such as us-east-1");
    }
  });

  it("B2: a domain outside its hosted zone, also when it only ends like it", () => {
    for (const name of ["app.example.org", "badexample.com"]) {
      assert.equal(
        problemAfter((values) => (values["platform:domain"].name = name)),
        "platform:domain.name: a name inside the hosted zone example.com",
      );
    }
    assert.equal(
      problemAfter((values) => (values["platform:domain"].name = "example.com")),
      "",
    );
  });

  it("B2: a certificate of another region", () => {
    assert.equal(
      problemAfter((values) => (values["aws:region"] = "us-east-1")),
      "platform:domain.certificateArn: a certificate of us-east-1, the load balancer's region",
    );
  });

  it("B2: sticky sessions on a network load balancer that ends TLS, which AWS does not support", () => {
    const network = (stickySessions: boolean) => {
      const values = prodValues();
      Object.assign(values["platform:compute"].scaling, { metric: "cpu" });
      return {
        ...values,
        "platform:loadBalancer": { type: "network", stickySessions, deletionProtection: true },
      };
    };
    assert.match(
      onlyProblem(network(true)),
      /^platform:loadBalancer\.stickySessions: false, as a network load balancer keeps no user/,
    );
    assert.equal(onlyProblem(network(false)), "");
    assert.equal(
      onlyProblem({ ...without(network(true), "platform:domain"), "platform:environment": "dev" }),
      "",
    );
  });

  it("A12: prod with less than the buffer; dev may have less", () => {
    const without = (environment: string) =>
      problemAfter((values) => {
        values["platform:environment"] = environment;
        values["platform:workload"].bufferShare = 0.19;
      });
    assert.equal(
      without("prod"),
      "platform:workload.bufferShare: in prod 0.2 or more, the capacity that is kept above the peak",
    );
    assert.equal(without("dev"), "");
  });

  it("A13: events of one name, or of one time", () => {
    assert.match(
      problemAfter((values) => Object.assign(values["platform:workload"].events[1] ?? {}, { name: "sale" })),
      /^platform:workload\.events\[1\]\.name: a name that no other event has$/,
    );
    assert.match(
      problemAfter((values) =>
        Object.assign(values["platform:workload"].events[1] ?? {}, { start: "2029-12-01T08:00Z" }),
      ),
      /^platform:workload\.events\[1\]\.start: a time apart from sale, leads included; declare them as one$/,
    );
  });

  it("B1: a block that is none, has host bits set, or is too small", () => {
    const blockOf = (cidrBlock: string) =>
      problemAfter((values) => (values["platform:network"].cidrBlock = cidrBlock));
    for (const none of [
      "10.0.0.0",
      "10.0.0.300/16",
      "10.0.0.0/15",
      "10.0.0.0/21",
      "fd00::/16",
      "10.0.0.0/16 ",
    ]) {
      assert.match(blockOf(none), /cidrBlock: an IPv4 block from \/16 to \/20/, none);
    }
    assert.match(blockOf("10.0.5.0/16"), /no bits set after the prefix; use 10\.0\.0\.0\/16$/);
    assert.match(blockOf("172.31.255.0/20"), /; use 172\.31\.240\.0\/20$/);
    assert.equal(blockOf("10.1.0.0/20"), "");
    const large = prodValues();
    large["platform:workload"].databaseConnectionsPerInstance = 1;
    large["platform:compute"].maxSize = 2000;
    large["platform:network"].cidrBlock = "10.1.0.0/20";
    assert.match(
      onlyProblem(large),
      /a block with 1115 addresses in each of 3 private subnets, .*; use \/18$/,
    );
    large["platform:compute"].maxSize = 4500;
    large["platform:network"].cidrBlock = "10.1.0.0/16";
    assert.equal(onlyProblem(large), "");
  });

  it("A6: a user whose memory no instance of the type has", () => {
    assert.match(
      problemAfter((values) => (values["platform:workload"].memoryMbPerUser = 3585)),
      /^platform:workload\.memoryMbPerUser: at most the 3584 MiB that a t3\.medium has left .*; choose a larger/,
    );
  });

  it("B3: an unknown instance type, with the known ones of its family", () => {
    assert.equal(
      problemAfter((values) => (values["platform:compute"].instanceType = "m7i.medium")),
      "platform:compute.instanceType: one of m7i.large, m7i.xlarge, m7i.2xlarge",
    );
  });

  it("contradictions are judged although other values are of the wrong type", () => {
    const values = prodValues();
    values["platform:workload"].usersPerInstance.min = 71;
    Object.assign(values["platform:workload"], { requestKb: "five", registeredUsers: "many" });
    assert.deepEqual(
      problemsOf(values).map(({ key }) => key),
      [
        "platform:workload.registeredUsers",
        "platform:workload.requestKb",
        "platform:workload.usersPerInstance.min",
      ],
    );
  });
});
