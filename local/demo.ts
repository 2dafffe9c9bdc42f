import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { serveSample } from "./served";
import { root, Workspace } from "./workspace";

const stack = "dev";

/** Runs one of the project's own commands; a step that fails ends the demo with its exit code. */
function step(title: string, program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  console.log(`\n=== ${title} ===\n`);
  const { status } = spawnSync(process.execPath, ["--import", "tsx", join(root, program), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Serves the sample application: until Ctrl-C where somebody is at the terminal, and otherwise for one question each. */
async function serve(workspace: Workspace): Promise<void> {
  console.log("\n=== The sample application on this machine, with the stack's settings ===\n");
  let failed = false;
  const { url, process: application } = await serveSample(workspace, stack);
  let cookie = "";
  // The second request with a session reads what the first has left in the stack's session store.
  for (const path of ["/", "/healthz", "/session", "/session"]) {
    const answer = await fetch(`${url}${path}`, { headers: { cookie } });
    console.log(`GET ${url}${path}\n  ${answer.status} ${await answer.text()}`);
    cookie = answer.headers.get("set-cookie")?.split(";", 1)[0] ?? cookie;
    failed ||= !answer.ok;
  }
  if (process.stdin.isTTY) {
    console.log("\nIt serves until Ctrl-C.");
    process.once("SIGINT", () => application.kill());
    await once(application, "exit");
  } else application.kill();
  if (failed) process.exitCode = 1;
}

async function main(): Promise<void> {
  const workspace = new Workspace();
  const events = join(workspace.folder, "demo-events.json");
  // The update shows and judges all that a preview of it would; the log of its events is for the report.
  step(
    "The dev stack on the local AWS, with the policy packs",
    "local/cli.ts",
    ["up", "--stack", stack, "--skip-preview", "--event-log", events],
    { PULUMI_DEBUG_COMMANDS: "true" },
  );
  step("Its capacity plan", "capacity/cli.ts", ["--stack", stack]);
  const deployed = ["--preview", workspace.checkpoint(stack), "--events", events];
  step("All of it on one page: open this file", "report/cli.ts", ["--stack", stack, ...deployed]);
  await serve(workspace);
}

void main();
