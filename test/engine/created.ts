import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import type { StackResource } from "../policy/analyzer";
import { runFolder } from "../run-folder";
import { LocalPulumi } from "./local-pulumi";

/** What the first preview of a stack, and the update after it, print, and what they give a policy pack to judge. */
interface Creation {
  readonly preview: string;
  /** What there was in the cloud after the preview. */
  readonly madeByPreview: number;
  readonly up: string;
  readonly previewed: StackResource[];
  readonly deployed: StackResource[];
}

/** A stack of the project as it is after its first preview and update with the pack. */
export interface Created extends Creation {
  /** A copy that is the caller's, who removes it. */
  readonly pulumi: LocalPulumi;
}

/** Creates a stack once in a run of mocha, whichever of its processes asks first; the others wait for it. */
export async function created(stack: string, environment: NodeJS.ProcessEnv = {}): Promise<Created> {
  const folder = join(runFolder(), stack);
  const result = join(folder, "creation.json");
  if (isFirst(folder)) await create(stack, folder, result);
  while (!existsSync(result)) await setTimeout(200);
  const creation = JSON.parse(readFileSync(result, "utf8")) as Creation | { failed: string };
  if ("failed" in creation) throw new Error(creation.failed);
  return { ...creation, pulumi: new LocalPulumi(environment, join(folder, "local")) };
}

function isFirst(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

async function create(stack: string, folder: string, result: string): Promise<void> {
  const pulumi = new LocalPulumi();
  const creation = await make(pulumi, stack).catch((error: unknown) => ({ failed: String(error) }));
  pulumi.keep(join(folder, "local"));
  pulumi.remove();
  writeFileSync(`${result}.new`, JSON.stringify(creation));
  // At once, for those who wait for it.
  renameSync(`${result}.new`, result);
}

async function make(pulumi: LocalPulumi, stack: string): Promise<Creation> {
  const preview = await pulumi.judgedAndRecorded("preview", stack);
  const madeByPreview = pulumi.made().length;
  const up = await pulumi.judgedAndRecorded("up", stack, "--skip-preview");
  return {
    preview: preview.stdout,
    madeByPreview,
    up: up.stdout,
    previewed: preview.stack,
    deployed: up.stack,
  };
}
