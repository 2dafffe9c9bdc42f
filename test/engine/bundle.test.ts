import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { runsTypeScript } from "../../config/command";
import { examples } from "../../policy/examples";
import { bundlePack } from "../../policy/bundle";
import { Analyzer, packFolder, type StackResource } from "../policy/analyzer";

const root = join(__dirname, "..", "..");

describe("D5 a bundled pack", function () {
  this.timeout("1m");
  const home = mkdtempSync(join(tmpdir(), "bundle-"));
  after(() => {
    rmSync(home, { recursive: true });
  });

  before("a folder outside the repository, with nothing but Pulumi's own packages", () => {
    const modules = join(home, "node_modules", "@pulumi");
    mkdirSync(modules, { recursive: true });
    for (const name of ["policy", "pulumi"]) {
      symlinkSync(join(root, "node_modules", "@pulumi", name), join(modules, name));
    }
  });

  const stack: StackResource[] = (examples["storage-encrypted"]?.bad ?? []).map(
    ({ type, name, props = {} }) => ({
      urn: `urn:pulumi:test::test::${type}::${name}`,
      type,
      inputs: { ...props },
      outputs: { id: `${name}-1`, storageEncrypted: false, ...props },
    }),
  );

  for (const pack of ["platform", "reliability", "security"] as const) {
    it(`${pack} stands alone and says what the pack in the checkout says`, async () => {
      const folder = join(home, pack);
      await bundlePack(pack, folder);
      assert.ok(!readFileSync(join(folder, "index.js"), "utf8").includes(root), "no path of this machine");
      const description = parse(readFileSync(join(folder, "PulumiPolicy.yaml"), "utf8")) as object;
      assert.ok("runtime" in description && "description" in description);
      const answers = [];
      for (const place of [folder, packFolder(pack === "platform" ? "" : pack)]) {
        const analyzer = await Analyzer.start(place);
        answers.push(await analyzer.analyze(stack));
        analyzer.stop();
      }
      assert.ok(answers[0] && answers[0].length > 0);
      assert.deepEqual(answers[0], answers[1]);
    });
  }

  it("says what it can bundle, and leaves other people's files alone", () => {
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [...runsTypeScript, join(root, "policy", "bundle.ts"), ...args], {
        cwd: root,
        encoding: "utf8",
      });
    const unheardOf = run("cost", join(home, "cost"));
    assert.equal(unheardOf.status, 2);
    assert.match(unheardOf.stderr, /no pack "cost".*platform, reliability, security/);
    const taken = run("security", home);
    assert.equal(taken.status, 1);
    assert.match(taken.stderr, /holds other files/);
    assert.ok(!readdirSync(home).includes("index.js"));
  });
});
