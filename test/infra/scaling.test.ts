import assert from "node:assert/strict";
import { evaluateMath } from "../../simulation/metric-math";
import type { ScheduledTime } from "../../capacity";
import type { ComputeArgs } from "../../infra/compute";
import { compute, scaling } from "./fleet";

const groupType = "aws:autoscaling/group:Group";

describe("B4 scaling", () => {
  const alarms = async (args: Partial<ComputeArgs>) =>
    (await compute(args)).ofType("aws:cloudwatch/metricAlarm:MetricAlarm");

  it("goes out above 75 % CPU, or 70.8 % memory, which a fleet full of sessions reaches first", async () => {
    const found = (await alarms({})).filter(({ name }) => name !== "web-in");
    assert.deepEqual(
      found.map(({ inputs }) => [inputs.metricName, inputs.comparisonOperator, inputs.threshold]),
      [
        ["CPUUtilization", "GreaterThanThreshold", 75],
        ["mem_used_percent", "GreaterThanThreshold", 70.8],
      ],
    );
    for (const { inputs } of found) {
      assert.deepEqual(inputs.dimensions, { AutoScalingGroupName: "web" });
      assert.deepEqual(inputs.alarmActions, ["arn:web-out"]);
    }
  });

  it("goes in below 30 % CPU, but not while two of three instances could not hold the sessions", async () => {
    const { inputs } = (await compute()).only("aws:cloudwatch/metricAlarm:MetricAlarm", "web-in");
    assert.deepEqual(
      [inputs.comparisonOperator, inputs.threshold, inputs.alarmActions],
      ["LessThanThreshold", 30, ["arn:web-in"]],
    );
    const queries = inputs.metricQueries as { id: string; expression?: string }[];
    const expression = (id: string) => queries.find((query) => query.id === id)?.expression ?? "";
    const loadAt = (cpu: number, memory: number | undefined) => {
      const scaled = evaluateMath(expression("scaled"), { memory: [memory] });
      return evaluateMath(expression("load"), { cpu: [cpu], scaled })[0];
    };
    // Of three at 42.5 % the other two hold 63.7 %, a tenth below 70.8 %.
    assert.ok(Number(loadAt(29, 41)) < 30, "both low: in");
    assert.ok(Number(loadAt(31, 20)) > 30, "CPU is needed");
    assert.ok(Number(loadAt(5, 43)) > 30, "memory is needed");
    assert.equal(loadAt(5, undefined), undefined, "memory is not known: stay");
  });

  it("can hold a number of requests per target instead", async () => {
    const onRequests = { metric: "requestsPerTarget", plan: scaling } as const;
    const { inputs } = (await compute({ scaling: onRequests })).only("aws:autoscaling/policy:Policy");
    assert.deepEqual(inputs.targetTrackingConfiguration, {
      predefinedMetricSpecification: {
        predefinedMetricType: "ALBRequestCountPerTarget",
        resourceLabel: "suffix/lb/suffix/lb",
      },
      targetValue: 25,
    });
    assert.deepEqual(await alarms({ scaling: onRequests }), []);
  });

  it("adds a tenth, a third or as many again by how much is missing, and at least one in each zone", async () => {
    const stack = await compute();
    const { inputs } = stack.only("aws:autoscaling/policy:Policy", "web-out");
    assert.equal(inputs.minAdjustmentMagnitude, 3);
    assert.deepEqual(inputs.stepAdjustments, [
      { metricIntervalLowerBound: "0", metricIntervalUpperBound: "5", scalingAdjustment: 10 },
      { metricIntervalLowerBound: "5", metricIntervalUpperBound: "15", scalingAdjustment: 30 },
      { metricIntervalLowerBound: "15", scalingAdjustment: 100 },
    ]);
  });
});

describe("A13 scheduled actions", () => {
  const raise = (time: ScheduledTime) => ({ name: "launch-before", time, minSize: 6, maxSize: 12 });
  const lower = (time: ScheduledTime) => ({ name: "launch-after", time, minSize: 2, maxSize: 8 });
  const made = async (...actions: ComputeArgs["actions"]) =>
    (await compute({ actions })).ofType("aws:autoscaling/schedule:Schedule").map(({ inputs }) => inputs);

  it("raise floor and ceiling ahead of an event and lower them after it, leaving the capacity alone", async () => {
    const found = await made(raise({ recurrence: "0 3 27 11 *" }), lower({ recurrence: "0 5 28 11 *" }));
    assert.deepEqual(
      found.map((action) => [
        action.scheduledActionName,
        action.recurrence,
        String(action.startTime).slice(5),
        action.minSize,
        action.maxSize,
        action.desiredCapacity,
      ]),
      [
        ["launch-after", "0 5 28 11 *", "11-28T05:00:00Z", 2, 8, -1],
        ["launch-before", "0 3 27 11 *", "11-27T03:00:00Z", 6, 12, -1],
      ],
    );
  });

  it("leave a ceiling that is set by hand", async () => {
    const [action] = await made({ name: "launch-before", time: { recurrence: "0 3 27 11 *" }, minSize: 6 });
    assert.equal(action?.maxSize, -1);
  });

  it("are not undone by a deployment during the event: the group's sizes are those that are due", async () => {
    const actions = [
      raise({ startTime: "2026-11-27T03:00:00Z" }),
      lower({ startTime: "2026-11-28T05:00:00Z" }),
    ];
    const sizesAt = async (now: string) => {
      const { minSize, maxSize } = (await compute({ actions, now: new Date(now) })).only(groupType).inputs;
      return [minSize, maxSize];
    };
    assert.deepEqual(await sizesAt("2026-11-27T02:59Z"), [2, 8]);
    assert.deepEqual(await sizesAt("2026-11-27T03:00Z"), [6, 12]);
    assert.deepEqual(await sizesAt("2026-11-28T04:00Z"), [6, 12], "an hour later nothing else is due");
    assert.deepEqual(await sizesAt("2026-11-28T05:00Z"), [2, 8]);
  });

  it("leave out what lies in the past, which AWS refuses", async () => {
    const past = [raise({ startTime: "2020-01-01T00:00:00Z" }), lower({ startTime: "2999-01-01T00:00:00Z" })];
    assert.deepEqual(
      (await made(...past)).map((action) => action.scheduledActionName),
      ["launch-after"],
    );
  });
});
