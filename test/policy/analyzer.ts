import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct, type JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

/** A resource of a stack, as `pulumi stack export` describes it. */
export interface StackResource {
  readonly urn: string;
  readonly type: string;
  readonly parent?: string;
  /** What the program sets. */
  readonly inputs?: Record<string, unknown>;
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

/** A pack's configuration file: the enforcement of a policy, or its parameters, by name. */
type PackConfiguration = Readonly<Record<string, string | Readonly<Record<string, JavaScriptValue>>>>;

const levels: ReadonlyMap<unknown, proto.EnforcementLevel> = new Map([
  ["mandatory", proto.EnforcementLevel.MANDATORY],
  ["remediate", proto.EnforcementLevel.REMEDIATE],
  ["disabled", proto.EnforcementLevel.DISABLED],
]);

/** The folder of the project's pack, or of one of its halves. */
export const packFolder = (half = "") => join(__dirname, "..", "..", "policy", half);

/** What the pack's configuration file says for an environment. */
export function configurationOf(environment: string): PackConfiguration {
  return JSON.parse(readFileSync(join(packFolder(), `${environment}.json`), "utf8")) as PackConfiguration;
}

/** A policy pack in its own process, asked over the protocol that the engine uses. */
export class Analyzer {
  /** The inputs that the pack was shown last, by URN. */
  private readonly shown = new Map<string, string>();
  /** All that the pack has written, as the engine would print it. */
  written = "";

  private constructor(
    private readonly process: ChildProcess,
    private readonly client: AnalyzerClient,
  ) {
    process.stdout?.on("data", (text: Buffer) => (this.written += text.toString()));
  }

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

  /** Configures the pack as the engine does for a stack. */
  async configure(configuration: PackConfiguration): Promise<void> {
    const request = new proto.ConfigureAnalyzerRequest();
    for (const [policy, given] of Object.entries(configuration)) {
      const { enforcementLevel = "mandatory", ...parameters } =
        typeof given === "string" ? { enforcementLevel: given } : given;
      const configured = new proto.PolicyConfig()
        .setEnforcementlevel(levels.get(enforcementLevel) ?? proto.EnforcementLevel.ADVISORY)
        .setProperties(Struct.fromJavaScript(parameters));
      request.getPolicyconfigMap().set(policy, configured);
    }
    await answer((done) => this.client.configure(request, done));
  }

  stop() {
    this.client.close();
    this.process.kill();
  }

  /** A resource's inputs after the pack's remediations. */
  async remediate(resource: StackResource): Promise<Record<string, unknown>> {
    const request = inputsRequest(resource);
    const response = await answer<proto.RemediateResponse>((done) => this.client.remediate(request, done));
    const remediations = response.getRemediationsList();
    const [diagnostic] = remediations.map((it) => it.getDiagnostic()).filter(Boolean);
    if (diagnostic !== undefined) throw new Error(diagnostic);
    return (remediations.at(-1)?.getProperties() ?? structOf(resource.inputs)).toJavaScript();
  }

  /** Shows a pack the inputs of each resource that has some, and then the whole stack, as the engine does; what it was shown before stays. */
  async analyze(resources: readonly StackResource[]): Promise<Violation[]> {
    const changed = resources.filter(
      ({ urn, inputs }) => inputs && this.shown.get(urn) !== JSON.stringify(inputs),
    );
    const found = await Promise.all(changed.map((resource) => this.show(resource)));
    const request = new proto.AnalyzeStackRequest().setResourcesList(resources.map(analyzerResource));
    const response = await answer<proto.AnalyzeResponse>((done) => this.client.analyzeStack(request, done));
    return [...found, response].flatMap((it) => it.getDiagnosticsList().map(violationOf));
  }

  private async show(resource: StackResource): Promise<proto.AnalyzeResponse> {
    this.shown.set(resource.urn, JSON.stringify(resource.inputs));
    const inputs = await this.remediate(resource);
    const request = inputsRequest({ ...resource, inputs });
    return answer((done) => this.client.analyze(request, done));
  }
}

function inputsRequest(resource: StackResource): proto.AnalyzeRequest {
  return new proto.AnalyzeRequest()
    .setUrn(resource.urn)
    .setType(resource.type)
    .setName(nameOf(resource))
    .setProperties(structOf(resource.inputs))
    .setOptions(new proto.AnalyzerResourceOptions());
}

function answer<Response>(
  ask: (done: (error: Error | null, response: Response) => void) => void,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    ask((error, response) => {
      if (error) reject(error);
      else resolve(response);
    });
  });
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
    .setName(nameOf(resource))
    .setParent(resource.parent ?? "")
    .setProperties(structOf(resource.outputs))
    .setOptions(new proto.AnalyzerResourceOptions())
    .setDependenciesList([...(resource.dependencies ?? [])]);
  for (const [property, urns] of Object.entries(resource.propertyDependencies ?? {})) {
    // The engine leaves out properties without dependencies, which an exported state lists too.
    if (!urns || urns.length === 0) continue;
    const dependencies = new proto.AnalyzerPropertyDependencies().setUrnsList([...urns]);
    message.getPropertydependenciesMap().set(property, dependencies);
  }
  return message;
}

function nameOf({ urn }: StackResource): string {
  return urn.split("::").slice(3).join("::");
}

function structOf(properties: Record<string, unknown> = {}): Struct {
  return Struct.fromJavaScript(readable(properties) as Record<string, JavaScriptValue>);
}

/** How Pulumi marks a value in a state or message that is more than plain JSON: a secret, or a whole resource. */
const signature = "4dabf18193072939515e22adb298388d";
const secret = "1b47061264138c4ac30d75fd1eb44270";
const wholeResource = "5cf8f73096256a8f31e491e813e4eb8e";

/** A value that is secret, as the protocol has it. */
export function marked(value: unknown): object {
  return { [signature]: secret, value };
}

/** An exported state holds secrets encrypted, which the engine sends to a pack as marked values; of a resource it sends the URN. */
function readable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(readable);
  if (typeof value !== "object" || value === null) return value;
  if (signature in value && value[signature] === secret)
    return marked("value" in value ? readable(value.value) : "a secret of the state");
  if (signature in value && value[signature] === wholeResource && "urn" in value) return value.urn;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, readable(inner)]));
}
