import { reactionMinutes } from "./rise";
import { scaleOutSteps } from "./scaling";

/**
 * Sizes of a group that grows to the peak by its largest steps, under a load far above what it holds, from its floor on.
 * @param floor 1 or more
 */
export function sizesToPeak(floor: number, peak: number, leastStep: number): number[] {
  const percent = Math.max(...scaleOutSteps.map((step) => step.percent));
  const sizes = [floor];
  for (let size = floor; size < peak; sizes.push(size)) {
    size = Math.min(peak, size + Math.max(leastStep, Math.floor((size * percent) / 100)));
  }
  return sizes;
}

/**
 * Fewest instances of a standby from which its group, sent all users of the peak at once, reaches it by its own steps within so
 * many seconds; the peak itself where there is no time for a step.
 */
export function floorForTakeover(seconds: number, peak: number, leastStep: number): number {
  const steps = Math.floor(seconds / (reactionMinutes * 60));
  let floor = 1;
  while (floor < peak && sizesToPeak(floor, peak, leastStep).length - 1 > steps) floor += 1;
  return floor;
}
