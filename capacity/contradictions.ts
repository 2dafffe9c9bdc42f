import type { FleetNeed } from "./compute";
import type { Range, Workload } from "./workload";

/** A claim of the workload that the model's own figures do not bear out. */
export interface Contradiction {
  readonly claim: "peakInstances";
  readonly claimed: Range;
  readonly byUsers: Range;
  readonly byMemory: number;
  readonly byCpu: number;
  /** One sentence with the claim and the figures against it. */
  readonly message: string;
}

/** Every claim that promises less than a constraint needs, or asks for more than all of them do. */
export function contradictionsOf(workload: Workload, peak: FleetNeed): Contradiction[] {
  const claimed = workload.claims?.peakInstances;
  if (claimed === undefined) return [];
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
      claim: "peakInstances",
      claimed,
      byUsers: { min: peak.byUsersMin, max: peak.byUsersMax },
      byMemory: peak.byMemory,
      byCpu: peak.byCpu,
      message: `declared claim of ${claimed.min}-${claimed.max} instances at peak contradicts: ${against.join(", ")}`,
    },
  ];
}
