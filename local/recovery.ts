import { existsSync, readFileSync } from "node:fs";
import { hostname } from "node:os";
import { Store } from "./cloud/store";
import type { Workspace } from "./workspace";

/** The part of Pulumi's checkpoint that says what was going on. */
interface Snapshot {
  readonly resources?: readonly { readonly id?: string }[];
  readonly pending_operations?: readonly {
    readonly type: "creating" | "updating" | "deleting" | "reading" | "importing";
    readonly resource: { readonly urn: string };
  }[];
}

/**
 * Clears what an engine that was killed left behind: its lock, and operations of which the state does not know
 * how they ended. A resource whose creation was under way is adopted where the cloud has it, forgotten where
 * not; with an account a person does the same by `pulumi cancel` and `pulumi refresh` (docs/operations.md).
 */
export async function recover(
  workspace: Workspace,
  stack: string,
  changes: boolean,
  pulumi: (...args: string[]) => Promise<number>,
  say: (line: string) => void,
): Promise<void> {
  if (workspace.locks(stack).some(isStale)) {
    say("An earlier run was killed and left its lock; it is removed (pulumi cancel).");
    await pulumi("cancel", "--stack", stack, "--yes");
  }
  const { pending_operations: pending = [], resources = [] } = changes
    ? latest(workspace.checkpoint(stack))
    : {};
  if (pending.length === 0) return;
  say(
    `An earlier run was interrupted in ${pending.length} operation(s); the state is brought up to date (pulumi refresh).`,
  );
  const known = new Set(resources.map(({ id }) => id));
  const made = new Store(workspace.cloud).list().filter(({ id }) => !known.has(id));
  const imports = pending
    .filter((operation) => operation.type === "creating")
    .flatMap(({ resource: { urn } }) =>
      made.filter((resource) => resource.urn === urn).flatMap(({ id }) => [urn, id]),
    )
    .flatMap((word) => ["--import-pending-creates", word]);
  await pulumi("refresh", "--stack", stack, "--yes", "--skip-preview", "--clear-pending-creates", ...imports);
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

function latest(checkpoint: string): Snapshot {
  if (!existsSync(checkpoint)) return {};
  const file = JSON.parse(readFileSync(checkpoint, "utf8")) as { checkpoint: { latest?: Snapshot } };
  return file.checkpoint.latest ?? {};
}
