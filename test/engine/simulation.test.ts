import assert from "node:assert/strict";
import { declarationOf, fleetsOf, judge, resourcesOf } from "../../simulation";
import { LocalPulumi, withoutPacks } from "./local-pulumi";

describe("D4 the previews of our own stacks under the declared load", function () {
  this.timeout("5m");
  const pulumi = new LocalPulumi(withoutPacks);
  after(() => {
    pulumi.remove();
  });

  for (const stack of ["dev", "prod"]) {
    it(`${stack} keeps its objective, pages nobody on a normal day and stays below its ceiling`, async () => {
      const preview = await pulumi.succeed("preview", "--stack", stack, "--json");
      const resources = resourcesOf(preview.slice(preview.indexOf("{")), stack);
      const declaration = declarationOf(resources);
      const now = Date.now();
      const [read] = fleetsOf(resources, { from: now, to: now + 3 * 366 * 24 * 3_600_000 });
      assert.ok(read && declaration);
      assert.deepEqual(read.unknowns, []);
      const { verdict, cases } = judge(read.fleet, declaration, { now });
      const told = cases.map(({ result }) => JSON.stringify(result)).join("\n");
      assert.deepEqual(
        verdict,
        { objectiveKept: true, pagesOnNormalDay: false, ceilingTouched: false },
        told,
      );
    });
  }
});
