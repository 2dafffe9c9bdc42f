import { parentPort, workerData } from "node:worker_threads";
import { evaluate } from "./evaluate";
import type { Answer, Job, Shared } from "./pool";

const { base, demand, loads } = workerData as Shared;

parentPort?.on("message", ({ id, tasks }: Job) => {
  const evaluations = tasks.map(({ setting, load: at, isZoneLost }) => {
    const load = loads[at];
    if (!load) throw new RangeError(`there is no load ${at}`);
    return evaluate(setting, base, demand, load, isZoneLost);
  });
  parentPort?.postMessage({ id, evaluations } satisfies Answer);
});
