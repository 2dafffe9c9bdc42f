import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { userData, type UserDataArgs, userDataLimitBytes } from "../../infra/compute/user-data";
import { alarms, plainGraphs } from "../../infra/observability/alarms";
import { measureOf, metricsOf } from "../../infra/observability/alarms/alarm";
import { limitsOf, metricsDrawn } from "./declared-limits";

interface CloudConfig {
  write_files: { path: string; permissions: string; content: string }[];
  runcmd: string[][];
}

const archive = { key: "application/0123.zip", command: "node server.js", packages: ["nodejs22"] };
const image = { image: `123456789012.dkr.ecr.us-east-1.amazonaws.com/web@sha256:${"0".repeat(64)}` };
const text = (args: Partial<UserDataArgs> = {}) =>
  userData({
    application: archive,
    region: "us-east-1",
    settingsPath: "/platform/dev",
    serviceName: "web-dev",
    logGroupName: "/platform/dev/web",
    ...args,
  });
const cloudConfig = (args: Partial<UserDataArgs> = {}) => parse(text(args)) as CloudConfig;
const contentOf = (name: string, args: Partial<UserDataArgs> = {}) => {
  const file = cloudConfig(args).write_files.find(({ path }) => path.endsWith(`/${name}`));
  assert.ok(file, `${name} is written`);
  return file.content;
};
const script = (content: string) => {
  const path = join(mkdtempSync(join(tmpdir(), "boot-")), "boot.sh");
  writeFileSync(path, content);
  return path;
};

// The keys in use, after cloud-init's own schema (canonical/cloud-init, cloudinit/config/schemas/
// schema-cloud-config-v1.json); no package of a registry ships it.
const cloudInit = z.strictObject({
  write_files: z
    .array(
      z.strictObject({
        path: z.string().startsWith("/"),
        permissions: z.string().regex(/^0[0-7]{3}$/),
        content: z.string(),
      }),
    )
    .min(1),
  runcmd: z.array(z.array(z.string()).min(1)).min(1),
});

// The keys in use, after the agent's own schema (aws/amazon-cloudwatch-agent, translator/config/schema.json, MIT).
const measurements = z.strictObject({
  measurement: z.array(z.string()).min(1),
  resources: z.array(z.string()).optional(),
  drop_device: z.boolean().optional(),
  drop_original_metrics: z.array(z.string()).optional(),
});
const endpoint = z.string().regex(/^127\.0\.0\.1:\d+$/, "only from the instance itself");
const agentSchema = z.strictObject({
  agent: z.strictObject({ metrics_collection_interval: z.int().min(1), run_as_user: z.string() }),
  metrics: z.strictObject({
    namespace: z.string().max(255),
    append_dimensions: z.strictObject({
      AutoScalingGroupName: z.literal("${aws:AutoScalingGroupName}"),
      InstanceId: z.literal("${aws:InstanceId}"),
    }),
    aggregation_dimensions: z.array(z.array(z.string())),
    metrics_collected: z.strictObject({
      mem: measurements,
      disk: measurements,
      diskio: measurements,
    }),
  }),
  logs: z.strictObject({
    logs_collected: z.strictObject({
      files: z.strictObject({
        collect_list: z.array(
          z.strictObject({
            file_path: z.string().startsWith("/"),
            log_group_name: z.string().max(512),
            log_stream_name: z.enum(["{instance_id}", "{hostname}", "{ip_address}"]),
          }),
        ),
      }),
    }),
  }),
  traces: z.strictObject({
    traces_collected: z.strictObject({
      xray: z.strictObject({
        bind_address: endpoint,
        tcp_proxy: z.strictObject({ bind_address: endpoint }),
      }),
      otlp: z.strictObject({ grpc_endpoint: endpoint, http_endpoint: endpoint }),
    }),
  }),
});

describe("B3 user data", () => {
  it("is a cloud-init configuration that writes every file it runs", () => {
    assert.match(text(), /^#cloud-config\n/);
    for (const application of [archive, image]) {
      const { write_files: files, runcmd } = cloudInit.parse(cloudConfig({ application }));
      const run = runcmd.map(([command]) => command);
      const units = files.filter(({ path }) => path.endsWith(".service")).map(({ content }) => content);
      const executable = files.filter(({ permissions }) => permissions === "0755").map(({ path }) => path);
      assert.deepEqual(
        executable.filter((path) => !run.includes(path) && !units.some((unit) => unit.includes(path))),
        [],
      );
      assert.deepEqual(
        run.filter((command = "") => !executable.includes(command)),
        [],
      );
    }
  });

  it("writes every path that the unit and the scripts name", () => {
    const made = ["application", "settings", "settings.new"].map((name) => `/opt/platform/${name}`);
    for (const application of [archive, image]) {
      const { write_files: files } = cloudConfig({ application });
      const written = [...made, ...files.map(({ path }) => path)];
      const named = files.flatMap(({ path, content }) =>
        path.endsWith(".json") ? [] : (content.match(/\/opt\/platform\/[\w.-]+/g) ?? []),
      );
      assert.ok(named.includes("/opt/platform/settings.sh"));
      assert.deepEqual(
        named.filter((path) => !written.includes(path)),
        [],
      );
    }
  });

  it("fetches and starts what the stack names: an archive with its packages, or an image", () => {
    assert.deepEqual(cloudConfig().runcmd.at(-1), ["/opt/platform/archive.sh", archive.key, "nodejs22"]);
    assert.match(contentOf("web.service"), /^ExecStart=node server\.js$/m);
    const { runcmd } = cloudConfig({ application: image });
    assert.deepEqual(runcmd.at(-1), ["/opt/platform/container.sh", image.image]);
    const unit = contentOf("web.service", { application: image });
    assert.ok(unit.includes(`--env PORT=8080 ${image.image}\n`));
  });

  it("stays within what AWS takes, with room for the user's own script", () => {
    assert.ok(Buffer.byteLength(text()) <= userDataLimitBytes - 4096);
    assert.throws(() => text({ bootScript: script("#".repeat(userDataLimitBytes)) }), /16384.*boot\.sh/);
    assert.throws(() => text({ bootScript: "/no/such.sh" }), /platform:compute\.bootScript.*\/no\/such\.sh/);
  });

  it("runs the user's own script in place of the built-in service, whatever it contains", () => {
    const own = `#!/bin/bash\necho "it's: mine" # {}\n'\n`;
    const boot = cloudConfig({ bootScript: script(own) }).write_files.find(
      ({ path }) => path === "/opt/platform/boot.sh",
    );
    assert.equal(boot?.content, own);
  });

  // No package of the registry ships shellcheck's binary (npm's downloads it), so bash itself reads the scripts.
  for (const name of ["archive.sh", "settings.sh", "monitoring.sh", "container.sh"]) {
    it(`${name} is valid bash that stops at the first failure`, () => {
      const content = contentOf(name, name === "container.sh" ? { application: image } : {});
      const check = spawnSync("bash", ["-n"], { input: content, encoding: "utf8" });
      assert.equal(check.status, 0, check.stderr);
      assert.match(content, /^#!\/bin\/bash\n/);
      const [first] = content.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
      assert.equal(first, "set -euo pipefail");
      const unquoted = /(?<!["{\w])\$\{?\w+/;
      assert.doesNotMatch(content, unquoted);
    });
  }
});

describe("C1, C2, C3 the agent's configuration", () => {
  const agent = () => agentSchema.parse(JSON.parse(contentOf("agent.json")));

  it("C1: keeps to the agent's schema, and receives traces from the instance only", () => {
    assert.doesNotThrow(agent);
  });

  it("C1: measures memory, disk and disk I/O for the group as a whole; network is EC2's own metric", () => {
    const { aggregation_dimensions: aggregation, metrics_collected: collected } = agent().metrics;
    assert.deepEqual(aggregation, [["AutoScalingGroupName"]]);
    assert.deepEqual(collected.mem.measurement, ["mem_used_percent"]);
    assert.deepEqual(Object.keys(collected), ["mem", "disk", "diskio"]);
  });

  it("C1: sends two metrics an instance, each of which is paid for, and counts no byte of a partition twice", () => {
    const { mem, disk, diskio } = agent().metrics.metrics_collected;
    const sent = [mem, disk, diskio].flatMap((plugin) => {
      const resources = plugin.resources ?? [""];
      // `/dev/nvme0n1p1` would count again what `/dev/nvme0n1` counts; `*` takes both.
      assert.ok(
        resources.every((resource) => ["", "/", "nvme0n1"].includes(resource)),
        resources.join(),
      );
      const names = plugin.measurement.filter((name) => !plugin.drop_original_metrics?.includes(name));
      return resources.flatMap(() => names);
    });
    assert.deepEqual(sent, ["mem_used_percent", "disk_used_percent"]);
  });

  it("C4, C5: sends nothing that no alarm and no graph asks for", () => {
    const asked = [
      ...alarms.flatMap((alarm) => Object.values(metricsOf(measureOf(alarm, limitsOf("prod"))))),
      ...plainGraphs.flatMap((graph) => metricsDrawn(graph, limitsOf("prod"))),
    ];
    const known = new Set(asked.filter(({ namespace }) => namespace === "CWAgent").map(({ name }) => name));
    const sent = Object.values(agent().metrics.metrics_collected).flatMap(({ measurement }) => measurement);
    assert.deepEqual(new Set(sent), known);
  });

  it("C2: ships the file that the unit writes, to the log group of the stack", () => {
    const [file] = agent().logs.logs_collected.files.collect_list;
    assert.equal(file?.log_group_name, "/platform/dev/web");
    for (const application of [archive, image]) {
      const unit = contentOf("web.service", { application });
      assert.ok(unit.includes(`StandardOutput=append:${file.file_path}\n`));
    }
    assert.ok(contentOf("environment").includes("LOG_GROUP=/platform/dev/web\n"));
    assert.match(contentOf("web.service"), /EnvironmentFile=\/opt\/platform\/environment\n/);
  });

  it("C3: takes OTLP and the questions for sampling rules where the service sends them", () => {
    const { xray, otlp } = agent().traces.traces_collected;
    const service = readFileSync(join(__dirname, "..", "..", "app", "trace.ts"), "utf8");
    assert.ok(service.includes(`"http://${xray.tcp_proxy.bind_address}"`));
    // The exporter's default. Source: OpenTelemetry, "OTLP Exporter Configuration" (2026-11-28).
    assert.equal(otlp.http_endpoint.split(":")[1], "4318");
  });
});
