import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { Demand } from "../demand";
import type { Fleet } from "../fleet";
import type { Load } from "../load";
import type { Evaluation } from "./evaluate";
import type { Setting } from "./settings";

/** What every worker is given once; loads are in memory that all share. */
export interface Shared {
  readonly base: Fleet;
  readonly demand: Demand;
  readonly loads: readonly Load[];
}

/** One setting under one of the loads. */
export interface Task {
  readonly setting: Setting;
  readonly load: number;
  readonly isZoneLost: boolean;
}

export interface Job {
  readonly id: number;
  readonly tasks: readonly Task[];
}
export interface Answer {
  readonly id: number;
  readonly evaluations: readonly Evaluation[];
}

const [mostWorkers, batch] = [8, 16];

const register = JSON.stringify(require.resolve("../../register"));

/** Evaluates settings on all cores. */
export class Pool {
  private readonly workers: readonly Worker[];

  constructor(shared: Shared, count = Math.min(mostWorkers, availableParallelism())) {
    const loads = shared.loads.map((load) => ({
      ...load,
      requests: sharedCopy(load.requests),
      sessions: sharedCopy(load.sessions),
      starts: sharedCopy(load.starts),
    }));
    this.workers = Array.from(
      { length: count },
      () =>
        // A worker's own file is not loaded as TypeScript, what it requires is.
        new Worker(`require(${register}); require(${JSON.stringify(require.resolve("./worker"))});`, {
          eval: true,
          workerData: { ...shared, loads },
        }),
    );
  }

  /** @param progress is told how many are done. */
  async evaluate(tasks: readonly Task[], progress?: (done: number) => void): Promise<Evaluation[]> {
    const results = new Array<Evaluation>(tasks.length);
    let [next, done] = [0, 0];
    await Promise.all(
      this.workers.map(async (worker) => {
        while (next < tasks.length) {
          const id = next;
          next += batch;
          const { evaluations } = await ask(worker, { id, tasks: tasks.slice(id, id + batch) });
          evaluations.forEach((evaluation, at) => (results[id + at] = evaluation));
          done += evaluations.length;
          progress?.(done);
        }
      }),
    );
    return results;
  }

  async end(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.terminate()));
  }
}

function ask(worker: Worker, job: Job): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void) => {
      worker.removeAllListeners("message").removeAllListeners("error");
      act();
    };
    worker.once("message", (answer: Answer) => {
      settle(() => {
        resolve(answer);
      });
    });
    worker.once("error", (error) => {
      settle(() => {
        reject(error);
      });
    });
    worker.postMessage(job);
  });
}

function sharedCopy(values: Float64Array): Float64Array {
  const copy = new Float64Array(new SharedArrayBuffer(values.byteLength));
  copy.set(values);
  return copy;
}
