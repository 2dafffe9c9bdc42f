import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root } from "./workspace";

/** Runs one of the project's own commands; a step that fails ends the demo with its exit code. */
function step(title: string, program: string, ...args: string[]): void {
  console.log(`\n=== ${title} ===\n`);
  const { status } = spawnSync(process.execPath, ["--import", "tsx", join(root, program), ...args], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}

step("The dev stack on the local AWS, with the policy packs", "local/cli.ts", "up", "--stack", "dev");
step("Its capacity plan", "capacity/cli.ts", "--stack", "dev");
step(
  "Its endpoint (in the local AWS: a name, not a server)",
  "local/cli.ts",
  "stack",
  "output",
  "url",
  "--stack",
  "dev",
);
