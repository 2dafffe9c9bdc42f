import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "./component-types";
import type { Objectives, RecoveryMode } from "../capacity/recovery/disruption";

export interface RecoveryPlanArgs {
  /** What is kept ready for the loss of the region. */
  mode: RecoveryMode;
  /** Minutes from a page until somebody acts. */
  responseMinutes: number;
  /** Recovery time and point that the environment asks for, seconds. */
  objectives: Objectives;
  /** Which of two the stack is, where another region has a second one. */
  role?: "primary" | "standby";
}

/** What an environment asks of its recovery, where policies read it: see CapacityPlan. It creates nothing in AWS. */
export class RecoveryPlan extends pulumi.ComponentResource {
  constructor(name: string, args: RecoveryPlanArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.RecoveryPlan, name, args, opts);
    // Stack policies see a component's outputs, not its inputs.
    this.registerOutputs(args);
  }
}
