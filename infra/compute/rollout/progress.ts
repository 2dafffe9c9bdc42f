import { CommandError } from "../../command";

/** How an instance refresh stands, for whoever waits for it. */
export interface Progress {
  readonly state: "running" | "done" | "failed";
  /** For a person, with what to do next where it has failed. */
  readonly text: string;
}

/** Source: EC2 Auto Scaling API Reference, `InstanceRefresh` (2026-11-28). */
interface InstanceRefresh {
  readonly InstanceRefreshId: string;
  readonly Status: string;
  readonly StatusReason?: string;
  readonly StartTime?: string;
  readonly PercentageComplete?: number;
  readonly InstancesToUpdate?: number;
  readonly RollbackDetails?: {
    readonly RollbackReason?: string;
    readonly PercentageCompleteOnRollback?: number;
  };
}

/**
 * What the newest instance refresh of a group has come to.
 * @param answer what `aws autoscaling describe-instance-refreshes` prints
 * @throws CommandError where it is no such answer
 */
export function progressOf(answer: unknown): Progress {
  const refresh = newestIn(answer);
  if (refresh === undefined) {
    return {
      state: "done",
      text: "The group has had no instance refresh: its instances are as they were started.",
    };
  }
  const { Status: status, InstanceRefreshId: id, StatusReason: reason } = refresh;
  const because = reason === undefined ? "" : ` ${reason}`;
  switch (status) {
    case "Pending":
    case "InProgress":
    case "Baking":
      return { state: "running", text: `${shareOf(refresh)}${because}` };
    case "RollbackInProgress":
    case "Cancelling":
      return { state: "running", text: `${backOr(status)}${rollbackOf(refresh)}${because}` };
    case "Successful":
      return { state: "done", text: `Every instance is of the new version (${id}).` };
    case "RollbackSuccessful":
      return {
        state: "failed",
        text: `Rolled back: every instance is of the version before again (${id}).${rollbackOf(refresh)}${because} ${next}`,
      };
    case "RollbackFailed":
      return {
        state: "failed",
        text: `The roll back failed: instances of both versions run (${id}).${rollbackOf(refresh)}${because} ${both}`,
      };
    case "Failed":
    case "Cancelled":
      return {
        state: "failed",
        text: `${status} at ${refresh.PercentageComplete ?? 0} %: instances of both versions run (${id}).${because} ${both}`,
      };
    default:
      throw new CommandError(
        `aws autoscaling describe-instance-refreshes: unknown status ${status} of ${id}`,
      );
  }
}

const next =
  "Pulumi's state names the new version: take the change back, or correct it, and run `pulumi up` again.";
const both = "See `aws autoscaling describe-scaling-activities`, correct it, and run `pulumi up` again.";

function newestIn(answer: unknown): InstanceRefresh | undefined {
  const { InstanceRefreshes: refreshes } = (answer ?? {}) as {
    InstanceRefreshes?: readonly InstanceRefresh[];
  };
  if (!Array.isArray(refreshes)) {
    throw new CommandError(
      `aws autoscaling describe-instance-refreshes names none: ${JSON.stringify(answer)}`,
    );
  }
  const started = ({ StartTime = "" }: InstanceRefresh) => Date.parse(StartTime) || 0;
  return [...(refreshes as InstanceRefresh[])].sort((a, b) => started(b) - started(a))[0];
}

function shareOf({ PercentageComplete: percent = 0, InstancesToUpdate: left }: InstanceRefresh): string {
  return `${percent} % replaced${left === undefined ? "" : `, ${left} instances to go`}.`;
}

function backOr(status: string): string {
  return status === "Cancelling" ? "It is being cancelled." : "It goes back to the version before.";
}

function rollbackOf({ RollbackDetails: details }: InstanceRefresh): string {
  if (details === undefined) return "";
  const { RollbackReason: reason = "no reason is given", PercentageCompleteOnRollback: percent = 0 } =
    details;
  return ` At ${percent} %: ${reason}.`;
}
