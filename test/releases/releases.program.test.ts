import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readStackFile } from "../../config/stack-file";
import { statefulTypes } from "../../policy/model/stateful-types";
import { runProgram } from "../infra/program";
import { releases, typeOf } from "./release";

describe("D5 the state of each release", () => {
  const changelog = readFileSync(join(__dirname, "..", "..", "CHANGELOG.md"), "utf8");

  it("is kept (npm run release:record), without secrets", () => {
    const released = [...changelog.matchAll(/^## (\d+\.\d+\.\d+)$/gm)].map(([, version]) => version);
    assert.deepEqual(
      releases()
        .map(({ version }) => version)
        .sort(),
      released.sort(),
    );
    // Pulumi's mark of a secret: sdk/go/common/resource/sig in pulumi/pulumi, read 2026-11-28.
    assert.doesNotMatch(JSON.stringify(releases()), /4dabf18193072939515e22adb298388d|ciphertext|password"/i);
  });

  for (const { version, state } of releases()) {
    // The rest takes an engine: test/engine/upgrade.long.ts.
    it(`${version}: all that holds data is in the program still, and what was protected is`, async () => {
      const program = await runProgram("prod", readStackFile(join(__dirname, version), "prod").values);
      const holding = state.deployment.resources.filter(({ urn }) =>
        Object.hasOwn(statefulTypes, typeOf(urn)),
      );
      assert.ok(holding.length > 10);
      const missing = holding.filter(({ urn, protect = false }) => {
        const now = program.get(`${typeOf(urn)} ${urn.split("::").at(-1) ?? ""}`);
        return now === undefined || (protect && !now.options.protect);
      });
      assert.deepEqual(
        missing.map(({ urn }) => urn),
        [],
      );
    });
  }
});
