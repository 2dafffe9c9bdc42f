import assert from "node:assert/strict";
import { declarationOf, fleetsOf, judge, resourcesOf } from "../../simulation";
import { created } from "./created";
import { LocalPulumi, withoutPacks } from "./local-pulumi";

/** What `npm run simulate` is given: the state of a stack that is there, the preview of one that is not. */
const given: Record<string, () => Promise<string>> = {
  dev: async () => {
    const { pulumi } = await created("dev");
    const state = await pulumi.succeed("stack", "export", "--stack", "dev");
    pulumi.remove();
    return state;
  },
  prod: async () => {
    const pulumi = new LocalPulumi(withoutPacks);
    const preview = await pulumi.succeed("preview", "--stack", "prod", "--json");
    pulumi.remove();
    return preview;
  },
};

describe("D4 our own stacks under the declared load", function () {
  this.timeout("5m");

  for (const [stack, text] of Object.entries(given)) {
    it(`${stack} keeps its objective, pages nobody on a normal day and stays below its ceiling`, async () => {
      const json = await text();
      const resources = resourcesOf(json.slice(json.indexOf("{")), stack);
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
