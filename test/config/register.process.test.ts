import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runsTypeScript } from "../../config/command";

const root = join(__dirname, "..", "..");

describe("register.js: a mistake in a TypeScript file is shown with its line", () => {
  const folder = mkdtempSync(join(tmpdir(), "register-"));
  const file = join(folder, "mistake.ts");
  writeFileSync(
    file,
    'interface Nothing {\n  readonly no: 1;\n}\n\nthrow new Error("a mistake" as Nothing & string);\n',
  );
  after(() => {
    rmSync(folder, { recursive: true });
  });

  // Pulumi's SDK loads it after register.js where it runs a program, and before where it runs a policy pack.
  const sdk = ["--require", "source-map-support/register"];
  const ways = {
    "a command": runsTypeScript,
    "a program": [...runsTypeScript, ...sdk],
    "a policy pack": [...sdk, ...runsTypeScript],
  };
  for (const [way, options] of Object.entries(ways))
    it(`of ${way}`, () => {
      const { stderr } = spawnSync(process.execPath, [...options, file], { cwd: root, encoding: "utf8" });
      assert.ok(stderr.includes(`${file}:5:7`), stderr);
    });
});
