import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { buildSync } from "esbuild";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { buildSample, sampleFile } from "../../app/build";

const folder = mkdtempSync(join(tmpdir(), "service-"));
const sample = join(folder, sampleFile);

interface LogEntry {
  _aws?: {
    Timestamp: number;
    CloudWatchMetrics: {
      Namespace: string;
      Dimensions: string[][];
      Metrics: { Name: string; Unit: string }[];
    }[];
  };
  [key: string]: unknown;
}

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
  status: { code: number };
}

interface Batch {
  resourceSpans: {
    resource: { attributes: Span["attributes"] };
    scopeSpans: { spans: Span[] }[];
  }[];
}

/** What the CloudWatch agent does: takes spans, and passes the sampling rules on. */
class Agent {
  readonly batches: Batch[] = [];
  private readonly server: Server;

  constructor(fixedRate: number) {
    const rule = (name: string, share: number) => ({
      SamplingRule: {
        ...{ RuleName: name, ServiceName: name, ServiceType: "*", Host: "*", HTTPMethod: "*", URLPath: "*" },
        ...{
          ResourceARN: "*",
          Version: 1,
          Priority: 1000,
          ReservoirSize: 0,
          FixedRate: share,
          Attributes: {},
        },
      },
    });
    const rules = [rule("other", 1 - fixedRate), rule("web-test", fixedRate)];
    this.server = createServer((request, response) => {
      let body = "";
      request.on("data", (part: Buffer) => (body += part.toString()));
      request.on("end", () => {
        if (request.url === "/v1/traces") this.batches.push(JSON.parse(body) as Batch);
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ SamplingRuleRecords: rules }));
      });
    });
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  get spans(): Span[] {
    return this.batches.flatMap(({ resourceSpans }) =>
      resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)),
    );
  }

  /** The spans, once there are so many of them; the service sends every second. */
  async received(count: number): Promise<Span[]> {
    for (let tries = 0; this.spans.length < count && tries < 60; tries += 1) await sleep(50);
    return this.spans;
  }

  close() {
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** A service in one file, started as systemd starts it. */
class Service {
  readonly log: LogEntry[] = [];
  url = "";
  private process?: ChildProcess;

  async start(file: string, endpoint: string) {
    const child = spawn(process.execPath, [file], {
      env: {
        ...process.env,
        PORT: "0",
        LOG_GROUP: "/platform/test/web",
        OTEL_SERVICE_NAME: "web-test",
        OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
        XRAY_SAMPLING_ENDPOINT: endpoint,
      },
      stdio: ["ignore", "pipe", "ignore"],
    });
    this.process = child;
    const lines = createInterface({ input: child.stdout });
    lines.on("line", (line) => this.log.push(JSON.parse(line) as LogEntry));
    while (this.log.length === 0) await sleep(10);
    this.url = `http://127.0.0.1:${String(this.log[0]?.port)}`;
    // Its first question for the sampling rules is answered.
    await sleep(100);
  }

  /** Entries of the access log, once there are so many. */
  async entries(count: number): Promise<LogEntry[]> {
    const found = () => this.log.filter(({ _aws }) => _aws !== undefined);
    for (let tries = 0; found().length < count && tries < 100; tries += 1) await sleep(10);
    return found();
  }

  stop() {
    this.process?.kill();
  }
}

before(() => {
  writeFileSync(sample, buildSample());
});
after(() => {
  rmSync(folder, { recursive: true });
});

describe("B3 sample application", () => {
  const agent = new Agent(0);
  const service = new Service();
  before(async () => {
    await service.start(sample, await agent.listen());
  });
  after(() => {
    service.stop();
    agent.close();
  });

  it("answers 200 on /healthz and 404 on what is not there", async () => {
    assert.equal((await fetch(`${service.url}/healthz`)).status, 200);
    assert.equal((await fetch(`${service.url}/nothing`)).status, 404);
  });

  it("keeps connections longer than the load balancer's 60 s, or users would see 502s", async () => {
    const keepAlive = (await fetch(`${service.url}/`)).headers.get("keep-alive") ?? "";
    assert.ok(Number(/timeout=(\d+)/.exec(keepAlive)?.[1]) > 60, keepAlive);
  });

  it("C2: writes a line a request with its metrics, and none for health checks", async () => {
    const [entry, ...more] = await service.entries(2);
    assert.equal(more.length, 1, "one for /nothing, one for /");
    assert.deepEqual(entry?._aws?.CloudWatchMetrics, [
      {
        Namespace: "Platform/Web",
        Dimensions: [["LogGroup"]],
        Metrics: [
          { Name: "Requests", Unit: "Count" },
          { Name: "Errors", Unit: "Count" },
          { Name: "Duration", Unit: "Milliseconds" },
        ],
      },
    ]);
    const { LogGroup, Requests, Errors, Duration, method, path, status } = entry;
    assert.deepEqual(
      { LogGroup, Requests, Errors, method, path, status },
      {
        LogGroup: "/platform/test/web",
        Requests: 1,
        Errors: 0,
        method: "GET",
        path: "/nothing",
        status: 404,
      },
    );
    assert.ok(typeof Duration === "number" && Duration > 0 && Duration < 1000);
    assert.ok(Math.abs(entry._aws.Timestamp - Date.now()) < 60_000, "milliseconds since 1970");
  });

  it("C3: continues the caller's trace, and tells its id in answer and log", async () => {
    const traceId = "0af7651916cd43dd8448eb211c80319c";
    const traceparent = `00-${traceId}-b7ad6b7169203331-01`;
    const before = (await service.entries(0)).length;
    const answer = await fetch(`${service.url}/`, { headers: { traceparent } });
    assert.match(
      answer.headers.get("traceparent") ?? "",
      new RegExp(`^00-${traceId}-(?!b7ad)[0-9a-f]{16}-01$`),
    );
    const entries = await service.entries(before + 1);
    assert.equal(entries.at(-1)?.traceId, traceId);
    const [span] = await agent.received(1);
    assert.equal(span?.traceId, traceId);
    assert.equal(span.parentSpanId, "b7ad6b7169203331");
    assert.ok(BigInt(span.endTimeUnixNano) >= BigInt(span.startTimeUnixNano));
    const status = span.attributes.find(({ key }) => key === "http.response.status_code");
    assert.equal(status?.value.intValue, 200);
    const { resource } = agent.batches[0]?.resourceSpans[0] ?? {};
    assert.deepEqual(resource?.attributes, [{ key: "service.name", value: { stringValue: "web-test" } }]);
  });

  it("C3: takes the load balancer's trace id, and makes one that X-Ray accepts where there is none", async () => {
    const traceOf = async (headers: Record<string, string>) =>
      (await fetch(`${service.url}/`, { headers })).headers.get("traceparent")?.split("-")[1] ?? "";
    const root = "Root=1-67891233-abcdef012345678912345678;Sampled=1";
    assert.equal(await traceOf({ "x-amzn-trace-id": root }), "67891233abcdef012345678912345678");
    for (const traceparent of ["", "00-zz", `00-${"0".repeat(32)}-b7ad6b7169203331-01`]) {
      const made = await traceOf({ traceparent });
      assert.match(made, /^[0-9a-f]{32}$/);
      const seconds = parseInt(made.slice(0, 8), 16);
      assert.ok(Math.abs(seconds - Date.now() / 1000) < 60, "X-Ray reads the time from the id");
    }
  });

  it("C3: at a rate of 0 sends no span that nobody asked for", async () => {
    const sent = agent.spans.length;
    for (let count = 0; count < 100; count += 1) await fetch(`${service.url}/`);
    await sleep(1200);
    assert.equal(agent.spans.length, sent);
  });
});

describe("C2, C3 an application that fails", () => {
  const agent = new Agent(0);
  const service = new Service();
  before(async () => {
    const file = join(folder, "failing.js");
    const contents = `import { createServer } from "node:http";
       import { setTimeout as sleep } from "node:timers/promises";
       import { observed } from "./observe";
       const server = createServer(observed(async (request, response) => {
         if (request.url === "/slow") await sleep(350);
         else throw new Error("broken");
         response.end("done");
       }));
       server.listen(0, () => console.log(JSON.stringify({ port: server.address().port })));`;
    const stdin = { contents, resolveDir: join(__dirname, "..", "..", "app") };
    buildSync({ stdin, bundle: true, platform: "node", outfile: file });
    await service.start(file, await agent.listen());
  });
  after(() => {
    service.stop();
    agent.close();
  });

  it("C2: answers 500 without the reason, counts it, and goes on", async () => {
    const answer = await fetch(`${service.url}/`);
    assert.equal(answer.status, 500);
    assert.doesNotMatch(await answer.text(), /broken/);
    const [entry] = await service.entries(1);
    assert.deepEqual([entry?.Errors, entry?.status], [1, 500]);
  });

  it("C3: sends errors and slow requests whatever the rate", async () => {
    await fetch(`${service.url}/slow`);
    const spans = await agent.received(2);
    assert.deepEqual(
      spans.map(({ name, status }) => [name, status.code]),
      [
        ["GET /", 2],
        ["GET /slow", 0],
      ],
    );
  });

  it("C3: serves when no agent listens", async () => {
    const alone = new Service();
    await alone.start(sample, "http://127.0.0.1:9");
    const traceparent = `00-${"a".repeat(32)}-${"b".repeat(16)}-01`;
    assert.equal((await fetch(`${alone.url}/`, { headers: { traceparent } })).status, 200);
    await sleep(1200);
    assert.equal((await fetch(`${alone.url}/`)).status, 200);
    alone.stop();
  });
});
