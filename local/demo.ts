import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { serveSample } from "./served";
import { root, Workspace } from "./workspace";

const stack = "dev";

/** Runs one of the project's own commands; a step that fails ends the demo with its exit code. */
function step(title: string, program: string, ...args: string[]): void {
  console.log(`\n=== ${title} ===\n`);
  const { status } = spawnSync(process.execPath, ["--import", "tsx", join(root, program), ...args], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Serves the sample application: until Ctrl-C where somebody is at the terminal, and otherwise for one question each. */
async function serve(): Promise<void> {
  console.log("\n=== The sample application on this machine, with the stack's settings ===\n");
  const { url, process: application } = await serveSample(new Workspace(), stack);
  for (const path of ["/", "/healthz"]) {
    const answer = await fetch(`${url}${path}`);
    console.log(`GET ${url}${path}\n  ${answer.status} ${await answer.text()}`);
  }
  if (process.stdin.isTTY) {
    console.log("\nIt serves until Ctrl-C.");
    process.once("SIGINT", () => application.kill());
    await once(application, "exit");
  } else application.kill();
}

async function main(): Promise<void> {
  step("The dev stack on the local AWS, with the policy packs", "local/cli.ts", "up", "--stack", stack);
  step("Its capacity plan", "capacity/cli.ts", "--stack", stack);
  await serve();
}

void main();
