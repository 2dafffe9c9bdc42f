import { roundUp } from "./arithmetic";
import { mostConcurrentUsers, requestsPerSecond, usersAt } from "./traffic";
import type { Workload } from "./workload";

/** So many standard deviations above its mean a count is once in 30,000 periods by chance. */
const deviations = 4;

/** Counts of requests in a period above which there are more than planned, and not by chance. */
export interface RequestLimits {
  /** More than the expected peak. */
  readonly peak: number;
  /** More than the peak and its buffer, which is what the platform is sized for. */
  readonly buffer: number;
}

/** For the usual peak. The noise is that of requests which come independently of each other, a Poisson count's. */
export function requestLimits(workload: Workload, periodSeconds: number): RequestLimits {
  return limitsAt(usersAt(1, workload), workload, periodSeconds);
}

/** For the peak or the event with the most users. */
export function mostRequestLimits(workload: Workload, periodSeconds: number): RequestLimits {
  return limitsAt(mostConcurrentUsers(workload), workload, periodSeconds);
}

function limitsAt(users: number, workload: Workload, periodSeconds: number): RequestLimits {
  const expected = requestsPerSecond(users, workload) * periodSeconds;
  const above = (count: number) => roundUp(count + deviations * Math.sqrt(count));
  return { peak: above(expected), buffer: above(expected * (1 + workload.bufferShare)) };
}
