import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { dimensions, type Parts, targetsOf } from "../../infra/observability/targets";

const known = (parts: Parts) =>
  targetsOf(parts).map(({ watched, name }) => (name === undefined ? watched : `${watched} ${name}`));

describe("C4 what alarms watch", () => {
  const out = pulumi.output("x");

  it("is nothing where there is nothing", () => {
    assert.deepEqual(targetsOf({}), []);
  });

  it("is requests and targets of an application load balancer, only targets of a network load balancer", () => {
    const suffixes = { arnSuffix: out, targetGroupArnSuffix: out };
    assert.deepEqual(known({ loadBalancer: { type: "application", ...suffixes } }), [
      "applicationLoadBalancer",
      "applicationTargets",
    ]);
    assert.deepEqual(known({ loadBalancer: { type: "network", ...suffixes } }), ["networkTargets"]);
  });

  it("is the cluster of Aurora, and each instance where there is no cluster", () => {
    assert.deepEqual(known({ database: { clusterIdentifier: out, instanceIdentifiers: [out, out] } }), [
      "databaseCluster",
    ]);
    assert.deepEqual(known({ database: { instanceIdentifiers: [out] } }), ["databaseInstance 1"]);
  });

  it("is each cache node and each NAT gateway, by number", () => {
    assert.deepEqual(known({ cache: { memberClusterIds: [out, out] }, network: { natGatewayIds: [out] } }), [
      "cacheNode 1",
      "cacheNode 2",
      "natGateway 1",
    ]);
  });

  it("has a value for each dimension of its kind", () => {
    assert.deepEqual(dimensions({ watched: "applicationTargets", identifiers: ["app", "tg"] }), {
      LoadBalancer: "app",
      TargetGroup: "tg",
    });
    assert.throws(() => dimensions({ watched: "applicationTargets", identifiers: ["app"] }), RangeError);
  });
});
