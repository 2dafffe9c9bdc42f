import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { buildSample, sampleFile } from "../app/build";
import { readStackFile } from "../config/stack-file";
import { text } from "./cloud/properties";
import { Store } from "./cloud/store";
import { serveCache } from "./sessions/cache";
import { localCredentials } from "./sessions/sign-in";
import type { Workspace } from "./workspace";

const parameterType = "aws:ssm/parameter:Parameter";

/** The environment that an instance of a stack starts its application with: `instance/settings.sh` makes the same of it. */
export function settingsOf(store: Store, stack: string): Record<string, string> {
  const path = `/platform/${stack}/`;
  return Object.fromEntries(
    store
      .list()
      .filter(({ type, inputs }) => type === parameterType && text(inputs.name).startsWith(path))
      .map(({ inputs }) => [
        text(inputs.name)
          .slice(path.length)
          .toUpperCase()
          .replace(/[^A-Z0-9]/g, "_"),
        text(inputs.insecureValue),
      ]),
  );
}

/** The sample application on this machine, with a stack's settings. */
export interface Served {
  readonly url: string;
  readonly process: ChildProcess;
}

/**
 * Starts the sample as an instance would; it serves once this returns. Its settings are the stack's; where it finds the stack's
 * cache, which has a name that only its VPC knows, is this machine's affair.
 */
export async function serveSample(workspace: Workspace, stack: string): Promise<Served> {
  const folder = join(workspace.folder, "application");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, sampleFile), buildSample());
  const store = new Store(workspace.cloud);
  const cache = await serveCache(store);
  const child = spawn(process.execPath, [sampleFile], {
    cwd: folder,
    env: {
      ...settingsOf(store, stack),
      AWS_REGION: String(readStackFile(workspace.stackFolder, stack).values["aws:region"]),
      AWS_ACCESS_KEY_ID: localCredentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: localCredentials.secretAccessKey,
      CACHE_URL: cache.url,
      PORT: "0",
      OTEL_SERVICE_NAME: `web-${stack}`,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  child.on("exit", () => {
    cache.close();
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const { port } = JSON.parse(line) as { port?: number };
    if (port === undefined) continue;
    // Its log is read on, or the application would wait for it.
    child.stdout.resume();
    return { url: `http://127.0.0.1:${port}`, process: child };
  }
  throw new Error("the sample application ended before it served");
}
