import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The time of the local AWS: that of this machine, and what it has been put forward by. It goes on by itself.
 * @see carryOut for what happens in AWS meanwhile
 */
export class Clock {
  private readonly file: string;

  /** @param directory of the cloud's store */
  constructor(private readonly directory: string) {
    this.file = join(directory, "clock.json");
  }

  /** Milliseconds that it is ahead of this machine's clock. */
  get aheadMs(): number {
    try {
      return (JSON.parse(readFileSync(this.file, "utf8")) as { aheadMs: number }).aheadMs;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0;
      throw error;
    }
  }

  now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }

  putForward(milliseconds: number): void {
    mkdirSync(this.directory, { recursive: true });
    writeFileSync(this.file, JSON.stringify({ aheadMs: this.aheadMs + milliseconds }));
  }

  /**
   * What makes this the time of a Node.js process and of all that it starts, whatever they run: the program, the policy packs
   * and the providers know of one time only. None where the clock has not been moved.
   */
  environment({ NODE_OPTIONS = "" }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    if (this.aheadMs === 0) return {};
    const preload = JSON.stringify(join(__dirname, "ahead.js"));
    return {
      NODE_OPTIONS: `${NODE_OPTIONS} --require ${preload}`.trim(),
      LOCAL_CLOCK_AHEAD_MS: String(this.aheadMs),
    };
  }
}
