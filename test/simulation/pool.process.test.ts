import assert from "node:assert/strict";
import { evaluate } from "../../simulation/advise/evaluate";
import { Pool, type Task } from "../../simulation/advise/pool";
import { settingsFor, typesFor } from "../../simulation/advise/settings";
import { demandOf } from "../../simulation/demand";
import { dayProfile, generatedLoad, part } from "../../simulation/load";
import { briefSizing, million } from "../capacity/declared";
import { steppedFleet } from "./fleets";

const demand = demandOf(million, briefSizing);
const day = generatedLoad(demand, dayProfile(demand, 2), { minutes: 200 });
const loads = [day, part(day, 100)];
const base = steppedFleet;

/** More than two batches, in an order in which their results differ. */
const tasks: Task[] = settingsFor(demand, typesFor(demand, base.instance.type, base.zones), base.zones)
  .slice(0, 10)
  .flatMap((setting) => [
    { setting, load: 0, isZoneLost: false },
    { setting, load: 1, isZoneLost: true },
  ]);

async function evaluated(workers: number, given: readonly Task[] = tasks) {
  const pool = new Pool({ base, demand, loads }, workers);
  const done: number[] = [];
  try {
    const results = await pool.evaluate(given, (count) => done.push(count));
    return { results, done };
  } finally {
    await pool.end();
  }
}

describe("the workers of the advice", function () {
  this.timeout(60_000);

  it("come to the same, in the order of the tasks, whether it is one or two of them or none", async () => {
    const [one, two] = await Promise.all([evaluated(1), evaluated(2)]);
    const expected = tasks.map(({ setting, load, isZoneLost }) =>
      evaluate(setting, base, demand, loads[load] ?? day, isZoneLost),
    );
    assert.deepEqual(one.results, expected);
    assert.deepEqual(two.results, expected);
    assert.ok(new Set(expected.map(({ cost }) => cost)).size > 3, "the results differ");
    assert.deepEqual(
      [one, two].map(({ done }) => done.at(-1)),
      [tasks.length, tasks.length],
    );
  });

  it("say what went wrong in one of them", async () => {
    const [task] = tasks;
    assert.ok(task);
    await assert.rejects(evaluated(1, [{ ...task, load: 9 }]), /there is no load 9/);
  });
});
