import assert from "node:assert/strict";
import { join } from "node:path";
import { Analyzer, type StackResource } from "../policy/analyzer";
import { sabotages } from "../policy/sabotages";
import { sabotaged, titleOf } from "../policy/sabotages/sabotage";
import { LocalPulumi } from "./local-pulumi";

const packFolder = (pack: string) => join(__dirname, "..", "..", "policy", pack);

describe("D5 the deployed prod stack, one safeguard less", function () {
  this.timeout("5m");
  const pulumi = new LocalPulumi();
  let stack: StackResource[];
  before(async () => {
    await pulumi.succeed("up", "--stack", "prod", "--skip-preview");
    stack = await pulumi.state("prod");
  });
  after(() => {
    pulumi.remove();
  });

  for (const [pack, cases] of Object.entries(sabotages)) {
    describe(`pack ${pack}`, () => {
      let analyzer: Analyzer;
      before(async () => (analyzer = await Analyzer.start(packFolder(pack))));
      after(() => {
        analyzer.stop();
      });

      it("has nothing to say of the stack as it is", async () => {
        assert.deepEqual(await analyzer.analyze(stack), []);
      });

      for (const sabotage of cases) {
        it(`${sabotage.policy} refuses ${titleOf(sabotage)}`, async () => {
          const violations = await analyzer.analyze(sabotaged(stack, sabotage));
          const refused = violations.filter(({ mandatory }) => mandatory).map(({ policy }) => policy);
          assert.ok(refused.includes(sabotage.policy), `refused by ${refused.join(", ") || "none"}`);
        });
      }
    });
  }
});
