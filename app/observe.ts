import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { RequestTrace } from "./trace";

// Access log, metrics and traces of a service, in the formats that the CloudWatch agent takes.

const logGroup = process.env.LOG_GROUP ?? "local";

interface Entry {
  method: string;
  path: string;
  status: number;
  traceId: string;
}

/** Wraps a request handler: measures, logs and traces each request but health checks. */
export function observed(
  handler: (request: IncomingMessage, response: ServerResponse) => void | Promise<void>,
): RequestListener {
  return (request, response) => {
    const handled = async () => {
      try {
        await handler(request, response);
      } catch (error) {
        fail(response, error);
      }
    };
    if (request.url !== "/healthz") observe(request, response);
    void handled();
  };
}

function observe({ method = "GET", url = "/", headers }: IncomingMessage, response: ServerResponse): void {
  const start = Date.now();
  const began = performance.now();
  const path = url.split("?")[0] ?? "/";
  const trace = new RequestTrace(method, path, headers);
  trace.tell(response);
  response.once("close", () => {
    const { statusCode: status } = response;
    log({ method, path, status, traceId: trace.id }, start, performance.now() - began);
    trace.end(status);
  });
}

/** One line a request, with the metrics in CloudWatch's embedded metric format. */
function log(entry: Entry, start: number, duration: number): void {
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

function fail(response: ServerResponse, error: unknown): void {
  console.error(error);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  response.writeHead(500, { "content-type": "application/json" });
  response.end(JSON.stringify({ error: "internal error" }));
}
