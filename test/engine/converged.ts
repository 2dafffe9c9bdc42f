import assert from "node:assert/strict";
import { changesOf, type LocalPulumi } from "./local-pulumi";

/**
 * What has to hold after an interruption and one more `up`: state and cloud know the same things, each of them once.
 * @param unheardOf what AWS made besides, without the engine ever being told
 */
export async function assertConverged(pulumi: LocalPulumi, unheardOf: string[] = []) {
  await pulumi.succeed("up", "--stack", "dev", "--skip-preview");
  const isInCloud = (resource: { type: string; id?: string }) =>
    resource.type.startsWith("aws:") && resource.id !== undefined;
  const inState = (await pulumi.state("dev")).filter(isInCloud).map(({ type, id }) => `${type} ${id ?? ""}`);
  const inCloud = pulumi
    .made()
    .filter(({ id }) => !unheardOf.includes(id))
    .map(({ type, id }) => `${type} ${id}`);
  assert.deepEqual(inState.sort(), inCloud.sort());
  const again = changesOf(await pulumi.succeed("up", "--stack", "dev", "--skip-preview"));
  assert.deepEqual(Object.keys(again), ["unchanged"]);
}
