import assert from "node:assert/strict";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { runsTypeScript } from "../../config/command";
import { newestImageParameter } from "../../infra/compute/image/parameter";
import { isProperties, text } from "../../local/cloud/properties";
import { type CloudResource, stateOf } from "../../local/cloud/store";
import { changesOf, LocalPulumi, type StateResource, withoutPacks } from "./local-pulumi";

const root = join(__dirname, "..", "..");
const groupType = "aws:autoscaling/group:Group";
const scheduleType = "aws:autoscaling/schedule:Schedule";
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** When a declared event's instances are there: from its lead time before the load until its end. */
export interface Occurrence {
  readonly event: string;
  readonly from: Date;
  readonly to: Date;
}

/** Dev with a yearly and a dated event, on the local AWS's clock. */
export class EventsOverTime {
  private readonly pulumi = new LocalPulumi(withoutPacks);
  /** Midnight, UTC, that the events are laid out from. */
  private readonly origin: Date;

  /** The clock at the start: that of the machine. */
  constructor(start = new Date()) {
    this.origin = new Date(Math.ceil(start.getTime() / dayMs) * dayMs);
    this.pulumi.configure("dev", (config) => {
      const { workload } = { workload: config["platform:workload"] ?? {} };
      workload.events = [
        {
          name: "sale",
          start: this.at(20)
            .toISOString()
            .replace(/^\d{4}(.*):00\.000Z$/, "-$1Z"),
          ...size,
        },
        { name: "launch", start: this.at(60).toISOString().replace(":00.000Z", "Z"), ...size },
      ];
    });
  }

  /** What is due in the years that follow, in its order. */
  occurrences(years: number): Occurrence[] {
    const dated = { event: "launch", ...windowOf(this.at(60)) };
    const yearly = Array.from({ length: years }, (_, year) => {
      const start = this.at(20);
      start.setUTCFullYear(start.getUTCFullYear() + year);
      return { event: "sale", ...windowOf(start) };
    });
    return [dated, ...yearly].sort((a, b) => a.from.getTime() - b.from.getTime());
  }

  async deploy() {
    await this.pulumi.succeed("up", "--stack", "dev", "--skip-preview");
    assert.deepEqual(this.actions(), [
      "launch-after",
      "launch-before",
      "launch-settled",
      "sale-after",
      "sale-before",
      "sale-settled",
    ]);
  }

  /** Lets time pass until then; AWS does what is due. */
  async until(time: Date) {
    await this.pulumi.succeed("clock", time.toISOString());
  }

  /** Floor of the group in AWS. */
  floor(): number {
    return Number(this.pulumi.inCloud(groupType)[0]?.inputs.minSize);
  }

  /** The scheduled actions in AWS. */
  actions(): string[] {
    return this.pulumi
      .inCloud(scheduleType)
      .map(({ inputs }) => text(inputs.scheduledActionName))
      .sort();
  }

  /**
   * An `up` that changes nothing in AWS, whatever it has to learn of what AWS did by itself; another one then has nothing to do.
   * @returns types of the resources that it brought up to date in its state
   */
  async up(...options: string[]): Promise<string[]> {
    const inAws = this.pulumi.cloud.list();
    const before = await this.pulumi.state("dev");
    const output = await this.pulumi.succeed("up", "--stack", "dev", "--skip-preview", ...options);
    assert.deepEqual(changed(inAws, this.pulumi.cloud.list()), [], "AWS is as it was");
    assert.ok(!("replaced" in changesOf(output)), output);
    return learned(before, await this.pulumi.state("dev"));
  }

  /** AWS publishes a newer image. */
  publishImage(image: string) {
    const name = newestImageParameter("x86_64");
    const type = "aws:ssm/parameter:Parameter";
    this.pulumi.cloud.add({
      type,
      region: "us-east-1",
      id: name,
      inputs: { name, type: "String", value: image },
      outputs: {},
    });
  }

  /** `npm run image -- --stack dev --write`; returns what it says. */
  takeImage(): Promise<string> {
    return this.pulumi.succeed(
      "exec",
      process.execPath,
      ...runsTypeScript,
      join(root, "infra/compute/image/cli.ts"),
      "--stack",
      "dev",
      "--write",
    );
  }

  /** An `up`, and the image that AWS then starts instances from and the version of the launch template that the group has. */
  async imageAfterUp() {
    await this.pulumi.succeed("up", "--stack", "dev", "--skip-preview");
    const template = this.pulumi.inCloud("aws:ec2/launchTemplate:LaunchTemplate")[0];
    const used = this.pulumi.inCloud(groupType)[0]?.inputs.launchTemplate;
    return { image: template?.inputs.imageId, version: isProperties(used) ? used.version : undefined };
  }

  remove() {
    this.pulumi.remove();
  }

  private at(days: number): Date {
    return new Date(this.origin.getTime() + days * dayMs);
  }
}

const size = { multiplier: 5, leadHours: 6, durationHours: 24 };

function windowOf(start: Date) {
  return {
    from: new Date(start.getTime() - size.leadHours * hourMs),
    to: new Date(start.getTime() + size.durationHours * hourMs),
  };
}

/** The resources in AWS that are others than before, came or went: before and after. */
function changed(before: readonly CloudResource[], after: readonly CloudResource[]) {
  const named = (resources: readonly CloudResource[]) =>
    new Map(resources.map((one) => [`${one.region} ${one.type} ${one.id}`, stateOf(one)]));
  const [old, now] = [named(before), named(after)];
  return [...new Set([...old.keys(), ...now.keys()])]
    .map((name) => ({ name, before: old.get(name), after: now.get(name) }))
    .filter((one) => !isDeepStrictEqual(one.before, one.after));
}

/** Types of the resources whose inputs in the state are others, or that came or went. */
function learned(before: readonly StateResource[], after: readonly StateResource[]): string[] {
  const inputsOf = (state: readonly StateResource[]) =>
    new Map(state.map(({ urn, type, inputs }) => [urn, { type, inputs }]));
  const [old, now] = [inputsOf(before), inputsOf(after)];
  const urns = [...new Set([...old.keys(), ...now.keys()])];
  const others = urns.filter((urn) => !isDeepStrictEqual(old.get(urn), now.get(urn)));
  return [...new Set(others.map((urn) => (old.get(urn) ?? now.get(urn))?.type ?? ""))].sort();
}
