// Access log, metrics and traces of a Node.js service, in the formats that the CloudWatch agent takes, without packages:
// an instance that boots needs nothing but Node.js. A service with dependencies uses OpenTelemetry's SDK instead, which
// speaks the same protocols to the same ports.
import { randomBytes } from "node:crypto";
import { record, sample } from "./trace.mjs";

const logGroup = process.env.LOG_GROUP ?? "local";

/** Wraps a request handler: measures, logs and traces each request but health checks. */
export function observed(handler) {
  return (request, response) => {
    if (request.url === "/healthz") return handler(request, response);
    const start = Date.now();
    const began = performance.now();
    const trace = { ...traceOf(request.headers), spanId: randomBytes(8).toString("hex") };
    trace.sampled ??= sample();
    response.setHeader("traceparent", `00-${trace.traceId}-${trace.spanId}-0${Number(trace.sampled)}`);
    response.once("close", () => {
      const duration = performance.now() - began;
      const path = request.url.split("?")[0];
      const entry = { method: request.method, path, status: response.statusCode, start, duration };
      log({ ...entry, traceId: trace.traceId });
      record({ ...entry, ...trace });
    });
    Promise.resolve()
      .then(() => handler(request, response))
      .catch((error) => fail(response, error));
  };
}

/** Whose trace it is: the caller's (W3C), the load balancer's (X-Ray), or a new one with an id that X-Ray accepts. */
function traceOf(headers) {
  const w3c = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/.exec(headers.traceparent);
  if (w3c) {
    const [, traceId, parentSpanId, flags] = w3c;
    return { traceId, parentSpanId, sampled: (parseInt(flags, 16) & 1) === 1 };
  }
  const xray = /Root=1-([0-9a-f]{8})-([0-9a-f]{24})/.exec(headers["x-amzn-trace-id"]);
  if (xray) return { traceId: xray[1] + xray[2] };
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return { traceId: seconds.padStart(8, "0") + randomBytes(12).toString("hex") };
}

/** One line a request, with the metrics in CloudWatch's embedded metric format. */
function log({ start, duration, ...entry }) {
  const units = { Requests: "Count", Errors: "Count", Duration: "Milliseconds" };
  const Metrics = Object.entries(units).map(([Name, Unit]) => ({ Name, Unit }));
  const line = {
    _aws: {
      Timestamp: start,
      CloudWatchMetrics: [{ Namespace: "Platform/Web", Dimensions: [["LogGroup"]], Metrics }],
    },
    LogGroup: logGroup,
    Requests: 1,
    Errors: entry.status >= 500 ? 1 : 0,
    Duration: Math.round(duration * 100) / 100,
    ...entry,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

function fail(response, error) {
  console.error(error);
  if (response.headersSent) return response.destroy();
  response.writeHead(500, { "content-type": "application/json" });
  response.end(JSON.stringify({ error: "internal error" }));
}
