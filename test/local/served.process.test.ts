import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Store } from "../../local/cloud/store";
import { serveSample, settingsOf } from "../../local/served";
import { Workspace } from "../../local/workspace";

describe("the sample application that the demo serves", () => {
  const workspace = new Workspace(mkdtempSync(join(tmpdir(), "served-")));
  after(() => {
    rmSync(workspace.folder, { recursive: true });
  });

  it("has the settings of its stack alone, under the names that an instance gives them", () => {
    const store = new Store(workspace.cloud);
    for (const [name, insecureValue] of [
      ["/platform/dev/database/reader-endpoint", "ro.example"],
      ["/platform/dev-2/database/endpoint", "other.example"],
    ] as const) {
      const inputs = { name, type: "String", insecureValue };
      store.add({ type: "aws:ssm/parameter:Parameter", region: "us-east-1", id: name, inputs, outputs: {} });
    }
    assert.deepEqual(settingsOf(store, "dev"), { DATABASE_READER_ENDPOINT: "ro.example" });
  });

  it("answers on this machine, and ends when it is asked to", async () => {
    const { url, process: application } = await serveSample(workspace, "dev");
    const health = await fetch(`${url}/healthz`);
    assert.deepEqual([health.status, await health.json()], [200, { status: "ok" }]);
    assert.equal((await fetch(url)).status, 200);
    application.kill();
    await once(application, "exit");
  });
});
