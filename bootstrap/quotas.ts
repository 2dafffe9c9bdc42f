import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { readdirSync } from "node:fs";
import { newAccountQuotas, planCapacity, quotaCodes, quotasFor, type StackDemand } from "../capacity";
import { loadEnvironment, sizingOf } from "../config";
import { readStackFile } from "../config/stack-file";

export interface PlannedStack extends StackDemand {
  readonly name: string;
  /** Region that it runs in. */
  readonly region: string;
  /** Regions that it makes resources in, that of backup copies included. */
  readonly regions: readonly string[];
}

/** The platform's stacks, each with what the capacity model says that it takes. */
export function stacksOf(folder: string): PlannedStack[] {
  const stacks = readdirSync(folder).flatMap((file) => /^Pulumi\.([^.]+)\.yaml$/.exec(file)?.[1] ?? []);
  return stacks.sort().map((stack) => {
    const environment = loadEnvironment(readStackFile(folder, stack));
    const sizing = sizingOf(environment);
    const { database } = planCapacity(environment.workload, sizing);
    const { region, backup } = environment;
    return {
      name: stack,
      region,
      regions: backup.copyToRegion === undefined ? [region] : [region, backup.copyToRegion],
      instances: database.connections.instances,
      instanceType: sizing.instanceType,
      natGateways: sizing.natGateways,
      counted: environment.quotas,
    };
  });
}

/**
 * Asks AWS for what the region's stacks need at their most. AWS answers within minutes to days; the resource is there
 * with the request. A quota is never lowered, here or by removing it.
 */
export function requestQuotas(
  region: string,
  stacks: readonly PlannedStack[],
  opts: pulumi.CustomResourceOptions,
): void {
  const needed = quotasFor(stacks.filter((stack) => stack.region === region));
  for (const quota of ["onDemandStandardVcpus", "onDemandXVcpus", "elasticIps"] as const) {
    if (needed[quota] <= (newAccountQuotas[quota] ?? 0)) continue;
    new aws.servicequotas.ServiceQuota(
      `${region}-${quota}`,
      { serviceCode: "ec2", quotaCode: quotaCodes[quota], value: needed[quota] },
      opts,
    );
  }
}
