import { Worker } from "node:worker_threads";

/** Sees that the parent is no longer the engine, which is so once that is dead, and ends the whole process. */
const watch = `
  const { workerData: engine } = require("node:worker_threads");
  setInterval(() => {
    if (process.ppid !== engine) process.kill(process.pid, "SIGKILL");
  }, 1000);
`;

/**
 * Ends this plugin when its engine is gone: one that is killed leaves its plugins behind. From a thread of its own, since
 * Pulumi's SDK can then turn in circles without ever letting a timer of the main thread run. Which process the engine is
 * the plugin's script says (`ENGINE_PID`): by now it may be dead, and the parent another.
 */
export function endWithEngine(): void {
  const engine = Number(process.env.ENGINE_PID);
  new Worker(watch, { eval: true, execArgv: [], workerData: engine }).unref();
}
