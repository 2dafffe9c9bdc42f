import type { Sizing, Workload } from "../../../../capacity";
import { type Declared, type Example, notYetKnown, subnetsIn } from "../../../examples/example";

/** The brief's million users: 200 instances of t3.medium at peak, each with 25 users, and 264 with the buffer and a step of scaling. */
export const workload = {
  registeredUsers: 1_000_000,
  dailyActiveShare: 0.1,
  peakConcurrencyShare: 0.05,
  baselineConcurrentUsers: 100,
  sessionMinutes: 10,
  requestsPerSession: 10,
  requestKb: 5,
  responseKb: 15,
  memoryMbPerUser: 100,
  usersPerInstance: { min: 50, max: 70 },
  cpuMillisecondsPerRequest: 50,
  databaseKbPerUser: 50,
  monthlyGrowth: { low: 0.1, high: 0.2 },
  bufferShare: 0.2,
  events: [],
} satisfies Partial<Workload>;

/** Three zones of t3.medium. */
export const sizing = {
  instanceType: "t3.medium",
  availabilityZones: 3,
  osReserveMb: 512,
  scaleOutCpuPercent: 75,
} satisfies Partial<Sizing>;

/** The declared workload, as the program's own component brings it into the stack. */
export const declared = (change: Partial<Workload> = {}): Declared => ({
  type: "platform:capacity:CapacityPlan",
  name: "capacity",
  props: { workload: { ...workload, ...change }, sizing },
});

const template = (props: object = {}): Declared => ({
  type: "aws:ec2/launchTemplate:LaunchTemplate",
  name: "template",
  props: { instanceType: "t3.medium", ...props },
});
const zones = subnetsIn("us-east-1a", "us-east-1b", "us-east-1c");
const group = (props: object): Declared => ({
  type: "aws:autoscaling/group:Group",
  name: "group",
  props: {
    launchTemplate: { id: notYetKnown },
    vpcZoneIdentifiers: zones.map(({ name }) => name),
    name: "group-1",
    ...props,
  },
  refersTo: { launchTemplate: ["template"] },
});
const stack = (props: object, ...more: Declared[]): Declared[] => [
  declared(),
  template(),
  group(props),
  ...zones,
  ...more,
];

const subnetsOf = (cidrBlock: unknown): Declared[] =>
  stack({ maxSize: 264 }).map((it) =>
    it.type === "aws:ec2/subnet:Subnet" ? { ...it, props: { ...it.props, cidrBlock } } : it,
  );

const launch = { name: "launch", multiplier: 2, start: "--11-27T05:00Z", durationHours: 24, leadHours: 2 };
const launchStack = (minSize: unknown): Declared[] => [
  ...stack(
    {},
    {
      type: "aws:autoscaling/schedule:Schedule",
      name: "before",
      props: { autoscalingGroupName: "group-1", recurrence: "0 3 27 11 *", minSize, maxSize: 528 },
    },
  ).filter(({ name }) => name !== "capacity"),
  declared({ events: [launch] }),
];

export const fleetExamples: Readonly<Record<string, Example>> = {
  "auto-scaling-group-holds-peak": {
    good: stack({ maxSize: 264 }),
    bad: stack({ maxSize: 222 }),
    undecided: stack({ maxSize: notYetKnown }),
  },
  "auto-scaling-group-holds-baseline": {
    good: stack({ minSize: 4 }),
    bad: stack({ minSize: 3 }),
    undecided: stack({ minSize: notYetKnown }),
  },
  "events-are-scheduled": {
    good: launchStack(400),
    bad: launchStack(399),
    undecided: launchStack(notYetKnown),
  },
  "subnets-hold-group": {
    good: subnetsOf("10.0.0.0/24"),
    bad: subnetsOf("10.0.0.0/25"),
    undecided: subnetsOf(notYetKnown),
  },
  "burstable-instances-in-unlimited-mode": {
    good: [declared(), template({ creditSpecification: { cpuCredits: "unlimited" } }), group({}), ...zones],
    bad: [declared(), template({ creditSpecification: { cpuCredits: "standard" } }), group({}), ...zones],
    undecided: [
      declared(),
      template({ creditSpecification: { cpuCredits: notYetKnown } }),
      group({}),
      ...zones,
    ],
  },
};
