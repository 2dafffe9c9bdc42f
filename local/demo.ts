import { once } from "node:events";
import { join } from "node:path";
import { main as capacity } from "../capacity/cli";
import type { Output } from "../config/command";
import { main as report } from "../report/cli";
import { main as local } from "./cli";
import { serveSample } from "./served";
import { shortStackTraces, Workspace } from "./workspace";

const stack = "dev";

const heading = (title: string) => {
  console.log(`\n=== ${title} ===\n`);
};

/** What one of the project's commands prints. */
async function printed(run: (output: Output) => number | Promise<number>): Promise<string> {
  const [printed, said]: [string[], string[]] = [[], []];
  const code = await run({ print: (text) => printed.push(text), say: (line) => said.push(line) });
  if (code !== 0) throw new Error(said.join("\n"));
  return printed.join("").trimEnd();
}

/** Brings the stack up. */
async function bringUp(events: string): Promise<void> {
  heading("The dev stack on the local AWS, with the policy packs");
  process.env.PULUMI_DEBUG_COMMANDS = "true";
  process.env.NODE_OPTIONS = [process.env.NODE_OPTIONS, shortStackTraces].filter(Boolean).join(" ");
  // The update shows and judges all that a preview of it would; the log of its events is for the report.
  const code = await local(["up", "--stack", stack, "--skip-preview", "--event-log", events]);
  if (code !== 0) throw new Error("npm run demo: the update has failed, for what is said above");
}

/** Serves the sample application: until Ctrl-C where somebody is at the terminal, and otherwise for one question each. */
async function serve(workspace: Workspace, events: string): Promise<void> {
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
    heading("All of it on one page: open this file");
    const words = ["--stack", stack, "--preview", workspace.checkpoint(stack), "--events", events];
    console.log(await printed((output) => report(words, output)));
    if (process.stdin.isTTY) {
      console.log(`\n${url} serves until Ctrl-C.`);
      const stop = () => application.kill();
      process.once("SIGINT", stop).once("SIGTERM", stop);
      await once(application, "exit");
    }
  } finally {
    application.kill();
  }
}

async function main(): Promise<void> {
  const workspace = new Workspace();
  const events = join(workspace.folder, "demo-events.json");
  // First, since it says at once what is wrong with the stack's file.
  const plan = await printed((output) => capacity(["--stack", stack], output));
  await bringUp(events);
  heading("Its capacity plan");
  console.log(plan);
  await serve(workspace, events);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
