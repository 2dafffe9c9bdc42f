import assert from "node:assert/strict";
import { statSync, truncateSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { addFault, clearFaults, happened, type Operation } from "../../local/cloud/faults";
import { changesOf, type LocalPulumi, type Result } from "./local-pulumi";

/** More than any chain of dependent types is long: an `up` that fails this often gets nowhere. */
const enough = 60;

/** A stack that things go wrong with, and what is counted of it. */
export class Sufferer {
  constructor(
    readonly pulumi: LocalPulumi,
    readonly stack: string,
    /** Adds a tag to everything that the program makes. */
    private readonly tag: (config: Record<string, Record<string, unknown>>, name: string) => void,
  ) {}

  run(command: "up" | "destroy" | "refresh", ...options: string[]): Promise<Result> {
    return this.pulumi.run(command, "--stack", this.stack, "--skip-preview", ...options);
  }

  async succeed(
    command: "up" | "destroy" | "refresh",
    ...options: string[]
  ): Promise<Record<string, number>> {
    const output = await this.pulumi.succeed(command, "--stack", this.stack, "--skip-preview", ...options);
    return changesOf(output);
  }

  /** Lets the next `up` update whatever has tags. */
  touch(name: string): void {
    this.pulumi.configure(this.stack, (config) => {
      this.tag(config, name);
    });
  }

  /** Type and id of all that is in the cloud. */
  ids(): string[] {
    return this.pulumi.made().map(({ type, id }) => `${type} ${id}`);
  }

  /**
   * Lets the first operation on each type fail, and runs the command until it is through. AWS may refuse nothing else.
   * @returns the types that failed, and how many runs it took
   */
  async firstOfEachType(operation: Operation, command: "up" | "destroy") {
    addFault(this.pulumi.cloud, { type: "*", operation, nth: 1, perType: true, kind: "error" });
    const failed = (): string[] => happened(this.pulumi.cloud).flatMap(({ types }) => types);
    for (let runs = 1; ; runs += 1) {
      const before = failed().length;
      const { code, stdout, stderr } = await this.run(command, "--continue-on-error");
      // Beside it, `--continue-on-error` complains of what depends on the failed resource and so lacks its outputs.
      const refusals = [...stdout.matchAll(/^.*api error .*$/gm)].map(([line]) => line);
      assert.deepEqual(
        refusals.filter((line) => !line.includes("a fault of the local AWS")),
        [],
      );
      if (code === 0) {
        const types = failed();
        clearFaults(this.pulumi.cloud);
        return { types, runs };
      }
      assert.ok(
        failed().length > before && runs < enough,
        `run ${runs} gets no further:\n${stdout}${stderr}`,
      );
    }
  }

  /**
   * Kills engine and providers with the command, once it has made, changed or deleted so many resources.
   * @returns whether it was killed, and not done before
   */
  async killedAfter(resources: number, command: "up" | "destroy"): Promise<boolean> {
    const before = new Set(this.pulumi.made());
    const child = this.pulumi.start(command, "--stack", this.stack, "--skip-preview");
    // Who writes to a pipe that nobody reads waits once it is full.
    child.stdout?.resume();
    child.stderr?.resume();
    while (child.exitCode === null) {
      const now = this.pulumi.made();
      const gone = before.size - now.filter((resource) => before.has(resource)).length;
      const others = now.filter((resource) => !before.has(resource)).length;
      if (Math.max(gone, others) >= resources) {
        process.kill(-(child.pid ?? 0), "SIGKILL");
        return true;
      }
      await sleep(20);
    }
    return false;
  }

  /** A second `up` while the first waits for an update: it is refused, and the first goes on. */
  async secondUp(): Promise<void> {
    addFault(this.pulumi.cloud, { type: "*", operation: "update", nth: 1, kind: "hang" });
    const first = this.run("up");
    while (happened(this.pulumi.cloud)[0]?.times !== 1) await sleep(50);
    const second = await this.run("up");
    assert.equal(second.code, 1);
    assert.match(second.stderr, /currently locked by 1 lock/);
    clearFaults(this.pulumi.cloud);
    const { code, stdout, stderr } = await first;
    assert.equal(code, 0, stdout + stderr);
  }

  /** Cuts the state off in the middle, as a full disk would. */
  truncateState(): void {
    const state = this.pulumi.checkpoint(this.stack);
    truncateSync(state, Math.floor(statSync(state).size / 2));
  }
}

/** Nothing that was there is gone or was made anew. */
export function assertKept(before: readonly string[], now: readonly string[]): void {
  assert.deepEqual(
    before.filter((id) => !now.includes(id)),
    [],
  );
}
