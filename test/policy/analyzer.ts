import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { type ChildProcess, spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";

/** A resource of a stack, as `pulumi stack export` describes it. */
export interface StackResource {
  readonly urn: string;
  readonly type: string;
  readonly parent?: string;
  readonly outputs?: Record<string, unknown>;
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Record<string, readonly string[] | null>;
}

export interface Violation {
  readonly policy: string;
  readonly urn: string;
  readonly message: string;
  readonly mandatory: boolean;
}

/** A policy pack in its own process, asked over the protocol that the engine uses. */
export class Analyzer {
  private constructor(
    private readonly process: ChildProcess,
    private readonly client: AnalyzerClient,
  ) {}

  /** @param pack the pack's folder */
  static async start(pack: string): Promise<Analyzer> {
    const entry = createRequire(join(pack, "index.js")).resolve("@pulumi/pulumi/cmd/run-policy-pack");
    // The engine's address is for log messages, which a test does not need.
    const child = spawn(process.execPath, [entry, "127.0.0.1:1", pack], {
      cwd: pack,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const port = await new Promise<string>((resolve, reject) => {
      child.stdout.once("data", (line: Buffer) => {
        resolve(line.toString().trim());
      });
      child.once("close", (code) => {
        reject(new Error(`the pack ${pack} ended with ${code ?? "a signal"} before it listened`));
      });
    });
    const options = { "grpc.max_send_message_length": -1, "grpc.max_receive_message_length": -1 };
    return new Analyzer(
      child,
      new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure(), options),
    );
  }

  stop() {
    this.client.close();
    this.process.kill();
  }

  analyze(resources: readonly StackResource[]): Promise<Violation[]> {
    const request = new proto.AnalyzeStackRequest().setResourcesList(resources.map(analyzerResource));
    return new Promise((resolve, reject) => {
      this.client.analyzeStack(request, (error, response) => {
        if (error) reject(error);
        else resolve(response.getDiagnosticsList().map(violationOf));
      });
    });
  }
}

function violationOf(diagnostic: proto.AnalyzeDiagnostic): Violation {
  return {
    policy: diagnostic.getPolicyname(),
    urn: diagnostic.getUrn(),
    message: diagnostic.getMessage(),
    mandatory: diagnostic.getEnforcementlevel() === proto.EnforcementLevel.MANDATORY,
  };
}

function analyzerResource(resource: StackResource): proto.AnalyzerResource {
  const message = new proto.AnalyzerResource()
    .setUrn(resource.urn)
    .setType(resource.type)
    .setName(resource.urn.split("::").slice(3).join("::"))
    .setParent(resource.parent ?? "")
    .setProperties(Struct.fromJavaScript(readable(resource.outputs ?? {}) as Record<string, JavaScriptValue>))
    .setOptions(new proto.AnalyzerResourceOptions())
    .setDependenciesList([...(resource.dependencies ?? [])]);
  for (const [property, urns] of Object.entries(resource.propertyDependencies ?? {})) {
    const dependencies = new proto.AnalyzerPropertyDependencies().setUrnsList([...(urns ?? [])]);
    message.getPropertydependenciesMap().set(property, dependencies);
  }
  return message;
}

/** How Pulumi marks a value in a state or message that is more than plain JSON, and that it is a secret. */
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";

/** An exported state holds secrets encrypted; the engine sends them to a pack as marked values. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value;
  if (signature in value && value[signature] === secret)
    return { [signature]: secret, value: "a secret of the state" };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, readable(inner)]));
}
