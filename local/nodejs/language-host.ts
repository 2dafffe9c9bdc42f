import type {
  sendUnaryData,
  ServerUnaryCall,
  ServerWritableStream,
  UntypedServiceImplementation,
} from "@grpc/grpc-js";
import {
  GetRequiredPackagesResponse,
  type ProgramInfo,
  type RunPluginRequest,
  RunPluginResponse,
  type RunRequest,
  RunResponse,
} from "@pulumi/pulumi/proto/language_pb";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

/** Exit code by which `@pulumi/pulumi/cmd/run` says that it has told the user what is wrong (cmd/run/index.js). */
const exitAfterUserError = 32;

type NodeOptions = Readonly<Record<string, unknown>>;

/**
 * The part of Pulumi's Node.js language host that a preview, an update and a policy pack need. It starts the
 * same modules of `@pulumi/pulumi` as the host that comes with a complete Pulumi, so that what runs here
 * without one runs there as well. Source: pulumi/pulumi, `sdk/nodejs/cmd/pulumi-language-nodejs`.
 */
export const languageRuntime: UntypedServiceImplementation = {
  getPluginInfo(_call: unknown, done: sendUnaryData<PluginInfo>) {
    done(null, new PluginInfo().setVersion("0.0.0"));
  },

  // The plugins come from the `plugins:` section of the project, so the program requires none by version.
  getRequiredPackages(_call: unknown, done: sendUnaryData<GetRequiredPackagesResponse>) {
    done(null, new GetRequiredPackagesResponse());
  },

  run(call: ServerUnaryCall<RunRequest, RunResponse>, done: sendUnaryData<RunResponse>) {
    const request = call.request;
    const info = request.getInfo();
    const child = startNode(info, "@pulumi/pulumi/cmd/run", runArguments(request), {
      PULUMI_CONFIG: JSON.stringify(Object.fromEntries(request.getConfigMap().entries())),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    });
    child.stdout?.pipe(process.stdout);
    child.stderr?.pipe(process.stderr);
    call.on("cancelled", () => child.kill());
    child.on("close", (code) => {
      const response = new RunResponse();
      if (code === exitAfterUserError) response.setBail(true);
      else if (code !== 0) response.setError(`Program exited with non-zero exit code: ${code ?? "killed"}`);
      done(null, response);
    });
  },

  runPlugin(call: ServerWritableStream<RunPluginRequest, RunPluginResponse>) {
    const request = call.request;
    if (request.getKind() !== "analyzer") {
      call.destroy(
        new Error(`this host runs policy packs only, not a plugin of kind "${request.getKind()}"`),
      );
      return;
    }
    const pack = request.getInfo()?.getProgramDirectory() ?? ".";
    const child = startNode(
      request.getInfo(),
      "@pulumi/pulumi/cmd/run-policy-pack",
      [...request.getArgsList(), pack],
      environmentOf(request.getEnvList()),
    );
    child.stdout?.on("data", (chunk: Buffer) => call.write(new RunPluginResponse().setStdout(chunk)));
    child.stderr?.on("data", (chunk: Buffer) => call.write(new RunPluginResponse().setStderr(chunk)));
    call.on("cancelled", () => child.kill());
    child.on("close", (code) => {
      call.write(new RunPluginResponse().setExitcode(code ?? 1));
      call.end();
    });
  },
};

function runArguments(request: RunRequest): string[] {
  const engine = request.getArgsList()[0] ?? "";
  const info = request.getInfo();
  return [
    `--monitor=${request.getMonitorAddress()}`,
    `--engine=${engine}`,
    `--organization=${request.getOrganization()}`,
    `--project=${request.getProject()}`,
    `--root-directory=${info?.getRootDirectory() ?? ""}`,
    `--stack=${request.getStack()}`,
    `--pwd=${request.getPwd()}`,
    `--parallel=${request.getParallel()}`,
    ...(request.getDryrun() ? ["--dry-run"] : []),
    info?.getEntryPoint() ?? ".",
    ...request.getArgsList().slice(1),
  ];
}

/** Starts a module of the program's own `@pulumi/pulumi`, with the Node.js options that Pulumi.yaml names. */
function startNode(
  info: ProgramInfo | undefined,
  module: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): ChildProcess {
  const directory = info?.getProgramDirectory() ?? process.cwd();
  const options = (info?.getOptions()?.toJavaScript() ?? {}) as NodeOptions;
  const nodeArguments =
    typeof options.nodeargs === "string" ? options.nodeargs.split(" ").filter(Boolean) : [];
  const entry = createRequire(join(directory, "index.js")).resolve(module);
  return spawn(process.execPath, [...nodeArguments, entry, ...args], {
    cwd: directory,
    env: { ...process.env, PULUMI_NODEJS_TYPESCRIPT: String(options.typescript !== false), ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

function environmentOf(pairs: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf("=");
      return [pair.slice(0, at), pair.slice(at + 1)];
    }),
  );
}
