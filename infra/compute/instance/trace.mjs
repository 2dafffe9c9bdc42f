// Which requests are traced, and how their spans get to the CloudWatch agent: OpenTelemetry's protocol (OTLP, JSON over
// HTTP), sampled by X-Ray's rules. Tracing never holds up or fails a request: what cannot be sent is dropped.

const service = process.env.OTEL_SERVICE_NAME ?? "web";
const collector = process.env.OTEL_EXPORTER_OTLP_ENDPOINT ?? "http://127.0.0.1:4318";
const sampler = process.env.XRAY_SAMPLING_ENDPOINT ?? "http://127.0.0.1:2000";
const slowMs = 300;
const mostSpans = 1000;

let fixedRate = 0.05;
let spans = [];

setInterval(refreshRate, 300_000).unref();
setInterval(flush, 1000).unref();
void refreshRate();

/** Whether to trace a request that no caller has decided on. The reservoir of X-Ray's rule is for the SDKs to share. */
export function sample() {
  return Math.random() < fixedRate;
}

/** Sends the span of a request that is sampled, failed or was slow. */
export function record({ traceId, spanId, parentSpanId, sampled, method, path, status, start, duration }) {
  const failed = status >= 500;
  if (!(sampled || failed || duration > slowMs) || spans.length >= mostSpans) return;
  const text = (key, stringValue) => ({ key, value: { stringValue } });
  const nanoseconds = (ms) => BigInt(Math.round(ms * 1e6)).toString();
  spans.push({
    traceId,
    spanId,
    ...(parentSpanId && { parentSpanId }),
    name: `${method} ${path}`,
    kind: 2, // SPAN_KIND_SERVER
    startTimeUnixNano: nanoseconds(start),
    endTimeUnixNano: nanoseconds(start + duration),
    attributes: [
      text("http.request.method", method),
      text("url.path", path),
      { key: "http.response.status_code", value: { intValue: status } },
    ],
    status: { code: failed ? 2 : 0 }, // STATUS_CODE_ERROR, STATUS_CODE_UNSET
  });
}

async function flush() {
  if (spans.length === 0) return;
  const batch = spans;
  spans = [];
  const resource = { attributes: [{ key: "service.name", value: { stringValue: service } }] };
  const body = { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: "web" }, spans: batch }] }] };
  await post(`${collector}/v1/traces`, body);
}

/** The agent passes X-Ray's sampling rules on; until it answers, the rate is the one above. */
async function refreshRate() {
  const answer = await post(`${sampler}/GetSamplingRules`, {});
  const rules = (answer?.SamplingRuleRecords ?? []).map((record) => record.SamplingRule);
  const own = rules.find(({ ServiceName, URLPath }) => ServiceName === service && URLPath === "*");
  fixedRate = own?.FixedRate ?? fixedRate;
}

async function post(url, body) {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(2000),
    });
    return response.ok ? await response.json() : undefined;
  } catch {
    return undefined;
  }
}
