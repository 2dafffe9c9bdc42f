import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { nextFault, type Fault, type Operation } from "../cloud/faults";
import { text, type Json, type Properties } from "../cloud/properties";
import { stateOf, type CloudResource, type Store } from "../cloud/store";
import { check, type CheckResult, type Naming } from "./check";
import { difference, type Difference } from "./diff";
import { homeOf, identify, type Identity } from "./identity";
import { lookUp } from "./lookups";
import { allTags, computeOutputs, isVolatile } from "./outputs";
import { finalSnapshot, refuseChange, refuseDelete } from "./rules";
import { schemaOf } from "./schema";

/** How a value that is not known yet travels in Pulumi's protocol. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** The resource that an operation is about. */
export interface Target {
  urn: string;
  type: string;
  name: string;
}

/** One instance of the `aws` provider: the operations of Pulumi's protocol on a store. */
export class Provider {
  private readonly cancelled = new AbortController();
  private region = "";
  private defaultTags: Properties = {};

  constructor(private readonly store: Store) {}

  /** Throws if no region is configured, as the real provider does. */
  configure(region: string | undefined, defaultTags: Properties): void {
    if (region === undefined || region === "") {
      throw new Error(
        "Missing region information: set it with `pulumi config set aws:region REGION` or on the provider.",
      );
    }
    this.region = region;
    this.defaultTags = defaultTags;
  }

  cancel(): void {
    this.cancelled.abort();
  }

  check(type: string, olds: Properties, news: Properties, naming: Naming): CheckResult {
    return check(type, olds, news, naming);
  }

  /** `state` is what the resource is, `olds` the inputs it had, `news` those that it shall have. */
  diff(type: string, state: Properties, olds: Properties, news: Properties): Difference {
    const result = difference(type, olds, news);
    result.changes.delete("region");
    if ("region" in state && this.regionOf(state) !== this.regionOf(news)) {
      result.changes.set("region", "update");
      result.replaces.push("region");
    }
    const tags = allTags(type, news, this.defaultTags);
    const isTagged = tags === undefined || isDeepStrictEqual(tags, state.tagsAll);
    if (!isTagged && ![...result.changes.keys()].some(isTag)) result.changes.set("tagsAll", "update");
    return result;
  }

  /** The state of a resource that is not there yet: its inputs, and unknown for all that AWS will add. */
  previewCreate({ type, name }: Target, inputs: Properties): Properties {
    const outputs = this.outputs(type, inputs, { id: UNKNOWN, arn: UNKNOWN, name });
    for (const [property, { always }] of schemaOf(type).outputs) {
      const isKnown = property === "region" || property === "tagsAll" || !always;
      if (property in outputs && !isKnown) outputs[property] = UNKNOWN;
    }
    return { ...outputs, ...inputs };
  }

  async create({ urn, type, name }: Target, inputs: Properties): Promise<{ id: string; state: Properties }> {
    return this.attempt("creating", { urn, type, name }, async () => {
      const fault = await this.meetFault(type, "create");
      const region = homeOf(type, inputs, this.region);
      refuseChange(this.store, { type, region, inputs });
      const identity = identify(type, inputs, region);
      const resource = {
        urn,
        type,
        region,
        id: identity.id,
        inputs,
        outputs: this.outputs(type, inputs, identity),
      };
      if (!this.store.add(resource)) throw new Error(`EntityAlreadyExists: ${identity.id} already exists`);
      crashAfter(fault);
      return { id: identity.id, state: stateOf(resource) };
    });
  }

  /** Undefined if the resource is gone. */
  async read(target: Target, id: string, state: Properties): Promise<CloudResource | undefined> {
    return this.attempt("reading", target, async () => {
      const { type } = target;
      await this.meetFault(type, "read");
      return this.store.get(homeOf(type, state, this.region), type, id);
    });
  }

  /** The state after an update; what AWS computes anew is unknown. */
  previewUpdate(
    target: Target,
    id: string,
    state: Properties,
    olds: Properties,
    news: Properties,
  ): Properties {
    return { ...this.outputsAfter(target, id, state, olds, news, () => UNKNOWN), ...news };
  }

  async update(target: Target, id: string, news: Properties): Promise<Properties> {
    return this.attempt("updating", target, async () => {
      const { urn, type } = target;
      const fault = await this.meetFault(type, "update");
      const resource = this.store.get(homeOf(type, news, this.region), type, id);
      if (resource === undefined) throw new Error(`NotFound: couldn't find ${id}`);
      refuseChange(this.store, { ...resource, inputs: news });
      const state = stateOf(resource);
      const outputs = this.outputsAfter(target, id, state, resource.inputs, news, (property, value) =>
        property === "latestVersion" ? Number(state.latestVersion) + 1 : value,
      );
      this.store.put({ ...resource, urn, inputs: news, outputs });
      crashAfter(fault);
      return { ...outputs, ...news };
    });
  }

  async delete(target: Target, id: string, state: Properties): Promise<void> {
    return this.attempt("deleting", target, async () => {
      const { type } = target;
      const fault = await this.meetFault(type, "delete");
      const resource = this.store.get(homeOf(type, state, this.region), type, id);
      if (resource === undefined) return;
      refuseDelete(this.store, resource);
      finalSnapshot(this.store, resource);
      this.store.remove(resource);
      crashAfter(fault);
    });
  }

  /** Answers a function such as `aws:index/getRegion:getRegion`. */
  invoke(token: string, args: Properties): Properties {
    return lookUp(token, {
      store: this.store,
      region: this.regionOf(args),
      defaultTags: this.defaultTags,
      args,
    });
  }

  private outputs(type: string, inputs: Properties, identity: Identity): Properties {
    const region = this.regionOf(inputs);
    const tagsAll = allTags(type, inputs, this.defaultTags);
    const outputs = computeOutputs({ ...identity, type, region, inputs, store: this.store });
    // The real provider gives the id among the outputs too, and policies read it there.
    return { ...outputs, id: identity.id, ...(tagsAll === undefined ? {} : { tagsAll }) };
  }

  private regionOf({ region }: Properties): string {
    return typeof region === "string" ? region : this.region;
  }

  /** What AWS adds after an update: as before, but for what it computes anew unless only tags change. */
  private outputsAfter(
    { type, name }: Target,
    id: string,
    state: Properties,
    olds: Properties,
    news: Properties,
    renew: (property: string, value: Json) => Json,
  ): Properties {
    const outputs = this.outputs(type, news, { id, arn: text(state.arn), name });
    const onlyTags = [...difference(type, olds, news).changes.keys()].every(isTag);
    for (const [property, value] of Object.entries(outputs)) {
      const isKept = schemaOf(type).outputs.get(property)?.always === true && property !== "tagsAll";
      if (isVolatile(type, property) && !onlyTags) outputs[property] = renew(property, value);
      else if (isKept) outputs[property] = state[property] ?? value;
    }
    return outputs;
  }

  /** Does what AWS was asked to, and says in an error what that was, the way the real provider does. */
  private async attempt<T>(verb: string, { type, name }: Target, action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      throw new Error(
        `${verb} ${type} (${name}): api error ${error instanceof Error ? error.message : String(error)}`,
        {
          cause: error,
        },
      );
    }
  }

  /** Lets the fault happen whose turn it is; a `crash-after` is left to the caller. */
  private async meetFault(type: string, operation: Operation): Promise<Fault | undefined> {
    const fault = nextFault(this.store, type, operation);
    if (fault?.kind === "error")
      throw new Error(fault.message ?? "InternalFailure: injected by a fault of the local AWS");
    if (fault?.kind === "throttle") for (const milliseconds of [100, 200, 400]) await sleep(milliseconds);
    if (fault?.kind === "crash") process.exit(1);
    if (fault?.kind === "hang") {
      if (!this.cancelled.signal.aborted) await once(this.cancelled.signal, "abort");
      throw new Error("RequestCanceled: the operation was cancelled");
    }
    return fault;
  }
}

const isTag = (path: string): boolean => /^tags\b/.test(path);

function crashAfter(fault: Fault | undefined): void {
  if (fault?.kind === "crash-after") process.exit(1);
}
