import { instanceType } from "./catalogue/instance-types";
import { asRange } from "./claims";
import { utilisationWith } from "./operating-point";
import type { CapacityPlan, Contradiction } from "./plan";
import type { Sizing } from "./sizing";
import type { Workload } from "./workload";

type Planned = Pick<CapacityPlan, "users" | "memory" | "compute">;
type Check = (plan: Planned, workload: Workload, sizing: Sizing) => Contradiction[];

/** The brief's alarm on memory. */
const defaultMemoryAlarmPercent = 80;

/** All that is declared and cannot be true together. */
export function contradictionsOf(plan: Planned, workload: Workload, sizing: Sizing): Contradiction[] {
  return [peakClaim, usersInMemory, baselineClaim, bufferClaim].flatMap((check) =>
    check(plan, workload, sizing),
  );
}

/** Instances said to be enough, against what each constraint says. */
const peakClaim: Check = ({ compute: { peak } }, { claims }) => {
  if (claims?.peakInstances === undefined) return [];
  const claimed = claims.peakInstances;
  const figures = [
    { need: peak.byUsersMax, text: `by users ${peak.byUsersMin}-${peak.byUsersMax}` },
    { need: peak.byMemory, text: `by memory ${peak.byMemory}` },
    { need: peak.byCpu, text: `by CPU ${peak.byCpu}` },
  ];
  const against =
    peak.required < claimed.min
      ? [`${peak.required} are enough by every constraint`]
      : figures.filter(({ need }) => need > claimed.max).map(({ text }) => text);
  if (against.length === 0) return [];
  return [
    {
      declared: "claims.peakInstances",
      message: `declared claim of ${claimed.min}-${claimed.max} instances at peak contradicts: ${against.join(", ")}`,
    },
  ];
};

/** Users measured on an instance whose memory they do not fit. */
const usersInMemory: Check = (_, { usersPerInstance: { min, max }, memoryMbPerUser }, sizing) => {
  const gb = gbOf(sizing);
  const [least, most] = [min, max].map((users) => (users * memoryMbPerUser) / 1000) as [number, number];
  if (most <= gb) return [];
  return [
    {
      declared: "usersPerInstance",
      message:
        `${min}-${max} users x ${memoryMbPerUser} MB are ${round(least)}-${round(most)} GB, and a ${sizing.instanceType} has ` +
        `${round(gb)} GB (${instanceType(sizing.instanceType).memoryMib} MiB)`,
    },
  ];
};

/** Instances said to be enough in quiet hours, whose memory does not hold the users. */
const baselineClaim: Check = ({ memory: { baselineGb } }, { claims }, sizing) => {
  if (claims?.baselineInstances === undefined) return [];
  const { min, max } = claims.baselineInstances;
  const gb = min * gbOf(sizing);
  if (gb >= baselineGb) return [];
  return [
    {
      declared: "claims.baselineInstances",
      message: `of the claimed ${min}-${max} instances at baseline ${min} have ${round(gb)} GB, and the users take ${round(baselineGb)} GB`,
    },
  ];
};

/** Instances said to leave a buffer, whose memory calls somebody at the peak. */
const bufferClaim: Check = ({ users }, workload, sizing) => {
  const claimed = workload.claims?.peakInstancesWithBuffer;
  if (claimed === undefined) return [];
  const { min: instances } = asRange(claimed);
  const alarm = sizing.memoryAlarmPercent ?? defaultMemoryAlarmPercent;
  const { memoryPercent } = utilisationWith(users.peakConcurrent / instances, workload, sizing);
  if (memoryPercent <= alarm) return [];
  const alone = (users.peakConcurrent * workload.memoryMbPerUser) / 1000 / (instances * gibOf(sizing));
  return [
    {
      declared: "claims.peakInstancesWithBuffer",
      message:
        `${instances} instances at peak stand at ${round(alone * 100)} % memory when ${gibOf(sizing)} GB are taken for each, ` +
        `${round(memoryPercent)} % with the operating system's reserve: above the alarm at ${alarm} %`,
    },
  ];
};

/** Memory of an instance, decimal GB. */
function gbOf({ instanceType: name }: Sizing): number {
  return (instanceType(name).memoryMib * 2 ** 20) / 1e9;
}

function gibOf({ instanceType: name }: Sizing): number {
  return instanceType(name).memoryMib / 1024;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
