import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { notKnown } from "../../simulation/read/not-known";
import { refuseCall } from "../cloud/access";
import { areCleared, nextFault, type Fault, type Operation } from "../cloud/faults";
import { text, type Json, type Properties } from "../cloud/properties";
import { stateOf, type CloudResource, type Store } from "../cloud/store";
import { difference, type Difference } from "./diff";
import { calledRegion, homeOf, identify } from "./identity";
import { keepUntilDeleted } from "./key-deletion";
import { lookUp } from "./lookups";
import { comparable, normalised } from "./normal-form";
import { allTags, computeOutputs, isVolatile } from "./outputs";
import { recordOf } from "./services";
import { finalSnapshot, refuseChange, refuseDelete } from "./rules";
import { schemaOf } from "./schema";
import type { Identity } from "./services/service";

/** Functions that the real provider answers without a call. */
const answersOffline = ["aws:index/getPartition:getPartition", "aws:index/getRegion:getRegion"];

/** What STS is asked, in the region that the provider is given for it: internal/service/sts of terraform-provider-aws. */
const callerIdentity = "aws:index/getCallerIdentity:getCallerIdentity";

/** The real provider's `maxRetries`, and the codes after which AWS's SDK tries again. */
const MAX_ATTEMPTS = 25;
const THROTTLED =
  /^(Throttl|RequestThrottl|TooManyRequests|RequestLimitExceeded|SlowDown|PriorRequestNotComplete)/;

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
  private stsRegion = "";
  private defaultTags: Properties = {};

  constructor(private readonly store: Store) {}

  /** Throws as the real provider does if no region is configured, or if STS cannot be asked who it is. */
  configure(region: string | undefined, defaultTags: Properties, stsRegion = region ?? ""): void {
    if (region === undefined || region === "") {
      throw new Error(
        "Missing region information: set it with `pulumi config set aws:region REGION` or on the provider.",
      );
    }
    if (stsRegion !== "") validateCredentials(this.store, stsRegion);
    this.region = region;
    this.stsRegion = stsRegion || region;
    this.defaultTags = defaultTags;
  }

  cancel(): void {
    this.cancelled.abort();
  }

  /** `state` is what the resource is, `olds` the inputs it had, `news` those that it shall have. */
  diff(type: string, state: Properties, olds: Properties, news: Properties): Difference {
    const result = changed(type, state, olds, news);
    result.changes.delete("region");
    if ("region" in state && this.regionOf(state) !== this.regionOf(news)) {
      result.changes.set("region", "UPDATE");
      result.replaces.push("region");
    }
    const tags = allTags(type, news, this.defaultTags);
    const isTagged = tags === undefined || isDeepStrictEqual(tags, state.tagsAll);
    if (!isTagged && ![...result.changes.keys()].some(isTag)) result.changes.set("tagsAll", "UPDATE");
    return result;
  }

  /** The state of a resource that is not there yet: its inputs, and unknown for all that AWS will add. */
  previewCreate({ type, name }: Target, inputs: Properties): Properties {
    const outputs = this.outputs(type, inputs, { id: notKnown, arn: notKnown, name });
    for (const [property, { always }] of schemaOf(type).outputs) {
      const isKnown = property === "region" || property === "tagsAll" || !always;
      if (!isKnown) outputs[property] = notKnown;
    }
    return { ...outputs, ...inputs };
  }

  async create(target: Target, given: Properties): Promise<CloudResource> {
    return this.operate("create", target, given, () => {
      const { urn, type } = target;
      const inputs = normalised(type, given);
      const region = homeOf(type, inputs, this.region);
      refuseChange(this.store, { type, region, inputs });
      const identity = identify(type, inputs, region);
      if (identity.id === "") throw new Error("InvalidParameterValue: The name must not be empty");
      const outputs = this.outputs(type, inputs, identity);
      const resource = { urn, type, region, id: identity.id, inputs, outputs };
      if (inputs.allowOverwrite === true || recordOf(type).overwrites) this.store.put(resource);
      else if (!this.store.add(resource))
        throw new Error(`EntityAlreadyExists: ${identity.id} already exists`);
      recordOf(type).effect?.({ store: this.store, after: resource });
      return resource;
    });
  }

  /** Undefined if the resource is gone. */
  async read(target: Target, id: string, state: Properties): Promise<CloudResource | undefined> {
    return this.operate("read", target, state, () => this.get(target, id, state));
  }

  /** What a resource will be after an update; what AWS computes anew is unknown. */
  previewUpdate(
    target: Target,
    id: string,
    state: Properties,
    olds: Properties,
    news: Properties,
  ): Properties {
    return { ...this.outputsAfter(target, id, state, olds, news, () => notKnown), ...news };
  }

  async update(target: Target, id: string, given: Properties): Promise<CloudResource> {
    return this.operate("update", target, given, () => {
      const news = normalised(target.type, given);
      const resource = this.get(target, id, news);
      if (resource === undefined) throw new Error(`NotFound: couldn't find ${id}`);
      refuseChange(this.store, { ...resource, inputs: news, before: resource.inputs });
      const state = stateOf(resource);
      const outputs = this.outputsAfter(target, id, state, resource.inputs, news, (value) => value);
      const updated = { ...resource, urn: target.urn, inputs: news, outputs };
      this.store.put(updated);
      recordOf(target.type).effect?.({ store: this.store, before: resource, after: updated });
      return updated;
    });
  }

  /** Deletes a resource, unless it is gone already. */
  async delete(target: Target, id: string, state: Properties): Promise<void> {
    return this.operate("delete", target, state, () => {
      const resource = this.get(target, id, state);
      if (resource === undefined) return;
      refuseDelete(this.store, resource);
      finalSnapshot(this.store, resource);
      keepUntilDeleted(this.store, resource, new Date());
      this.store.remove(resource);
      recordOf(resource.type).effect?.({ store: this.store, before: resource });
    });
  }

  /** Answers a function such as `aws:index/getRegion:getRegion`. */
  invoke(token: string, args: Properties): Properties {
    const region = this.regionOf(args);
    const called = token === callerIdentity ? this.stsRegion : calledRegion(token, args, this.region);
    if (!answersOffline.includes(token)) refuseCall(this.store, called);
    return lookUp(token, { store: this.store, region, args });
  }

  private outputs(type: string, inputs: Properties, identity: Identity, before?: Properties): Properties {
    const region = this.regionOf(inputs);
    const tagsAll = allTags(type, inputs, this.defaultTags);
    const outputs = computeOutputs({ ...identity, type, region, inputs, store: this.store, before });
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
    renew: (value: Json) => Json,
  ): Properties {
    const outputs = this.outputs(type, news, { id, arn: text(state.arn), name }, state);
    const onlyTags = [...changed(type, state, olds, news).changes.keys()].every(isTag);
    for (const [property, { always }] of schemaOf(type).outputs) {
      if (property === "tagsAll") continue;
      const [before, value] = [state[property], outputs[property]];
      if (isVolatile(type, property) && !onlyTags && value !== undefined) outputs[property] = renew(value);
      else if (always && before !== undefined) outputs[property] = before;
    }
    return outputs;
  }

  private get({ type }: Target, id: string, properties: Properties): CloudResource | undefined {
    return this.store.get(homeOf(type, properties, this.region), type, id);
  }

  /** Lets AWS act, or the fault happen whose turn it is; an error says what was tried, as the real provider's do. */
  private async operate<T>(
    operation: Operation,
    { type, name }: Target,
    properties: Properties,
    act: () => T,
  ): Promise<T> {
    try {
      refuseCall(this.store, calledRegion(type, properties, this.region));
      const fault = await this.faultAt(type, operation);
      if (fault !== undefined) await this.suffer(fault);
      const result = act();
      if (fault?.kind === "crash-after") process.exit(1);
      return result;
    } catch (error) {
      const verb = operation.replace(/e?$/, "ing");
      const message = error instanceof Error ? error.message : String(error);
      throw new Error(`${verb} ${type} (${name}): api error ${message}`, { cause: error });
    }
  }

  /** The fault whose turn it is. Like the real provider, this one asks again where AWS says that it asks too often. */
  private async faultAt(type: string, operation: Operation): Promise<Fault | undefined> {
    for (let attempt = 1; ; attempt += 1) {
      const fault = nextFault(this.store, type, operation);
      if (attempt >= MAX_ATTEMPTS || !THROTTLED.test(fault?.code ?? "")) return fault;
      await sleep(Math.min(5 * 2 ** attempt, 100));
    }
  }

  private async suffer({ kind, code = "InternalFailure", message }: Fault): Promise<void> {
    if (kind === "error") throw new Error(message ?? `${code}: a fault of the local AWS`);
    if (kind === "crash") process.exit(1);
    if (kind === "throttle") for (const milliseconds of [100, 200, 400]) await sleep(milliseconds);
    if (kind === "hang") {
      while (!this.cancelled.signal.aborted && !areCleared(this.store)) await sleep(50);
      if (this.cancelled.signal.aborted) throw new Error("RequestCanceled: the operation was cancelled");
    }
  }
}

/** @throws in the words of the real provider, where STS does not say who asks */
function validateCredentials(store: Store, region: string): void {
  try {
    refuseCall(store, region);
  } catch (error) {
    throw new Error(
      "unable to validate AWS credentials. Details: validating provider credentials: retrieving caller identity from STS: " +
        `operation error STS: GetCallerIdentity, api error ${(error as Error).message}`,
      { cause: error },
    );
  }
}

/** What changes of that which AWS made of the old inputs. */
function changed(type: string, state: Properties, olds: Properties, news: Properties): Difference {
  const kept = Object.fromEntries(
    Object.entries(olds).map(([name, value]) => [
      name,
      name.startsWith("__") ? value : (state[name] ?? value),
    ]),
  );
  return difference(type, comparable(type, kept), comparable(type, news));
}

const isTag = (path: string): boolean => /^tags\b/.test(path);
