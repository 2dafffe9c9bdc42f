import assert from "node:assert/strict";
import { changesOf, type LocalPulumi } from "./local-pulumi";

/**
 * What has to hold after an interruption and one more `up`: state and cloud know the same things, each of them once.
 * @param unheardOf what AWS made besides, without the engine ever being told
 */
export async function assertConverged(pulumi: LocalPulumi, unheardOf: string[] = [], stack = "dev") {
  await pulumi.succeed("up", "--stack", stack, "--skip-preview");
  await assertWhole(pulumi, unheardOf, stack);
}

/** State and cloud know the same things, and an `up` has nothing to do. */
export async function assertWhole(pulumi: LocalPulumi, unheardOf: string[] = [], stack = "dev") {
  const isInCloud = (resource: { type: string; id?: string }) =>
    resource.type.startsWith("aws:") && resource.id !== undefined;
  const inState = (await pulumi.state(stack)).filter(isInCloud).map(({ type, id }) => `${type} ${id ?? ""}`);
  const inCloud = pulumi
    .made()
    .filter(({ id }) => !unheardOf.includes(id))
    .map(({ type, id }) => `${type} ${id}`);
  assert.deepEqual(inState.sort(), inCloud.sort());
  const again = changesOf(await pulumi.succeed("up", "--stack", stack, "--skip-preview"));
  assert.deepEqual(Object.keys(again), ["unchanged"]);
}
