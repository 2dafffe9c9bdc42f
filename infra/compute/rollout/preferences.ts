import type * as aws from "@pulumi/aws";
import { instanceBootSeconds } from "../../../capacity";

type Preferences = aws.types.input.autoscaling.GroupInstanceRefreshPreferences;

/**
 * How long the group stays at a checkpoint, seconds: what the alarms take at their slowest, three bad minutes of five, with the
 * minutes that metrics come late, twice.
 */
const checkpointSeconds = 600;

/** Rows of the table of alarms (infra/observability/alarms/) that tell whether users are fine, by type of load balancer. */
const tellingAlarms = {
  application: ["server-error-rate", "latency-p95"],
  network: ["service-error-rate", "service-latency-p95"],
} as const;

/**
 * How a change of the launch template reaches the instances: a tenth on top of what runs, a pause after a tenth, a half and all
 * of them, and back to the version before when instances do not become healthy or users feel it.
 * @param names prefix of the names of alarms, e.g. `web-prod`
 */
export function rolloutPreferences(names: string, loadBalancer: keyof typeof tellingAlarms): Preferences {
  return {
    minHealthyPercentage: 100,
    maxHealthyPercentage: 110,
    instanceWarmup: instanceBootSeconds.toString(),
    checkpointPercentages: [10, 50, 100],
    checkpointDelay: checkpointSeconds.toString(),
    alarmSpecification: { alarms: tellingAlarms[loadBalancer].map((id) => `${names}-${id}`) },
    autoRollback: true,
    skipMatching: true,
  };
}
