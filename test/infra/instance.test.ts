import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { userData, userDataLimitBytes } from "../../infra/compute/user-data";

interface CloudConfig {
  write_files: { path: string; permissions: string; content: string }[];
  runcmd: string[][];
}

const cloudConfig = (text: string) => parse(text) as CloudConfig;
const script = (text: string) => {
  const path = join(mkdtempSync(join(tmpdir(), "boot-")), "boot.sh");
  writeFileSync(path, text);
  return path;
};

describe("B3 user data", () => {
  it("is a cloud-init configuration that writes every file it runs", () => {
    const text = userData("/platform/dev");
    assert.match(text, /^#cloud-config\n/);
    const { write_files: files, runcmd } = cloudConfig(text);
    const executable = files.filter(({ permissions }) => permissions === "0755").map(({ path }) => path);
    assert.deepEqual(
      runcmd.map(([command]) => command),
      executable,
    );
  });

  it("stays within what AWS takes", () => {
    assert.ok(Buffer.byteLength(userData("/platform/dev")) <= userDataLimitBytes);
    assert.throws(() => userData("/platform/dev", script("#".repeat(userDataLimitBytes))), /16384.*boot\.sh/);
    assert.throws(
      () => userData("/platform/dev", "/no/such.sh"),
      /platform:compute\.bootScript.*\/no\/such\.sh/,
    );
  });

  it("runs the user's own script in place of the built-in service, whatever it contains", () => {
    const own = `#!/bin/bash\necho "it's: mine" # {}\n'\n`;
    const boot = cloudConfig(userData("/platform/dev", script(own))).write_files.find(
      ({ path }) => path === "/opt/platform/boot.sh",
    );
    assert.equal(boot?.content, own);
  });

  it("C1: the agent reports memory for the group as a whole", () => {
    const agent = cloudConfig(userData("/platform/dev")).write_files.find(({ path }) =>
      path.endsWith("agent.json"),
    );
    const { metrics } = JSON.parse(agent?.content ?? "") as {
      metrics: { aggregation_dimensions: string[][]; metrics_collected: { mem: { measurement: string[] } } };
    };
    assert.deepEqual(metrics.aggregation_dimensions, [["AutoScalingGroupName"]]);
    assert.deepEqual(metrics.metrics_collected.mem.measurement, ["mem_used_percent"]);
  });
});

describe("B3 built-in web service", () => {
  let service: ChildProcess;
  let url: string;

  before(async () => {
    const source =
      cloudConfig(userData("/platform/dev")).write_files.find(({ path }) => path.endsWith("web.mjs"))
        ?.content ?? "";
    service = spawn(process.execPath, ["--input-type=module", "--eval", source], {
      env: { ...process.env, PORT: "0" },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [line] = (await new Promise<Buffer>((resolve) => service.stdout?.once("data", resolve)))
      .toString()
      .split("\n");
    url = `http://127.0.0.1:${(JSON.parse(line ?? "") as { port: number }).port}`;
  });
  after(() => service.kill());

  it("answers 200 on /healthz and 404 on what is not there", async () => {
    assert.equal((await fetch(`${url}/healthz`)).status, 200);
    assert.equal((await fetch(`${url}/nothing`)).status, 404);
  });

  it("keeps connections longer than the load balancer's 60 s, or users would see 502s", async () => {
    const keepAlive = (await fetch(`${url}/`)).headers.get("keep-alive") ?? "";
    assert.ok(Number(/timeout=(\d+)/.exec(keepAlive)?.[1]) > 60, keepAlive);
  });
});
