import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CloudResource, Store } from "../cloud/store";
import { keyOf } from "./schema";
import type { Due } from "./scheduled-actions";

/** A key that nobody can use, and that is gone at a time unless somebody cancels it. */
export interface Waiting {
  readonly key: CloudResource;
  /** ISO 8601. */
  readonly goneAt: string;
}

/** KMS's own, where a key names none. Source: KMS API Reference, "ScheduleKeyDeletion". */
const defaultWindowDays = 30;
const dayMs = 24 * 3600 * 1000;

const folderOf = (store: Store): string => join(store.directory, "keys-to-be-deleted");

/** AWS deletes no key at once: it waits for the window that the key names, 7 to 30 days. */
export function keepUntilDeleted(store: Store, resource: CloudResource, now: Date): void {
  if (keyOf(resource.type) !== "kms/key") return;
  const { deletionWindowInDays } = resource.inputs;
  const days = typeof deletionWindowInDays === "number" ? deletionWindowInDays : defaultWindowDays;
  const goneAt = new Date(now.getTime() + days * dayMs).toISOString();
  mkdirSync(folderOf(store), { recursive: true });
  writeFileSync(fileOf(store, resource), JSON.stringify({ key: resource, goneAt } satisfies Waiting));
}

/** The keys that wait for their end, the first to go first. */
export function waitingKeys(store: Store): Waiting[] {
  return filesIn(folderOf(store))
    .map((file) => JSON.parse(readFileSync(file, "utf8")) as Waiting)
    .sort((a, b) => a.goneAt.localeCompare(b.goneAt));
}

export function dueKeys(store: Store, since: Date): Due[] {
  return waitingKeys(store)
    .map(({ key, goneAt }) => ({
      at: new Date(goneAt),
      carryOut: () => {
        rmSync(fileOf(store, key));
        return `key ${key.id} is gone, and with it whatever was encrypted with it`;
      },
    }))
    .filter(({ at }) => at > since);
}

/**
 * Takes a key back before its end, as `aws kms cancel-key-deletion` and `enable-key` do; false if none waits that has this id.
 */
export function cancelDeletion(store: Store, id: string): boolean {
  const found = waitingKeys(store).find(({ key }) => key.id === id || key.outputs.arn === id);
  if (found === undefined) return false;
  store.put(found.key);
  rmSync(fileOf(store, found.key));
  return true;
}

function fileOf(store: Store, { region, id }: CloudResource): string {
  return join(folderOf(store), `${region}-${id}.json`);
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder).map((file) => join(folder, file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
