import { execFile, spawnSync } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { serveSample } from "./served";
import { root, Workspace } from "./workspace";

const stack = "dev";

const words = (program: string, args: readonly string[]) => ["--import", "tsx", join(root, program), ...args];

/** Runs one of the project's own commands; a step that fails ends the demo with its exit code. */
function step(title: string, program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): void {
  console.log(`\n=== ${title} ===\n`);
  const { status } = spawnSync(process.execPath, words(program, args), {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** Makes the page about what is deployed, while the demo goes on; its path. */
async function reportOf(checkpoint: string, events: string): Promise<string> {
  const args = ["--stack", stack, "--preview", checkpoint, "--events", events];
  const { stdout } = await promisify(execFile)(process.execPath, words("report/cli.ts", args), { cwd: root });
  return stdout.trim();
}

/** Serves the sample application: until Ctrl-C where somebody is at the terminal, and otherwise for one question each. */
async function serve(workspace: Workspace, page: Promise<string>): Promise<void> {
  console.log("\n=== The sample application on this machine, with the stack's settings ===\n");
  const { url, process: application } = await serveSample(workspace, stack);
  try {
    let cookie = "";
    // The second request with a session reads what the first has left in the stack's session store.
    for (const path of ["/", "/healthz", "/session", "/session"]) {
      const answer = await fetch(`${url}${path}`, { headers: { cookie } });
      console.log(`GET ${url}${path}\n  ${answer.status} ${await answer.text()}`);
      cookie = answer.headers.get("set-cookie")?.split(";", 1)[0] ?? cookie;
      if (!answer.ok) process.exitCode = 1;
    }
    console.log(`\n=== All of it on one page: open this file ===\n\n${await page}`);
    if (process.stdin.isTTY) {
      console.log(`\n${url} serves until Ctrl-C.`);
      process.once("SIGINT", () => application.kill());
      await once(application, "exit");
    }
  } finally {
    application.kill();
  }
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
  const page = reportOf(workspace.checkpoint(stack), events);
  // Whether it fails is asked where it is printed.
  page.catch(() => undefined);
  step("Its capacity plan", "capacity/cli.ts", ["--stack", stack]);
  await serve(workspace, page);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
