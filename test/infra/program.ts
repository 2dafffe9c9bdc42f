import * as pulumi from "@pulumi/pulumi";
import { getMonitor } from "@pulumi/pulumi/runtime";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { createRequire } from "node:module";
import { join } from "node:path";
import { mockedCall, mockedOutputs, untilRegistered } from "./record";

/** A resource of the whole program: its inputs, and the options that the engine is told. */
export interface ProgramResource {
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly options: Options;
}

interface Options {
  readonly protect: boolean;
  readonly retainOnDelete: boolean;
  /** Logical name of its provider, which is its region; none of a component. */
  readonly provider?: string;
  /** What it waits for, by type and name. */
  readonly dependsOn: readonly string[];
}

const noOptions: Options = { protect: false, retainOnDelete: false, dependsOn: [] };

/** Not in Pulumi's declarations: what the engine tells a program. */
const state = createRequire(__filename)("@pulumi/pulumi/runtime/state") as {
  getStore: () => { settings: { options: { rootDirectory: string } } };
};

/**
 * Runs the program itself, `infra/index.ts`, under Pulumi's mocks.
 * @param values configuration by full key, as a stack's file has it
 * @returns its resources by type and name, and its look-ups
 */
export async function runProgram(
  stack: string,
  values: Readonly<Record<string, unknown>>,
): Promise<Map<string, ProgramResource>> {
  const resources = new Map<string, ProgramResource>();
  const options = new Map<string, Options>();
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        const key = `${type} ${name}`;
        resources.set(key, {
          type,
          inputs: inputs as Record<string, unknown>,
          options: options.get(key) ?? noOptions,
        });
        return {
          id: `${name}-id`,
          state: { ...(inputs as object), ...mockedOutputs(type, name, inputs as object) },
        };
      },
      call: ({ token, inputs }) => {
        resources.set(`${token} ${JSON.stringify(inputs)}`, {
          type: token,
          inputs: inputs as Record<string, unknown>,
          options: noOptions,
        });
        return mockedCall(token);
      },
    },
    "platform",
    stack,
  );
  // Where the program finds the files of other stacks.
  state.getStore().settings.options.rootDirectory = join(__dirname, "..", "..");
  watchOptions((key, found) => options.set(key, found));
  acceptHooks();
  pulumi.runtime.setAllConfig(
    Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        typeof value === "string" ? value : JSON.stringify(value),
      ]),
    ),
  );
  // The program is a module that does its work when it is loaded: each run loads it anew.
  const load = createRequire(__filename);
  const program = load.resolve("../../infra");
  Reflect.deleteProperty(load.cache, program);
  await untilRegistered(() => load(program) as unknown);
  return resources;
}

/** The monitor of the mocks has no method for hooks, without which a run that registers one never ends. */
function acceptHooks(): void {
  const monitor = getMonitor() as
    { registerResourceHook?: (request: unknown, done: Done) => void } | undefined;
  if (!monitor) throw new Error("there are no mocks");
  monitor.registerResourceHook = (_request, done) => {
    done(null, new Empty());
  };
}

type Done = (error: null, response: Empty) => void;

/** Mocks are not told the options, so they are read off the requests that the monitor gets. */
function watchOptions(found: (key: string, options: Options) => void): void {
  const monitor = getMonitor();
  if (!monitor) throw new Error("there are no mocks");
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = ((...call: Parameters<typeof register>) => {
    const [request] = call;
    found(`${request.getType()} ${request.getName()}`, {
      protect: request.getProtect() ?? false,
      retainOnDelete: request.getRetainondelete() ?? false,
      ...(request.getProvider() !== "" && { provider: nameIn(request.getProvider(), 2) }),
      dependsOn: request.getDependenciesList().map((urn) => `${typeIn(urn)} ${nameIn(urn)}`),
    });
    return register(...call);
  }) as typeof monitor.registerResource;
}

/** The last part of a URN, or one before it: a reference to a provider has the provider's id behind. */
function nameIn(urn: string, fromEnd = 1): string {
  return urn.split("::").at(-fromEnd) ?? "";
}

function typeIn(urn: string): string {
  return urn.split("::").at(-2)?.split("$").at(-1) ?? "";
}
