import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../../report/cli";
import { checkEach } from "../check-each";
import { smallPreview } from "./small-preview";

async function run(...args: string[]) {
  const output = { stdout: "", stderr: "" };
  const status = await main(args, {
    print: (text) => (output.stdout += text),
    say: (line) => (output.stderr += `${line}\n`),
  });
  return { status, ...output };
}

describe("npm run report", function () {
  this.timeout(60_000);
  let folder = "";
  let preview = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "report-test-"));
    preview = join(folder, "preview.json");
    writeFileSync(preview, smallPreview.json);
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("writes the page and the summary, and says where", async () => {
    const out = join(folder, "out");
    const { status, stdout, stderr } = await run("--stack", "prod", "--preview", preview, "--out", out);
    assert.equal(status, 0, stderr);
    assert.equal(stdout, `${join(out, "index.html")}\n`);
    assert.match(readFileSync(join(out, "index.html"), "utf8"), /^<!doctype html>/);
    assert.match(readFileSync(join(out, "summary.md"), "utf8"), /^# Capacity of prod\n/);
  });

  it("says where as JSON for programs", async () => {
    const out = join(folder, "json");
    const { status, stdout } = await run("--stack", "prod", "--preview", preview, "--out", out, "--json");
    assert.equal(status, 0);
    const [page, summary] = [join(out, "index.html"), join(out, "summary.md")];
    assert.deepEqual(JSON.parse(stdout), { stack: "prod", page, summary });
  });

  it("refuses what it cannot do in a sentence: 2 for bad usage, 1 for the rest", async () => {
    const uses: [args: string[], code: number, says: RegExp][] = [
      [[], 2, /--stack/],
      [["--stack", "prod", "--colour"], 2, /--colour/],
      [["--stack", "prod", "--events", preview], 2, /--preview FILE/],
      [["--stack", "none", "--preview", preview], 1, /dev, prod/],
      [["--stack", "none"], 1, /^error: Pulumi\.none\.yaml: 1 problem\n.*dev, prod/],
      [["--stack", "prod", "--preview", join(folder, "none.json")], 1, /cannot read .*none\.json/],
      [["--stack", "prod", "--preview", "README.md"], 1, /README\.md.* is not JSON/],
    ];
    const results = await Promise.all(
      uses.map(async ([args, code, says]) => ({ args, code, says, ...(await run(...args)) })),
    );
    checkEach(
      results,
      ({ args }) => args.join(" "),
      ({ code, says, status, stdout, stderr }) => {
        assert.equal(status, code, stderr);
        assert.match(stderr, says);
        assert.doesNotMatch(stderr, /^\s+at /m);
        assert.equal(stdout, "");
      },
    );
  });
});
