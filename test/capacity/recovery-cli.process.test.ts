import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { resolve } from "node:path";
import type { Recovery } from "../../capacity/recovery";
import { runsTypeScript } from "../../config/command";

const command = [...runsTypeScript, resolve("capacity/recovery/cli.ts")];

function recovery(...args: string[]): Promise<{ exitCode: unknown; stdout: string; stderr: string }> {
  return new Promise((done) => {
    execFile(process.execPath, [...command, ...args], { timeout: 55_000 }, (error, stdout, stderr) => {
      done({ exitCode: error === null ? 0 : error.code, stdout, stderr });
    });
  });
}

describe("npm run recovery", function () {
  this.timeout(60_000);

  it("B9: prints each disruption with its parts, and whether the objectives are kept", async () => {
    const [table, json, unknown, unnamed] = await Promise.all([
      recovery("--stack", "prod"),
      recovery("--stack", "prod", "--json"),
      recovery("--stack", "nowhere"),
      recovery(),
    ]);
    assert.equal(table.exitCode, 0, table.stderr);
    assert.match(table.stdout, /The region\n +recovery time +\d.* objective .*: kept/);
    assert.match(
      table.stdout,
      /database fails over: less than 60 s .* {2}\[https:\/\/docs\.aws\.amazon\.com/,
    );
    const recoveries = JSON.parse(json.stdout) as Recovery[];
    assert.deepEqual(
      recoveries.map(({ disruption, rto, rpo }) => [disruption, rto.isKept, rpo.isKept]),
      ["instance", "zone", "region", "data", "credential"].map((name) => [name, true, true]),
    );
    assert.equal(unknown.exitCode, 1);
    assert.match(unknown.stderr, /Pulumi\.nowhere\.yaml/);
    assert.equal(unnamed.exitCode, 2);
  });
});
