import { createHash, randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Store } from "./store";

export type Operation = "create" | "update" | "delete" | "read";

/** Something that goes wrong on demand. */
export interface Fault {
  /** Pulumi's type token, or `*` for any. */
  type: string;
  /** Any if there is none. */
  operation?: Operation;
  /** Which of the operations from now on, counted over all provider processes; the first is 1. */
  nth?: number;
  /** Counts each type for itself, so that `nth` is the nth of every type. */
  perType?: boolean;
  /** Which share of them, from 0 to 1, chosen by the seed. */
  share?: number;
  seed?: number;
  /**
   * `error` refuses it; `throttle` makes the provider wait and try again; `hang` does not answer until the faults are cleared;
   * `crash` ends the process before, and `crash-after` after, AWS did it.
   */
  kind: "error" | "throttle" | "hang" | "crash" | "crash-after";
  /** AWS's error code; the provider tries again after one that says that it asks too often. */
  code?: string;
  message?: string;
}

const folderOf = (store: Store): string => path.join(store.directory, "faults");

export function addFault(store: Store, fault: Fault): void {
  const folder = path.join(folderOf(store), randomUUID());
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, "fault.json"), JSON.stringify(fault));
}

export function clearFaults(store: Store): void {
  fs.rmSync(folderOf(store), { recursive: true, force: true });
}

export function areCleared(store: Store): boolean {
  return !fs.existsSync(folderOf(store));
}

/** Counts an operation against every fault that watches for it, and returns the fault whose turn it is. */
export function nextFault(store: Store, type: string, operation: Operation): Fault | undefined {
  let due: Fault | undefined;
  if (areCleared(store)) return undefined;
  for (const name of fs.readdirSync(folderOf(store))) {
    const folder = path.join(folderOf(store), name);
    const fault = readFault(folder);
    if ((fault.type !== "*" && fault.type !== type) || (fault.operation ?? operation) !== operation) continue;
    const counted = fault.perType ? path.join(folder, encodeURIComponent(type)) : folder;
    fs.mkdirSync(counted, { recursive: true });
    if (isDue(fault, claimOrdinal(counted))) due = fault;
  }
  return due;
}

/** How often each fault has happened, and to which types where it counts them apart. */
export function happened(store: Store): { fault: Fault; times: number; types: string[] }[] {
  if (areCleared(store)) return [];
  return fs.readdirSync(folderOf(store)).map((name) => {
    const folder = path.join(folderOf(store), name);
    const fault = readFault(folder);
    const types = fault.perType ? fs.readdirSync(folder).filter((entry) => entry !== "fault.json") : [];
    const suffering = types.filter((type) => timesDue(fault, path.join(folder, type)) > 0);
    const counted = fault.perType ? types.map((type) => path.join(folder, type)) : [folder];
    const times = counted.reduce((sum, each) => sum + timesDue(fault, each), 0);
    return { fault, times, types: suffering.map(decodeURIComponent).sort() };
  });
}

/** Of the operations that a folder counts, those whose turn it was. */
function timesDue(fault: Fault, folder: string): number {
  const ordinals = fs.readdirSync(folder).map(Number).filter(Number.isInteger);
  return ordinals.filter((ordinal) => isDue(fault, ordinal)).length;
}

function readFault(folder: string): Fault {
  return JSON.parse(fs.readFileSync(path.join(folder, "fault.json"), "utf8")) as Fault;
}

function isDue({ nth, share, seed = 1 }: Fault, ordinal: number): boolean {
  if (share === undefined) return ordinal === nth;
  const digits = createHash("sha256").update(`${seed} ${ordinal}`).digest("hex").slice(0, 8);
  return Number.parseInt(digits, 16) / 2 ** 32 < share;
}

/** The next free number; a file that only one process can create stands for each. */
function claimOrdinal(folder: string): number {
  const taken = fs.readdirSync(folder).filter((name) => name !== "fault.json");
  for (let ordinal = taken.length + 1; ; ordinal += 1) {
    try {
      fs.closeSync(fs.openSync(path.join(folder, String(ordinal)), "wx"));
      return ordinal;
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    }
  }
}
