import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { Environment } from "../config";

/**
 * Names of the Availability Zones of an environment: those that its configuration names, or the first of the region. What
 * is first does not depend on the instance type or on the state of a zone, which would move subnets when they change.
 * @throws {pulumi.RunError} when the region has no such zones, or one of them lacks the instance type, or AWS refuses to answer
 */
export async function zonesOf(environment: Environment, opts: pulumi.InvokeOptions): Promise<string[]> {
  const { names } = await answered(
    aws.getAvailabilityZones(
      {
        filters: [
          // No Local or Wavelength Zones, which lack NAT gateways, Aurora and more.
          { name: "zone-type", values: ["availability-zone"] },
          { name: "opt-in-status", values: ["opt-in-not-required"] },
        ],
      },
      opts,
    ),
  );
  const { instanceType } = environment.compute;
  const { locations } = await answered(
    aws.ec2.getInstanceTypeOfferings(
      { locationType: "availability-zone", filters: [{ name: "instance-type", values: [instanceType] }] },
      opts,
    ),
  );
  return chosenZones(environment, { names, offering: locations });
}

/** The program's first questions to AWS: what it refuses, such as credentials that have expired, is said without a stack trace. */
export async function answered<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw new pulumi.RunError(error instanceof Error ? error.message : String(error));
  }
}

/** @param region zones of the region, and those of them that offer the environment's instance type. */
export function chosenZones(
  { availabilityZones, network, compute, region: name }: Environment,
  region: { names: readonly string[]; offering: readonly string[] },
): string[] {
  const chosen = [...(network.zones ?? [...region.names].sort().slice(0, availabilityZones))];
  const foreign = chosen.filter((zone) => !region.names.includes(zone));
  if (foreign.length > 0) {
    throw new pulumi.RunError(
      `platform:network.zones: ${name} has no ${foreign.join(" or ")} for this account, but ${region.names.join(", ")}`,
    );
  }
  if (chosen.length < availabilityZones) {
    throw new pulumi.RunError(
      `platform:availabilityZones: ${name} has ${chosen.length} Availability Zones, not ${availabilityZones}`,
    );
  }
  const lacking = chosen.filter((zone) => !region.offering.includes(zone));
  if (lacking.length > 0) {
    throw new pulumi.RunError(
      `platform:compute.instanceType: ${lacking.join(" and ")} has no ${compute.instanceType}, which ` +
        `${region.offering.join(", ") || "no zone"} of ${name} offers; choose another type or, in a new stack, name ` +
        "zones by platform:network.zones",
    );
  }
  return chosen;
}
