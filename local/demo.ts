import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { promisify } from "node:util";
import { runsTypeScript } from "../config/command";
import { serveSample } from "./served";
import { root, Workspace } from "./workspace";

const stack = "dev";

const words = (program: string, args: readonly string[]) => [...runsTypeScript, join(root, program), ...args];

const heading = (title: string) => {
  console.log(`\n=== ${title} ===\n`);
};

/** Brings the stack up; what fails ends the demo with its exit code. */
async function bringUp(events: string): Promise<void> {
  heading("The dev stack on the local AWS, with the policy packs");
  // The update shows and judges all that a preview of it would; the log of its events is for the report.
  const args = words("local/cli.ts", ["up", "--stack", stack, "--skip-preview", "--event-log", events]);
  // Pulumi's SDK formats a stack trace for each output, ten calls deep a third of the program's time.
  const env = { ...process.env, PULUMI_DEBUG_COMMANDS: "true", NODE_OPTIONS: "--stack-trace-limit=1" };
  const [status] = (await once(
    spawn(process.execPath, args, { cwd: root, env, stdio: "inherit" }),
    "close",
  )) as [number | null];
  if (status !== 0) process.exit(status ?? 1);
}

/** Runs one of the project's own commands while the demo goes on; what it prints. */
function printed(program: string, args: readonly string[]): Promise<string> {
  const output = promisify(execFile)(process.execPath, words(program, ["--stack", stack, ...args]), {
    cwd: root,
  }).then(({ stdout }) => stdout.trimEnd());
  // Whether it fails is asked where it is printed.
  output.catch(() => undefined);
  return output;
}

/** Serves the sample application: until Ctrl-C where somebody is at the terminal, and otherwise for one question each. */
async function serve(workspace: Workspace, page: Promise<string>): Promise<void> {
  heading("The sample application on this machine, with the stack's settings");
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
    const path = await page;
    heading("All of it on one page: open this file");
    console.log(path);
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
  const plan = printed("capacity/cli.ts", []);
  await bringUp(events);
  const page = printed("report/cli.ts", ["--preview", workspace.checkpoint(stack), "--events", events]);
  heading("Its capacity plan");
  console.log(await plan);
  await serve(workspace, page);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
