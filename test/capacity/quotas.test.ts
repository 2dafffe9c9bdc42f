import assert from "node:assert/strict";
import { quotasFor, type StackDemand } from "../../capacity";

const stack = (change: Partial<StackDemand> = {}): StackDemand => ({
  instances: 0,
  instanceType: "t3.medium",
  natGateways: 0,
  counted: { onDemandStandardVcpus: 5, elasticIps: 5 },
  ...change,
});

describe("A11 the quotas that a region's stacks need together", () => {
  it("are no less than a new account has", () => {
    assert.deepEqual(quotasFor([]), { onDemandStandardVcpus: 5, onDemandXVcpus: 0, elasticIps: 5 });
  });

  it("hold all stacks at their most at once", () => {
    const both = [
      stack({ instances: 240, natGateways: 3 }),
      stack({ instances: 8, instanceType: "m6i.xlarge", natGateways: 3 }),
    ];
    assert.deepEqual(quotasFor(both), {
      onDemandStandardVcpus: 240 * 2 + 8 * 4,
      onDemandXVcpus: 0,
      elasticIps: 6,
    });
  });

  it("are those that the instances' families count against", () => {
    const { onDemandStandardVcpus, onDemandXVcpus } = quotasFor([
      stack({ instances: 10, instanceType: "x2gd.large" }),
      stack({ instances: 40 }),
    ]);
    assert.deepEqual(
      { onDemandStandardVcpus, onDemandXVcpus },
      { onDemandStandardVcpus: 80, onDemandXVcpus: 20 },
    );
  });

  it("are what a stack's file counts on, where that is more", () => {
    const counted = { onDemandStandardVcpus: 1024, elasticIps: 5 };
    assert.equal(quotasFor([stack({ instances: 8, counted })]).onDemandStandardVcpus, 1024);
  });
});
