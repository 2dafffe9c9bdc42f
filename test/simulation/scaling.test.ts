import assert from "node:assert/strict";
import type { StepPolicy } from "../../simulation/fleet";
import { type GroupState, steppedCapacity, trackedCapacity } from "../../simulation/scaling";
import { stepsOf } from "./fleets";

type Policy = Pick<StepPolicy, "type" | "atLeast" | "steps">;
const percent: Omit<Policy, "steps"> = { type: "PercentChangeInCapacity", atLeast: 1 };
/** The scaling configuration of the guide, both alarms at 50 %. */
const out: Policy = { ...percent, steps: stepsOf([0, 10, 0], [10, 20, 10], [20, Infinity, 30]) };
const inward: Policy = { ...percent, steps: stepsOf([-10, 0, 0], [-20, -10, -10], [-Infinity, -20, -30]) };

const group = (desired: number, more: Partial<GroupState> = {}): GroupState => ({
  desired,
  minSize: 1,
  maxSize: 100,
  current: desired,
  warming: 0,
  leaving: 0,
  ...more,
});

// EC2 Auto Scaling User Guide, "Step and simple scaling policies for Amazon EC2 Auto Scaling",
// https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html, read 2026-11-28.
describe("B4 step scaling, by AWS's documented examples", () => {
  it("keeps the capacity between 40 and 60", () => {
    assert.equal(steppedCapacity(out, group(10), 59 - 50, true), 10);
    assert.equal(steppedCapacity(inward, group(10), 41 - 50, false), 10);
  });

  it("adds 1 to 10 at 60, and 3 to 11 at 70", () => {
    assert.equal(steppedCapacity(out, group(10), 60 - 50, true), 11);
    assert.equal(steppedCapacity(out, group(11), 70 - 50, true), 14);
  });

  it("removes 1 of 14 at 40, and 3 of 13 at 30", () => {
    assert.equal(steppedCapacity(inward, group(14), 40 - 50, false), 13);
    assert.equal(steppedCapacity(inward, group(13), 30 - 50, false), 10);
  });

  it("adds nothing at 62 while the instance of 60 warms up, and only 2 more at 70", () => {
    const policy: Policy = { ...percent, steps: stepsOf([0, 10, 10], [10, Infinity, 30]) };
    assert.equal(steppedCapacity(policy, group(10), 0, true), 11);
    const warming = group(11, { current: 10, warming: 1 });
    assert.equal(steppedCapacity(policy, warming, 2, true), 11);
    assert.equal(steppedCapacity(policy, warming, 10, true), 13);
  });

  it("removes nothing while instances warm up, nor again while one is terminating", () => {
    assert.equal(steppedCapacity(inward, group(14, { current: 13, warming: 1 }), 40 - 50, false), 14);
    assert.equal(steppedCapacity(inward, group(13, { leaving: 1 }), 40 - 50, false), 13);
  });

  it("adds at least the minimum: 25 percent of 4 is 1, but 2 are asked for", () => {
    const policy: Policy = { ...percent, atLeast: 2, steps: stepsOf([0, Infinity, 25]) };
    assert.equal(steppedCapacity(policy, group(4), 1, true), 6);
  });

  it("rounds 12.7 to 12, 0.67 to 1, -0.58 to -1 and -6.67 to -6", () => {
    const change = (amount: number, of: number) =>
      steppedCapacity(
        { ...percent, steps: stepsOf([-Infinity, Infinity, amount]) },
        group(of, { minSize: 0, maxSize: 1000 }),
        1,
        true,
      ) - of;
    assert.equal(change(10, 127), 12);
    assert.equal(change(67, 1), 1);
    assert.equal(change(-58, 1), -1);
    assert.equal(change(-6.67, 100), -6);
  });

  it("changes by instances, or to an exact number, and stays within the group's bounds", () => {
    const to = (type: StepPolicy["type"], amount: number) =>
      steppedCapacity({ type, atLeast: 1, steps: stepsOf([0, Infinity, amount]) }, group(3), 1, true);
    assert.equal(to("ChangeInCapacity", 5), 8);
    assert.equal(to("ExactCapacity", 5), 5);
    assert.equal(to("ChangeInCapacity", 500), 100);
  });
});

// EC2 Auto Scaling User Guide, "Target tracking scaling policies", considerations, read 2026-11-28.
describe("B4 target tracking, by AWS's documented examples", () => {
  it("adds two where one and a half would do", () => {
    assert.equal(trackedCapacity(10, 57.5, 50), 12);
  });

  it("removes one where one and a half could go", () => {
    assert.equal(trackedCapacity(10, 42.5, 50), 9);
  });
});
