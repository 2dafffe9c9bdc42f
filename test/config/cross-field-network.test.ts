import assert from "node:assert/strict";
import { onlyProblem, problemAfter, prodValues, without } from "./stack";

describe("zones, regions, addresses and an endpoint that do not go together", () => {
  it("B2: prod without a domain", () => {
    assert.match(onlyProblem(without(prodValues(), "platform:domain")), /^platform:domain: in prod/);
  });

  it("B1: prod in fewer than three zones", () => {
    assert.match(
      problemAfter((values) => {
        values["platform:availabilityZones"] = 2;
        values["platform:compute"].maxSize = 900;
        values["platform:compute"].scaling.requestsPerTargetPerMinute = 18;
      }),
      /^platform:availabilityZones: in prod 3 to 6/,
    );
  });

  it("B1: a number of zones that another layout was made for, and none where it is not said which", () => {
    const inDev = (zones: number, layoutZones?: number) =>
      onlyProblem({
        ...prodValues(),
        "platform:tier": "dev",
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
        "platform:tier": "dev",
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
        "platform:tier": "dev",
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
    const base = {
      ...without(prodValues(), "platform:webAcl"),
      "platform:compute": without(prodValues()["platform:compute"], "scaling"),
    };
    const network = (stickySessions: boolean) => ({
      type: "network",
      stickySessions,
      deletionProtection: true,
    });
    assert.match(
      onlyProblem({ ...base, "platform:loadBalancer": network(true) }),
      /^platform:loadBalancer\.stickySessions: false, as a network load balancer keeps no user/,
    );
    assert.equal(onlyProblem({ ...base, "platform:loadBalancer": network(false) }), "");
    const plain = { ...without(base, "platform:domain"), "platform:tier": "dev" };
    assert.equal(onlyProblem({ ...plain, "platform:loadBalancer": network(true) }), "");
  });

  it("B3: what instances run, named twice", () => {
    const { bootScript, ...compute } = prodValues()["platform:compute"];
    const image = `example.com/web@sha256:${"0".repeat(64)}`;
    const values = (application: object, script?: string) => ({
      ...prodValues(),
      "platform:compute": { ...compute, ...(script !== undefined && { bootScript: script }) },
      "platform:application": application,
    });
    assert.equal(onlyProblem(values({ archive: "dist" })), "");
    assert.equal(onlyProblem(values({ image })), "");
    assert.match(
      onlyProblem(values({ archive: "dist", image })),
      /^platform:application\.image: left out, as platform:application\.archive says what instances run/,
    );
    assert.match(
      onlyProblem(values({ image }, bootScript)),
      /^platform:application\.image: left out, as platform:compute\.bootScript says what instances run/,
    );
  });

  it("B2: a web ACL that a network load balancer could not have", () => {
    const compute = without(prodValues()["platform:compute"], "scaling");
    const values = { ...prodValues(), "platform:compute": compute };
    const loadBalancer = { type: "network" };
    assert.match(
      onlyProblem({ ...values, "platform:loadBalancer": loadBalancer }),
      /^platform:webAcl\.enabled: false, as a web ACL judges HTTP/,
    );
    assert.equal(
      onlyProblem({ ...without(values, "platform:webAcl"), "platform:loadBalancer": loadBalancer }),
      "",
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
});
