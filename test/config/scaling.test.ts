import assert from "node:assert/strict";
import { onlyProblem, problemAfter, prodValues, without } from "./stack";

describe("B4 scaling in the configuration", () => {
  it("takes the plan's requests per target where none are set", () => {
    const values = prodValues();
    const scaling = without(values["platform:compute"].scaling, "requestsPerTargetPerMinute");
    assert.equal(
      onlyProblem({ ...values, "platform:compute": { ...values["platform:compute"], scaling } }),
      "",
    );
  });

  it("refuses to grow on memory only where somebody is called already", () => {
    const outAbove = (scaleOutMemoryPercent: number) =>
      problemAfter((values) =>
        Object.assign(values["platform:compute"].scaling, { metric: "cpu", scaleOutMemoryPercent }),
      );
    assert.equal(outAbove(79), "");
    assert.match(outAbove(80), /scaleOutMemoryPercent: below 80, the memory at which alarms\.memoryPercent/);
  });

  it("refuses more requests than the plan gives to an instance, or than a network load balancer counts", () => {
    const rate = (requestsPerTargetPerMinute: number) =>
      problemAfter((values) =>
        Object.assign(values["platform:compute"].scaling, { requestsPerTargetPerMinute }),
      );
    assert.equal(rate(25), "");
    assert.equal(
      rate(100_000),
      "platform:compute.scaling.requestsPerTargetPerMinute: at most 25, the requests of the 25 users that the plan gives to a t3.medium (by memory)",
    );
    assert.equal(
      problemAfter((values) => {
        values["platform:loadBalancer"].type = "network";
        values["platform:webAcl"].enabled = false;
      }),
      "platform:compute.scaling.metric: cpu, since platform:loadBalancer.type is network, which counts no requests",
    );
  });

  it("refuses scaling in where what is left would scale out again", () => {
    const inBelow = (scaleInCpuPercent: number, minSize: number) =>
      problemAfter((values) => {
        values["platform:compute"].minSize = minSize;
        Object.assign(values["platform:compute"].scaling, { metric: "cpu", scaleInCpuPercent });
      });
    assert.equal(inBelow(50, 3), "");
    assert.equal(
      inBelow(74, 3),
      "platform:compute.scaling.scaleInCpuPercent: at most 50.6: 3 of 4 instances take over the load then, and stay 10 % below the 75 % at which some are added",
    );
    // Of many instances a step takes a tenth.
    assert.equal(inBelow(60, 20), "");
    assert.match(inBelow(61, 20), /scaleInCpuPercent: at most 60\.7/);
  });
});
