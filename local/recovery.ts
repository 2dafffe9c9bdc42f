import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type CloudResource, Store } from "./cloud/store";
import type { Workspace } from "./workspace";

/** The part of a stack's state that says what was going on. */
interface Deployment {
  readonly resources?: readonly StateResource[];
  readonly pending_operations?: readonly { readonly type: string; readonly resource: StateResource }[];
}
interface StateResource {
  readonly urn: string;
  readonly id?: string;
}

interface Recovery {
  readonly workspace: Workspace;
  readonly stack: string;
  readonly pulumi: (...args: string[]) => Promise<number>;
  readonly say: (line: string) => void;
}

/**
 * Clears what an engine that was killed left behind: its lock, and operations of which the state does not know
 * how they ended. A resource whose creation was under way is adopted where the cloud has it, forgotten where not.
 * A state that was cut off gives way to the one before it. Touches nothing while another engine holds the stack.
 * With an account a person does the same by hand (docs/operations.md).
 */
export async function recover(recovery: Recovery): Promise<void> {
  const { workspace, stack, pulumi, say } = recovery;
  // A run that was killed just now takes a moment to be gone.
  const isHeld = () => workspace.locks(stack).some((lock) => existsSync(lock) && !isStale(lock));
  for (let wait = 0; wait < 10 && isHeld(); wait++) await sleep(200);
  if (isHeld()) return;
  restoreCutOff(workspace.checkpoint(stack), say);
  if (workspace.locks(stack).some(isStale)) {
    say("An earlier run was killed and left its lock; it is removed (pulumi cancel).");
    await pulumi("cancel", "--stack", stack, "--yes");
  }
  const { pending_operations: pending = [], resources = [] } = latest(workspace.checkpoint(stack));
  // By both: an id is unique for its type only, and a resource that is being replaced has its URN twice.
  const known = new Set(resources.map(({ urn, id }) => `${urn} ${id}`));
  const unheardOf = new Store(workspace.cloud)
    .list()
    .filter(({ urn, id }) => urn?.startsWith(`urn:pulumi:${stack}::`) && !known.has(`${urn} ${id}`));
  const isPending = ({ urn }: CloudResource) => pending.some(({ resource }) => resource.urn === urn);
  for (const { type, id } of unheardOf.filter((resource) => !isPending(resource))) {
    say(
      `AWS has ${type} ${id} and the state does not: it was made unheard, or kept; \`npm run local -- drift delete ${id}\` removes it.`,
    );
  }
  if (pending.length > 0) {
    say(`An earlier run was interrupted in ${pending.length} operation(s); the state is brought up to date.`);
    await adopt(recovery, unheardOf);
  }
}

/** The backend keeps the state before the last write beside it. */
function restoreCutOff(checkpoint: string, say: Recovery["say"]): void {
  const copy = `${checkpoint}.bak`;
  if (!existsSync(checkpoint) || isWhole(checkpoint) || !existsSync(copy) || !isWhole(copy)) return;
  copyFileSync(copy, checkpoint);
  say("The state was cut off and cannot be read; the one before its last write takes its place.");
}

function isWhole(file: string): boolean {
  try {
    JSON.parse(readFileSync(file, "utf8"));
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Moves creations that were under way from the state's pending operations to its resources, with what AWS made of them. */
async function adopt({ workspace, stack, pulumi }: Recovery, made: readonly CloudResource[]): Promise<void> {
  const file = join(workspace.folder, `${stack}-state.json`);
  await pulumi("stack", "export", "--stack", stack, "--file", file);
  const state = JSON.parse(readFileSync(file, "utf8")) as { deployment: Deployment };
  const { resources = [], pending_operations: pending = [] } = state.deployment;
  const adopted = pending
    .filter(({ type }) => type === "creating")
    .flatMap(({ resource }) =>
      made.filter(({ urn }) => urn === resource.urn).map(({ id }) => ({ ...resource, id })),
    );
  const deployment = { ...state.deployment, resources: [...resources, ...adopted], pending_operations: [] };
  writeFileSync(file, JSON.stringify({ ...state, deployment }));
  await pulumi("stack", "import", "--stack", stack, "--file", file);
  rmSync(file);
  await pulumi("refresh", "--stack", stack, "--yes", "--skip-preview");
}

function isStale(lock: string): boolean {
  const { pid, hostname: host } = JSON.parse(readFileSync(lock, "utf8")) as { pid: number; hostname: string };
  return host === hostname() && !isAlive(pid);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function latest(checkpoint: string): Deployment {
  if (!existsSync(checkpoint)) return {};
  const file = JSON.parse(readFileSync(checkpoint, "utf8")) as { checkpoint: { latest?: Deployment } };
  return file.checkpoint.latest ?? {};
}
