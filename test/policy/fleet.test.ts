import fc from "fast-check";
import assert from "node:assert/strict";
import { planCapacity, type Sizing, type Workload } from "../../capacity";
import { declaredData } from "../../policy/reliability/capacity/examples/data";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { defaultsOf } from "../../policy/model/policy";
import { unknown } from "../../policy/model/value";
import { eventsAreScheduled } from "../../policy/reliability/capacity/events";
import {
  burstableBaseline,
  groupHoldsBaseline,
  groupHoldsPeak,
} from "../../policy/reliability/capacity/group";
import { judge, stackOf } from "./declare";

type Props = Record<string, unknown>;

const group = (props: Props, name = "web"): Declared => ({
  type: "aws:autoscaling/group:Group",
  name,
  props: { name: `${name}-1`, ...props },
});
const template = (props: Props = {}): Declared => ({
  type: "aws:ec2/launchTemplate:LaunchTemplate",
  name: "template",
  props: { id: "lt-1", name: "web-template", instanceType: "t3.medium", ...props },
});
const workload = declaredData.props?.workload as Workload;
const sizing = declaredData.props?.sizing as Sizing;
const declaring = (change: Partial<Workload>): Declared => ({
  ...declaredData,
  props: { workload: { ...workload, ...change }, sizing },
});
const enough = { maxSize: 264 };
const tooFew = { maxSize: 263 };

describe("D4 auto-scaling-group-holds-peak: however a group names its instances", () => {
  const peak = (props: Props, ...more: Declared[]) =>
    judge(groupHoldsPeak, declaredData, group(props), ...more).web;
  const mixed = (overrides: object[], names: object = { launchTemplateId: "lt-1" }) => ({
    mixedInstancesPolicy: { launchTemplate: { launchTemplateSpecification: names, overrides } },
  });

  for (const [how, names, source] of [
    ["a template by its name", { launchTemplate: { name: "web-template" } }, template()],
    ["a mixed instances policy", mixed([]), template()],
    [
      "a mixed instances policy by its template's name",
      mixed([], { launchTemplateName: "web-template" }),
      template(),
    ],
    ["an override", mixed([{ instanceType: "t3.medium" }]), template({ instanceType: "t3.large" })],
    [
      "a launch configuration",
      { launchConfiguration: "old" },
      {
        type: "aws:ec2/launchConfiguration:LaunchConfiguration",
        name: "old",
        props: { name: "old", instanceType: "t3.medium" },
      },
    ],
  ] as const) {
    it(`follows ${how}`, () => {
      assert.equal(peak({ ...names, ...enough }, source), true);
      assert.equal(peak({ ...names, ...tooFew }, source), false);
    });
  }

  it("leaves to the update what it needs in fewer zones, while a preview does not know in how many it is", () => {
    const byId = { launchTemplate: { id: "lt-1" }, vpcZoneIdentifiers: notYetKnown };
    assert.equal(peak({ ...byId, ...enough }, template()), unknown);
    assert.equal(peak({ ...byId, maxSize: 200 }, template()), false);
  });

  it("counts on the smallest of several types", () => {
    const types = mixed([{ instanceType: "t3.large" }, { instanceType: "t3.medium" }]);
    assert.equal(peak({ ...types, ...tooFew }, template()), false);
    assert.equal(peak({ ...types, ...enough }, template()), true);
  });

  it("refuses what it cannot work out: types that it does not know, that AWS chooses, or weighs", () => {
    const byId = { launchTemplate: { id: "lt-1" }, maxSize: 5000 };
    assert.equal(peak(byId, template({ instanceType: "x99.huge" })), false);
    assert.equal(peak(byId, template({ instanceType: undefined })), false);
    for (const override of [
      { instanceRequirements: { memoryMib: { min: 4096 } } },
      { instanceType: "t3.medium", weightedCapacity: "2" },
    ])
      assert.equal(peak({ ...mixed([override]), maxSize: 5000 }, template()), false);
  });

  it("says in the model's words where no fleet serves the workload", () => {
    const heavy = declaring({ memoryMbPerUser: 5000 });
    const byId = group({ launchTemplate: { id: "lt-1" }, maxSize: 5000 });
    const [finding] = groupHoldsPeak.check(stackOf(heavy, byId, template()), defaultsOf(groupHoldsPeak));
    assert.equal(finding?.verdict, false);
    assert.match(finding.found, /5000 MB do not fit a t3\.medium/);
  });

  it("waits for a type that a preview does not know", () => {
    assert.equal(
      peak({ launchTemplate: { id: "lt-1" }, ...enough }, template({ instanceType: notYetKnown })),
      unknown,
    );
    assert.equal(peak({ ...mixed([{ instanceType: notYetKnown }]), ...enough }, template()), unknown);
  });

  it("is asked of the groups behind a load balancer, where there are some", () => {
    const web = group({ launchTemplate: { id: "lt-1" }, targetGroupArns: ["arn"], ...enough });
    const bastion = group({ launchTemplate: { id: "lt-1" }, targetGroupArns: [], maxSize: 1 }, "bastion");
    assert.deepEqual(judge(groupHoldsPeak, declaredData, template(), web, bastion), { web: true });
  });
});

describe("D4 the rules and the plan say the same, whatever is declared", () => {
  const declarations = fc.record({
    registeredUsers: fc.integer({ min: 1000, max: 3_000_000 }),
    baselineConcurrentUsers: fc.integer({ min: 1, max: 2000 }),
    multiplier: fc.integer({ min: 50, max: 400 }).map((percent) => percent / 100),
  });

  it("A12, A13: the plan's own sizes and actions pass, and one instance fewer does not", () => {
    fc.assert(
      fc.property(declarations, ({ registeredUsers, baselineConcurrentUsers, multiplier }) => {
        const event = { name: "sale", multiplier, start: "--11-27T05:00Z", durationHours: 24, leadHours: 2 };
        const declared = declaring({ registeredUsers, baselineConcurrentUsers, events: [event] });
        const { compute, schedule, actions } = planCapacity(
          { ...workload, registeredUsers, baselineConcurrentUsers, events: [event] },
          sizing,
        );
        const [scheduled] = schedule;
        assert.ok(scheduled);
        const sizes = (minSize: number, maxSize: number) =>
          group({ launchTemplate: { id: "lt-1" }, minSize, maxSize });
        const [before] = actions;
        assert.ok(before?.maxSize);
        const action = (minSize: number, maxSize: number): Declared => ({
          type: "aws:autoscaling/schedule:Schedule",
          name: "before",
          props: { autoscalingGroupName: "web-1", minSize, maxSize, ...scheduled.scaleOut },
        });
        const all = (minSize: number, maxSize: number, raised: Declared) =>
          [groupHoldsPeak, groupHoldsBaseline, eventsAreScheduled].map(
            (rule) => judge(rule, declared, template(), sizes(minSize, maxSize), raised).web,
          );
        const { baseline, usualMax, max, min } = compute;
        const { required } = scheduled.need;
        assert.deepEqual(all(min, usualMax, action(before.minSize, before.maxSize)), [true, true, true]);
        assert.deepEqual(all(min, max, action(before.minSize, -1)), [true, true, true], "all year");
        const few = all(baseline.required - 1, usualMax - 1, action(required - 1, before.maxSize));
        assert.deepEqual(few, [false, false, false]);
        if (max > usualMax) {
          assert.deepEqual(all(min, usualMax, action(before.minSize, max - 1)), [false, true, false]);
          assert.deepEqual(all(min, usualMax, action(before.minSize, -1)), [false, true, false]);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe("D4, A13 events-are-scheduled: when", () => {
  const event = {
    name: "launch",
    multiplier: 2,
    start: "2090-03-01T08:00Z",
    durationHours: 24,
    leadHours: 2,
  };
  const scheduled = (props: Props, start = event.start) =>
    judge(
      eventsAreScheduled,
      declaring({ events: [{ ...event, start }] }),
      template(),
      group({ launchTemplate: { id: "lt-1" } }),
      {
        type: "aws:autoscaling/schedule:Schedule",
        name: "before",
        props: { autoscalingGroupName: "web-1", minSize: 400, maxSize: 528, ...props },
      },
    ).web;

  it("takes an action at the lead time or some days before, and none that comes too late or long before", () => {
    assert.equal(scheduled({ startTime: "2090-03-01T06:00:00Z" }), true);
    assert.equal(scheduled({ startTime: "2090-02-27T06:00:00Z" }), true);
    assert.equal(scheduled({ startTime: "2090-03-01T07:00:00Z" }), false);
    assert.equal(scheduled({ startTime: "2091-03-01T06:00:00Z" }), false);
    assert.equal(scheduled({ startTime: "2089-03-01T06:00:00Z" }), false);
  });

  it("takes a yearly one for a yearly event", () => {
    assert.equal(scheduled({ recurrence: "0 3 27 11 *" }, "--11-27T05:00Z"), true);
    assert.equal(scheduled({ recurrence: "0 4 27 11 *" }, "--11-27T05:00Z"), false);
    assert.equal(scheduled({ recurrence: "0 3 27 12 *" }, "--11-27T05:00Z"), false);
    assert.equal(scheduled({ recurrence: "0 23 31 12 *" }, "--01-01T05:00Z"), true);
  });

  it("knows the zone of a yearly one, summer time included", () => {
    const timeZone = "America/New_York";
    const sale = "--06-01T09:00[America/New_York]";
    assert.equal(scheduled({ recurrence: "0 7 1 6 *", timeZone }, sale), true);
    assert.equal(scheduled({ recurrence: "0 8 1 6 *", timeZone }, sale), false);
    // 9:00 in New York is 13:00 UTC in summer.
    assert.equal(scheduled({ recurrence: "0 11 1 6 *" }, sale), true);
    assert.equal(scheduled({ recurrence: "0 12 1 6 *" }, sale), false);
  });

  it("leaves undecided what it cannot read", () => {
    assert.equal(scheduled({ recurrence: "0 3 * * *" }, "--11-27T05:00Z"), unknown);
    assert.equal(scheduled({ recurrence: "0 3 27 11 *", timeZone: notYetKnown }, "--11-27T05:00Z"), unknown);
    assert.equal(scheduled({ startTime: notYetKnown }), unknown);
  });

  it("refuses a largest size that the action itself makes too small; 0 is the provider's default", () => {
    const startTime = "2090-03-01T06:00:00Z";
    assert.equal(scheduled({ startTime, maxSize: 528 }), true);
    assert.equal(scheduled({ startTime, maxSize: 527 }), false);
    assert.equal(scheduled({ startTime, maxSize: -1 }), false, "the group's own is the usual peak's");
    assert.equal(scheduled({ startTime, maxSize: undefined }), false);
  });

  it("says nothing of an event that is over", () => {
    assert.equal(scheduled({}, "2020-03-01T08:00Z"), undefined);
  });
});

describe("D4 burstable-instances-in-unlimited-mode", () => {
  const credits = (props: Props) =>
    judge(burstableBaseline, declaredData, group({ launchTemplate: { id: "lt-1" } }), template({ ...props }))
      .web;

  it("knows AWS's default: unlimited, but for t2", () => {
    assert.equal(credits({ instanceType: "t3.medium" }), true);
    assert.equal(credits({ instanceType: "t2.medium" }), false);
    assert.equal(
      credits({ instanceType: "m6i.large", creditSpecification: { cpuCredits: "standard" } }),
      true,
    );
  });
});
