import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "./component-types";
import type * as capacity from "../capacity";

export interface CapacityPlanArgs {
  /** The workload that the environment declares. */
  workload: capacity.Workload;
  /** What the fleet is made of: instance type, zones, reserve. */
  sizing: capacity.Sizing;
  /** What the capacity model makes of the two. */
  plan: capacity.CapacityPlan;
}

/**
 * The declared workload and its plan as a resource of the stack, so that previews show a change of them and
 * policies read the workload from where they read everything else. It creates nothing in AWS.
 */
export class CapacityPlan extends pulumi.ComponentResource {
  constructor(name: string, args: CapacityPlanArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.CapacityPlan, name, args, opts);
    // Stack policies see a component's outputs, not its inputs.
    this.registerOutputs(args);
  }
}
