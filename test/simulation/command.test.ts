import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ConfigError } from "../../config";
import { subjectOf } from "../../simulation/command";
import { TraceError } from "../../simulation/read/trace";

describe("the commands about a deployed stack", () => {
  it("refuse an unknown stack before they preview it, with those there are", async () => {
    await assert.rejects(subjectOf({ stack: "nope" }), (error: unknown) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /Pulumi\.nope\.yaml.*dev, prod, prod-standby/s);
      return true;
    });
  });

  it("refuse a trace that is none before they preview the stack", async () => {
    await assert.rejects(subjectOf({ stack: "dev", trace: "none.csv" }), /cannot read none\.csv/);
    const folder = mkdtempSync(join(tmpdir(), "trace-"));
    try {
      const trace = join(folder, "words.csv");
      writeFileSync(trace, "minute,requests\n1,many\n");
      await assert.rejects(subjectOf({ stack: "dev", trace }), TraceError);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
