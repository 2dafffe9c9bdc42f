import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
  TraceFlags,
} from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { AWSXRayIdGenerator } from "@opentelemetry/id-generator-aws-xray";
import { resourceFromAttributes } from "@opentelemetry/resources";
import { AWSXRayRemoteSampler } from "@opentelemetry/sampler-aws-xray";
import {
  BasicTracerProvider,
  BatchSpanProcessor,
  type IdGenerator,
  type ReadableSpan,
  type Sampler,
  SamplingDecision,
} from "@opentelemetry/sdk-trace-base";
import type { IncomingHttpHeaders, ServerResponse } from "node:http";

// Which requests are traced, and how their spans get to the CloudWatch agent: OpenTelemetry's SDK, sampled by X-Ray's
// rules, which the agent passes on. Tracing never holds up or fails a request: what cannot be sent is dropped.

const slowMs = 300;

/** Ids that X-Ray reads the time from; the load balancer's own where it has given the request one. */
class TraceIds implements IdGenerator {
  offered: string | undefined;
  private readonly ids = new AWSXRayIdGenerator();

  generateTraceId = () => this.offered ?? this.ids.generateTraceId();
  generateSpanId = () => this.ids.generateSpanId();
}

/** Records what is not sampled, since only its end tells whether it failed or was slow. */
class RecordAll implements Sampler {
  constructor(private readonly sampler: Sampler) {}

  shouldSample(...request: Parameters<Sampler["shouldSample"]>) {
    const result = this.sampler.shouldSample(...request);
    return result.decision === SamplingDecision.NOT_RECORD
      ? { ...result, decision: SamplingDecision.RECORD }
      : result;
  }

  toString(): string {
    return `RecordAll{${this.sampler.toString()}}`;
  }
}

/** Sends spans that are sampled, failed or were slow. */
class WorthSending extends BatchSpanProcessor {
  override onEnd(span: ReadableSpan): void {
    const [seconds, nanoseconds] = span.duration;
    const isSlow = seconds * 1000 + nanoseconds / 1e6 > slowMs;
    super.onEnd(isSlow || span.status.code === SpanStatusCode.ERROR ? sampled(span) : span);
  }
}

/** The span, as one that the SDK does not drop. */
function sampled(span: ReadableSpan): ReadableSpan {
  const spanContext = () => ({ ...span.spanContext(), traceFlags: TraceFlags.SAMPLED });
  return Object.create(span, { spanContext: { value: spanContext } }) as ReadableSpan;
}

const propagator = new W3CTraceContextPropagator();
const idGenerator = new TraceIds();
const resource = resourceFromAttributes({ "service.name": process.env.OTEL_SERVICE_NAME ?? "web" });
const tracer = new BasicTracerProvider({
  resource,
  idGenerator,
  sampler: new RecordAll(
    new AWSXRayRemoteSampler({
      resource,
      endpoint: process.env.XRAY_SAMPLING_ENDPOINT ?? "http://127.0.0.1:2000",
      pollingInterval: 300,
    }),
  ),
  spanProcessors: [
    new WorthSending(new OTLPTraceExporter({ timeoutMillis: 2000 }), {
      scheduledDelayMillis: 1000,
      maxQueueSize: 1000,
    }),
  ],
}).getTracer("web");

/** The span of one request: of the caller's trace (W3C), the load balancer's (X-Ray), or one of its own. */
export class RequestTrace {
  private readonly span: Span;

  constructor(method: string, path: string, headers: IncomingHttpHeaders) {
    const attributes: Attributes = { "http.request.method": method, "url.path": path };
    const root = /Root=1-([0-9a-f]{8})-([0-9a-f]{24})/.exec(String(headers["x-amzn-trace-id"]));
    idGenerator.offered = root ? `${root[1]}${root[2]}` : undefined;
    this.span = tracer.startSpan(
      `${method} ${path}`,
      { kind: SpanKind.SERVER, attributes },
      callerOf(headers),
    );
  }

  get id(): string {
    return this.span.spanContext().traceId;
  }

  /** Tells whoever asked which trace this is. */
  tell(response: ServerResponse): void {
    propagator.inject(trace.setSpan(ROOT_CONTEXT, this.span), response, {
      set: (carrier: ServerResponse, name, value) => carrier.setHeader(name, value),
    });
  }

  end(status: number): void {
    this.span.setAttribute("http.response.status_code", status);
    if (status >= 500) this.span.setStatus({ code: SpanStatusCode.ERROR });
    this.span.end();
  }
}

function callerOf(headers: IncomingHttpHeaders): Context {
  return propagator.extract(ROOT_CONTEXT, headers, {
    get: (carrier: IncomingHttpHeaders, name) => carrier[name],
    keys: (carrier: IncomingHttpHeaders) => Object.keys(carrier),
  });
}
