import assert from "node:assert/strict";
import { isDeepStrictEqual } from "node:util";
import { valueAt } from "../../config/problems";
import { lossesBetween } from "./losses";
import { build, changed, declared, pathOf, planOf, type Toggle, toggles } from "./toggles";

/** Keys that others cannot be toggled beside, and those with a documented loss (every-key.faults.ts). */
const alone = [
  "aws:region",
  "platform:application.archive",
  "platform:application.image",
  "platform:compute.bootScript",
  "platform:loadBalancer.type",
  "platform:domain.name",
  "platform:domain.hostedZone",
  "platform:webAcl.enabled",
];

// Under mocks, and here because a dozen runs of the whole program are too slow for the unit layer.
describe("every configuration key", function () {
  // Some dozen runs of the whole program.
  this.timeout(600_000);

  it("changes the capacity plan or a resource", async () => {
    const all = toggles();
    const invalid = all.filter(({ after }) => after.length === 0).map(({ key }) => key);
    assert.deepEqual(invalid, [], "no other value of these is valid: give one in this test's tables");
    const unplanned = all.filter(({ before, after }) => {
      const plan = planOf(before);
      return after.every((values) => isDeepStrictEqual(planOf(values), plan));
    });
    const shown = await shownTogether(
      unplanned.filter(({ key, before }) => before === declared && !alone.includes(key)),
    );
    const idle: string[] = [];
    for (const { key, before, after } of unplanned.filter((toggle) => !shown.includes(toggle))) {
      const [values = before] = after;
      if (isDeepStrictEqual(await build(before), await build(values))) idle.push(key);
    }
    assert.deepEqual(idle, [], "these keys are read by nobody");
  });
});

/**
 * Toggles of which some property tells that they change it, in few runs: each toggle is made in three of nine runs, in no
 * two the same three. A property that differs in exactly these three is changed by that toggle, since a second one that
 * changed it too would have made a fourth run differ.
 */
async function shownTogether(toggles: readonly Toggle[]): Promise<Toggle[]> {
  assert.ok(toggles.length <= threes.length, "more keys than nine runs tell apart: add a run");
  const made = toggles.map((toggle, index) => ({ toggle, runs: threes[index] ?? "" }));
  const before = await build(declared);
  const usual = propertiesOf(before);
  const differing = new Map<string, string>();
  for (const run of runs) {
    const values = made
      .filter((it) => it.runs.includes(run))
      .reduce(
        (before, { toggle: { key, after } }) => changed(before, key, valueAt(after[0], pathOf(key))),
        declared,
      );
    const after = await build(values);
    // Whether each key does alone is in every-key.faults.ts, which takes minutes.
    assert.deepEqual(
      lossesBetween(before, after).filter(({ outcome }) => outcome === "lost"),
      [],
      "what holds data stays",
    );
    const properties = propertiesOf(after);
    for (const name of new Set([...usual.keys(), ...properties.keys()])) {
      if (usual.get(name) !== properties.get(name)) differing.set(name, (differing.get(name) ?? "") + run);
    }
  }
  const patterns = new Set(differing.values());
  return made.filter((it) => patterns.has(it.runs)).map(({ toggle }) => toggle);
}

const runs = Array.from("123456789");
const threes = runs.flatMap((one) =>
  runs.flatMap((two) => runs.filter((three) => one < two && two < three).map((three) => one + two + three)),
);

function propertiesOf(resources: Awaited<ReturnType<typeof build>>): Map<string, string> {
  return new Map(
    [...resources].flatMap(([resource, { inputs, options }]) =>
      Object.entries({ ...inputs, options }).map(([name, value]): [string, string] => [
        `${resource} ${name}`,
        JSON.stringify(value),
      ]),
    ),
  );
}
