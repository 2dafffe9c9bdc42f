import { isDeepStrictEqual } from "node:util";
import {
  status,
  type sendUnaryData,
  type ServerUnaryCall,
  type UntypedServiceImplementation,
} from "@grpc/grpc-js";
import { version } from "@pulumi/aws/package.json";
import { PluginInfo } from "@pulumi/pulumi/proto/plugin_pb";
import * as proto from "@pulumi/pulumi/proto/provider_pb";
import { Empty } from "google-protobuf/google/protobuf/empty_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { isProperties, text, type Json, type Properties } from "../cloud/properties";
import { stateOf } from "../cloud/store";
import { check } from "./check";
import type { Difference } from "./diff";
import { comparable } from "./normal-form";
import type { Provider, Target } from "./provider";

const { DIFF_NONE, DIFF_SOME } = proto.DiffResponse.DiffChanges;

/** The provider as the service that Pulumi's engine calls. What is not here is unimplemented, which the engine allows. */
export function protocolOf(provider: Provider): UntypedServiceImplementation {
  return {
    getPluginInfo: answer(() => new PluginInfo().setVersion(version)),
    cancel: answer(() => {
      provider.cancel();
      return new Empty();
    }),
    checkConfig: answer((request: proto.CheckRequest) =>
      new proto.CheckResponse().setInputs(request.getNews()),
    ),
    diffConfig: answer((request: proto.DiffRequest) => {
      const same = isDeepStrictEqual(propertiesOf(request.getOldInputs()), propertiesOf(request.getNews()));
      return new proto.DiffResponse().setChanges(same ? DIFF_NONE : DIFF_SOME);
    }),
    configure: answer((request: proto.ConfigureRequest) => {
      const args = propertiesOf(request.getArgs());
      const region = typeof args.region === "string" ? args.region : regionOfEnvironment();
      // Without the check of the credentials, nobody asks STS.
      const stsRegion = isTrue(args.skipCredentialsValidation) ? "" : text(args.stsRegion) || (region ?? "");
      provider.configure(region, defaultTagsOf(args.defaultTags), stsRegion);
      return new proto.ConfigureResponse().setSupportspreview(true).setSupportsAutonamingConfiguration(true);
    }),
    check: answer(checkInputs),
    diff: answer((request: proto.DiffRequest) => {
      const { type } = targetOf(request.getUrn());
      return diffResponse(provider.diff(type, ...triple(request)));
    }),
    create: answer(async (request: proto.CreateRequest) => {
      const inputs = propertiesOf(request.getProperties());
      const target = targetOf(request.getUrn());
      if (request.getPreview())
        return new proto.CreateResponse().setProperties(structOf(provider.previewCreate(target, inputs)));
      const made = await provider.create(target, inputs);
      return new proto.CreateResponse().setId(made.id).setProperties(structOf(stateOf(made)));
    }),
    read: answer(async (request: proto.ReadRequest) => {
      const target = targetOf(request.getUrn());
      const found = await provider.read(target, request.getId(), propertiesOf(request.getProperties()));
      if (found === undefined) return new proto.ReadResponse();
      const inputs = readInputs(target.type, found.inputs, propertiesOf(request.getInputs()));
      const state = structOf(stateOf(found));
      return new proto.ReadResponse().setId(found.id).setProperties(state).setInputs(structOf(inputs));
    }),
    update: answer(async (request: proto.UpdateRequest) => {
      const target = targetOf(request.getUrn());
      const [state, olds, news] = triple(request);
      const updated = request.getPreview()
        ? provider.previewUpdate(target, request.getId(), state, olds, news)
        : stateOf(await provider.update(target, request.getId(), news));
      return new proto.UpdateResponse().setProperties(structOf(updated));
    }),
    delete: answer(async (request: proto.DeleteRequest) => {
      await provider.delete(
        targetOf(request.getUrn()),
        request.getId(),
        propertiesOf(request.getProperties()),
      );
      return new Empty();
    }),
    invoke: answer((request: proto.InvokeRequest) =>
      new proto.InvokeResponse().setReturn(
        structOf(provider.invoke(request.getTok(), propertiesOf(request.getArgs()))),
      ),
    ),
  };
}

/**
 * What AWS has, as inputs, in the program's form where the provider takes that for the same. Which of them the program did not
 * give, the provider knows from those before, not from AWS: a refresh keeps automatic names, and an import takes every name for
 * the program's own.
 */
function readInputs(
  type: string,
  found: Readonly<Properties>,
  { __defaults, ...before }: Properties,
): Properties {
  const [now, then] = [comparable(type, found), comparable(type, before)];
  const inputs = Object.fromEntries(
    Object.entries(found)
      .filter(([name]) => name !== "__defaults")
      .map(([name, value]) => [
        name,
        isDeepStrictEqual(now[name], then[name]) ? (before[name] ?? value) : value,
      ]),
  );
  return __defaults === undefined ? inputs : { ...inputs, __defaults };
}

function checkInputs(request: proto.CheckRequest): proto.CheckResponse {
  const { type, name } = targetOf(request.getUrn());
  const autonaming = request.getAutonaming();
  const { inputs, failures } = check(type, propertiesOf(request.getOlds()), propertiesOf(request.getNews()), {
    name,
    seed: request.getRandomseed_asU8(),
    proposal: autonaming?.getProposedName() ?? "",
    disabled: autonaming?.getMode() === proto.CheckRequest.AutonamingOptions.Mode.DISABLE,
  });
  const found = failures.map((reason) => new proto.CheckFailure().setReason(reason));
  return new proto.CheckResponse().setInputs(structOf(inputs)).setFailuresList(found);
}

function diffResponse({ changes, replaces, deleteBeforeReplace }: Difference): proto.DiffResponse {
  const response = new proto.DiffResponse()
    .setChanges(changes.size > 0 ? DIFF_SOME : DIFF_NONE)
    .setReplacesList(replaces)
    .setDeletebeforereplace(deleteBeforeReplace)
    .setHasdetaileddiff(true);
  for (const [path, change] of changes) {
    const replaced = replaces.includes(path.split(/[.[]/)[0] ?? "");
    const kind = proto.PropertyDiff.Kind[`${change}${replaced ? "_REPLACE" : ""}`];
    response.getDetaileddiffMap().set(path, new proto.PropertyDiff().setKind(kind).setInputdiff(true));
  }
  return response;
}

/** State, old inputs and new inputs. */
function triple(request: proto.DiffRequest | proto.UpdateRequest): [Properties, Properties, Properties] {
  return [
    propertiesOf(request.getOlds()),
    propertiesOf(request.getOldInputs()),
    propertiesOf(request.getNews()),
  ];
}

/** Turns a function into a method of the service; what it throws becomes the call's error. */
function answer<Request, Response>(method: (request: Request) => Response | Promise<Response>) {
  return (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>): void => {
    Promise.resolve()
      .then(() => method(call.request))
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback({ code: status.UNKNOWN, details: error instanceof Error ? error.message : String(error) });
        },
      );
  };
}

/** The type and name at the end of a URN, `urn:pulumi:stack::project::parent$type::name`. */
function targetOf(urn: string): Target {
  const [, , types = "", ...name] = urn.split("::");
  return { urn, type: types.split("$").at(-1) ?? "", name: name.join("::") };
}

function propertiesOf(struct: Struct | undefined): Properties {
  const properties = struct?.toJavaScript() ?? {};
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
}

function structOf(properties: Properties): Struct {
  return Struct.fromJavaScript(properties);
}

const isTrue = (value: Json | undefined): boolean => value === true || value === "true";

/** Configuration that is not text travels as JSON. */
function defaultTagsOf(value: Json | undefined): Properties {
  const parsed = typeof value === "string" ? (JSON.parse(value) as Json) : value;
  return isProperties(parsed) && isProperties(parsed.tags) ? parsed.tags : {};
}

function regionOfEnvironment(): string | undefined {
  return process.env.AWS_REGION ?? process.env.AWS_DEFAULT_REGION;
}
