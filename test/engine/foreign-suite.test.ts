import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Analyzer, packFolder, type StackResource, type Violation } from "../policy/analyzer";
import { expected } from "../policy/foreign/expected";
import { LocalPulumi, withoutPacks } from "./local-pulumi";

const programs = Object.keys(expected);
const stackType = "pulumi:pulumi:Stack";
const nameOf = (urn: string): string => urn.split("::").at(-1) ?? "";

/** The resources of each program in a stack that has those of all; what a component makes is whose the component is. */
function partsOf(stack: readonly StackResource[], made: Readonly<Record<string, string>>) {
  const byUrn = new Map(stack.map((it) => [it.urn, it]));
  const programOf = ({ type, urn, parent = "" }: StackResource): string | undefined => {
    const within = byUrn.get(parent);
    return (
      made[`${type}::${nameOf(urn)}`] ?? (within && within.type !== stackType ? programOf(within) : undefined)
    );
  };
  return (program: string) => stack.filter((it) => programOf(it) === program);
}

/** What a program is judged to be in a preview, the update, and a preview after it. */
interface Judged {
  readonly found: string[];
  readonly violations: readonly Violation[];
  readonly written: string;
}

describe("D5 programs that are not ours, in one stack on the real engine", function () {
  this.timeout("15m");
  const folder = mkdtempSync(join(tmpdir(), "foreign-"));
  const map = join(folder, "programs.json");
  const pulumi = new LocalPulumi({
    LOCAL_MAIN: join(__dirname, "..", "policy", "foreign"),
    FOREIGN_PROGRAMS: map,
    ...withoutPacks,
  });
  const judged = new Map<string, Judged[]>();
  let stacks: StackResource[][];

  const judge = async (analyzers: readonly Analyzer[], part: StackResource[]): Promise<Judged> => {
    const violations: Violation[] = [];
    for (const analyzer of analyzers) {
      analyzer.written = "";
      violations.push(...(await analyzer.analyze(part)));
    }
    // What a pack has written is in the pipe before its answer is, and read a moment after it.
    await setTimeout(20);
    const found = violations.map(({ policy, urn }) => `${policy} ${nameOf(urn)}`).sort();
    return { found, violations, written: analyzers.map(({ written }) => written).join("") };
  };

  before(async () => {
    for (const stack of ["dev", "prod"]) {
      pulumi.configure(stack, (config) => {
        config["aws:defaultTags"] = { tags: { Project: "foreign", Environment: "prod" } };
      });
    }
    // The network on which one of them stands, as another stack.
    await pulumi.succeed("up", "--skip-preview", "--stack", "dev");
    stacks = [
      await pulumi.recorded("preview"),
      await pulumi.recorded("up", "--skip-preview"),
      await pulumi.recorded("preview"),
    ];
    const made = JSON.parse(readFileSync(map, "utf8")) as Record<string, string>;
    const analyzers = await Promise.all(
      ["security", "reliability"].map((it) => Analyzer.start(packFolder(it))),
    );
    for (const program of programs) {
      const runs: Judged[] = [];
      for (const stack of stacks) runs.push(await judge(analyzers, partsOf(stack, made)(program)));
      judged.set(program, runs);
    }
    for (const analyzer of analyzers) analyzer.stop();
  });
  after(() => {
    pulumi.remove();
    rmSync(folder, { recursive: true });
  });

  for (const [program, { refused, later = [], elsewhere = [] }] of Object.entries(expected)) {
    it(`finds in ${program} what is wrong, and nothing else`, () => {
      const [preview, update, again] = judged.get(program) ?? [];
      assert.ok(preview && update && again);
      assert.deepEqual(preview.found, [...refused].sort());
      assert.deepEqual(update.found, [...refused, ...later].sort());
      assert.deepEqual(again.found, update.found);
      for (const { violations, written } of [preview, update, again]) {
        assert.doesNotMatch(written, /can't run policy/);
        for (const { message } of violations)
          assert.doesNotMatch(message, /platform:|infra\/|can't run policy/);
      }
      // After a deployment all is decided that this stack can decide.
      for (const { written } of [update, again]) assert.deepEqual(notDecided(written), [...elsewhere].sort());
    });
  }

  it("waits in the first preview with each finding that comes later", () => {
    for (const [program, { later = [] }] of Object.entries(expected)) {
      const [preview] = judged.get(program) ?? [];
      const [, waiting = ""] =
        /The update decides what this preview cannot know: (.+)/s.exec(preview?.written ?? "") ?? [];
      for (const finding of later) {
        const [policy = "", name = ""] = finding.split(" ");
        assert.match(waiting, new RegExp(`${name} \\([^)]*${policy}`), `${program}: ${finding}`);
      }
    }
  });

  it("holds a program to a workload that only its policy configuration declares", async () => {
    const made = JSON.parse(readFileSync(map, "utf8")) as Record<string, string>;
    const refusedWith = async (
      parameters: Record<string, object>,
      change: (part: StackResource[]) => StackResource[],
    ) => {
      const analyzer = await Analyzer.start(packFolder("reliability"));
      await analyzer.configure(parameters as Parameters<Analyzer["configure"]>[0]);
      const [, update = []] = stacks;
      const { found } = await judge([analyzer], change(partsOf(update, made)("sized")));
      analyzer.stop();
      return found;
    };
    const undeclared = await refusedWith(
      { "workload-declared": { requireDeclaration: true } },
      (part) => part,
    );
    assert.ok(undeclared.includes("workload-declared sized"));
    const declared = Object.fromEntries(
      ["workload-declared", "auto-scaling-group-holds-peak"].map((policy) => [
        policy,
        { declared: declaration, ...(policy === "workload-declared" && { requireDeclaration: true }) },
      ]),
    );
    const small = await refusedWith(declared, (part) => part);
    assert.ok(small.includes("auto-scaling-group-holds-peak sized"));
    assert.ok(!small.includes("workload-declared sized"));
    const enough = await refusedWith(declared, (part) =>
      part.map((it) =>
        it.type === "aws:autoscaling/group:Group"
          ? { ...it, inputs: { ...it.inputs, maxSize: 400 }, outputs: { ...it.outputs, maxSize: 400 } }
          : it,
      ),
    );
    assert.ok(!enough.includes("auto-scaling-group-holds-peak sized"));
  });
});

/** `policy resource` of what a deployment says that the stack does not decide; fails where anything is left for later. */
function notDecided(written: string): string[] {
  assert.doesNotMatch(written, /cannot know|not known yet/);
  const said = [
    ...written.matchAll(/^.*Not to be decided from this stack.+ is not in it: (.+)\. Look at it there/gm),
  ];
  return said
    .flatMap(([, resources = ""]) => resources.split("; "))
    .flatMap((resource) => {
      const [, name = "", policies = ""] = /^(\S+) \((.+)\)$/.exec(resource) ?? [];
      return policies.split(", ").map((policy) => `${policy} ${name}`);
    })
    .sort();
}

/** 5,000 users at the peak, 35 an instance by memory: 286 instances, so that the loss of one zone of two leaves 143. */
const declaration = {
  workload: {
    registeredUsers: 1_000_000,
    dailyActiveShare: 0.1,
    peakConcurrencyShare: 0.05,
    baselineConcurrentUsers: 100,
    sessionMinutes: 10,
    requestsPerSession: 10,
    memoryMbPerUser: 100,
    usersPerInstance: { min: 50, max: 70 },
    cpuMillisecondsPerRequest: 200,
    bufferShare: 0.2,
    events: [],
  },
  sizing: { instanceType: "t3.medium", availabilityZones: 2, osReserveMb: 512, scaleOutCpuPercent: 75 },
};
