import { credentials, Server, ServerCredentials, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient, ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Provider } from "../../local/aws/provider";
import { protocolOf } from "../../local/aws/protocol";
import type { Properties } from "../../local/cloud/properties";
import { Store } from "../../local/cloud/store";

type Done<A> = (error: ServiceError | null, answer: A) => void;

/** A resource as the engine knows it. */
export interface Made {
  type: string;
  name: string;
  id: string;
  inputs: Properties;
  state: Properties;
}

export interface Difference {
  kind: "none" | "update" | "replace";
  replaces: string[];
  paths: string[];
  deleteBeforeReplace: boolean;
}

export const newStore = (): Store => new Store(mkdtempSync(join(tmpdir(), "local-aws-")));

/** The file name of a type, `aws:ec2/vpc:Vpc` of `ec2/vpc`, the way @pulumi/aws forms its tokens. */
export function typeOf(key: string): string {
  const file = key.split("/")[1] ?? key;
  return `aws:${key}:${file.charAt(0).toUpperCase()}${file.slice(1)}`;
}

/** Asks the `aws` provider over its protocol, in the order in which the engine does. */
export class Client {
  private constructor(
    private readonly client: ResourceProviderClient,
    private readonly server?: Server,
  ) {}

  /** A provider in this process, on a store of its own unless one is given. */
  static async start(store: Store, config: Properties = { region: "us-east-1" }): Promise<Client> {
    const server = new Server();
    server.addService(ResourceProviderService, protocolOf(new Provider(store)));
    const port = await new Promise<number>((resolve, reject) => {
      server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
        if (error) reject(error);
        else resolve(bound);
      });
    });
    return Client.connect(port, config, server);
  }

  /** A provider that listens on a port. */
  static async connect(
    port: number,
    config: Properties = { region: "us-east-1" },
    server?: Server,
  ): Promise<Client> {
    const client = new Client(
      new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure()),
      server,
    );
    const request = new proto.ConfigureRequest().setArgs(Struct.fromJavaScript(config));
    try {
      await client.ask<proto.ConfigureResponse>((done) => client.client.configure(request, done));
    } catch (error) {
      client.stop();
      throw error;
    }
    return client;
  }

  stop(): void {
    this.client.close();
    this.server?.forceShutdown();
  }

  async check(key: string, name: string, inputs: Properties, olds: Properties = {}, seed = name) {
    const request = new proto.CheckRequest()
      .setUrn(urnOf(key, name))
      .setNews(Struct.fromJavaScript(inputs))
      .setOlds(Struct.fromJavaScript(olds))
      .setRandomseed(Buffer.from(seed));
    const response = await this.ask<proto.CheckResponse>((done) => this.client.check(request, done));
    return {
      inputs: response.getInputs()?.toJavaScript() as Properties,
      failures: response.getFailuresList().map((failure) => failure.getReason()),
    };
  }

  /** What a preview says that a new resource will be. */
  async preview(key: string, name: string, inputs: Properties): Promise<Properties> {
    const checked = await this.check(key, name, inputs);
    const request = new proto.CreateRequest().setUrn(urnOf(key, name)).setPreview(true);
    request.setProperties(Struct.fromJavaScript(checked.inputs));
    const response = await this.ask<proto.CreateResponse>((done) => this.client.create(request, done));
    return response.getProperties()?.toJavaScript() as Properties;
  }

  async create(key: string, name: string, inputs: Properties): Promise<Made> {
    const checked = await this.check(key, name, inputs);
    const request = new proto.CreateRequest().setUrn(urnOf(key, name));
    request.setProperties(Struct.fromJavaScript(checked.inputs));
    const response = await this.ask<proto.CreateResponse>((done) => this.client.create(request, done));
    const state = response.getProperties()?.toJavaScript() as Properties;
    return { type: key, name, id: response.getId(), inputs: checked.inputs, state };
  }

  async diff(made: Made, inputs: Properties): Promise<Difference> {
    const news = (await this.check(made.type, made.name, inputs, made.inputs)).inputs;
    const request = new proto.DiffRequest()
      .setUrn(urnOf(made.type, made.name))
      .setId(made.id)
      .setOlds(Struct.fromJavaScript(made.state))
      .setOldInputs(Struct.fromJavaScript(made.inputs))
      .setNews(Struct.fromJavaScript(news));
    const response = await this.ask<proto.DiffResponse>((done) => this.client.diff(request, done));
    const replaces = response.getReplacesList();
    const changed = response.getChanges() === proto.DiffResponse.DiffChanges.DIFF_SOME;
    return {
      kind: replaces.length > 0 ? "replace" : changed ? "update" : "none",
      replaces,
      paths: [...response.getDetaileddiffMap().keys()],
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  async update(made: Made, inputs: Properties, preview = false): Promise<Made> {
    const news = (await this.check(made.type, made.name, inputs, made.inputs)).inputs;
    const request = new proto.UpdateRequest()
      .setUrn(urnOf(made.type, made.name))
      .setId(made.id)
      .setOlds(Struct.fromJavaScript(made.state))
      .setOldInputs(Struct.fromJavaScript(made.inputs))
      .setNews(Struct.fromJavaScript(news))
      .setPreview(preview);
    const response = await this.ask<proto.UpdateResponse>((done) => this.client.update(request, done));
    return { ...made, inputs: news, state: response.getProperties()?.toJavaScript() as Properties };
  }

  /** What a refresh finds; undefined if the resource is gone. */
  async read({ type, name, id, state, inputs }: Made): Promise<Made | undefined> {
    const request = new proto.ReadRequest()
      .setUrn(urnOf(type, name))
      .setId(id)
      .setProperties(Struct.fromJavaScript(state))
      .setInputs(Struct.fromJavaScript(inputs));
    const response = await this.ask<proto.ReadResponse>((done) => this.client.read(request, done));
    if (response.getId() === "") return undefined;
    const found = response.getProperties()?.toJavaScript() as Properties;
    return {
      type,
      name,
      id: response.getId(),
      state: found,
      inputs: response.getInputs()?.toJavaScript() as Properties,
    };
  }

  async delete({ type, name, id, state }: Made): Promise<void> {
    const request = new proto.DeleteRequest().setUrn(urnOf(type, name)).setId(id);
    await this.ask<Empty>((done) =>
      this.client.delete(request.setProperties(Struct.fromJavaScript(state)), done),
    );
  }

  async invoke(token: string, args: Properties = {}): Promise<Properties> {
    const request = new proto.InvokeRequest().setTok(token).setArgs(Struct.fromJavaScript(args));
    return (await this.ask<proto.InvokeResponse>((done) => this.client.invoke(request, done)))
      .getReturn()
      ?.toJavaScript() as Properties;
  }

  /** A VPC with subnets in zones a, b and a. */
  async network(): Promise<{ vpc: Made; subnets: Made[] }> {
    const vpc = await this.create("ec2/vpc", "main", { cidrBlock: "10.0.0.0/16" });
    const subnets: Made[] = [];
    for (const [index, zone] of ["us-east-1a", "us-east-1b", "us-east-1a"].entries()) {
      const inputs = { vpcId: vpc.id, cidrBlock: `10.0.${index}.0/24`, availabilityZone: zone };
      subnets.push(await this.create("ec2/subnet", `subnet-${index}`, inputs));
    }
    return { vpc, subnets };
  }

  async cancel(): Promise<void> {
    await this.ask<Empty>((done) => this.client.cancel(new Empty(), done));
  }

  private ask<A>(call: (done: Done<A>) => unknown): Promise<A> {
    return new Promise((resolve, reject) => {
      call((error, answer) => {
        if (error) reject(new Error(error.details));
        else resolve(answer);
      });
    });
  }
}

function urnOf(key: string, name: string): string {
  return `urn:pulumi:test::platform::${typeOf(key)}::${name}`;
}
