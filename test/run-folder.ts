import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const variable = "TEST_RUN_FOLDER";

/** The folder of this run of mocha, which its processes share. */
export function runFolder(): string {
  const folder = process.env[variable];
  if (folder === undefined)
    throw new Error(`${variable} is set by test/run-folder.ts, which test/mocharc.yml requires`);
  return folder;
}

/** Called by mocha before it starts its other processes, which inherit the variable. */
export function mochaGlobalSetup(): void {
  process.env[variable] = mkdtempSync(join(tmpdir(), "test-run-"));
}

export function mochaGlobalTeardown(): void {
  rmSync(runFolder(), { recursive: true, force: true });
}
