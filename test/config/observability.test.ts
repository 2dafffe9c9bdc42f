import assert from "node:assert/strict";
import { load, onlyProblem, prodValues, without } from "./stack";

const bare = () => without(prodValues(), "platform:alarms", "platform:slo", "platform:tracing");

describe("C4 configuration of what is watched", () => {
  it("has the brief's thresholds where none are declared", () => {
    const { cpuPercent, memoryPercent, latencyMs } = load(bare()).alarms;
    assert.deepEqual(
      { cpuPercent, memoryPercent, latencyMs },
      { cpuPercent: 75, memoryPercent: 80, latencyMs: 300 },
    );
  });

  it("expects more of prod than of dev", () => {
    const prod = load(bare());
    assert.deepEqual(prod.slo, { availability: 0.999, latency: 0.95 });
    const dev = load({ ...bare(), "platform:tier": "dev" });
    assert.deepEqual(dev.slo, { availability: 0.99, latency: 0.95 });
  });

  it("sends tickets to the addresses of pages, not to the on-call service, unless told otherwise", () => {
    const [emails, https] = [["ops@example.com"], ["https://oncall.example.com/hook"]];
    const same = load({ ...bare(), "platform:notifications": { emails, https } });
    assert.deepEqual(same.notifications, { emails, https, ticket: { emails, https: [] } });
    const ticket = { https: ["https://tickets.example.com"] };
    const own = load({ ...bare(), "platform:notifications": { emails, ticket } });
    assert.deepEqual(own.notifications.ticket, { emails: [], https: ticket.https });
  });

  const refused: [string, object, RegExp][] = [
    ["nobody to page", { "platform:notifications": { emails: [] } }, /notifications\.emails: at least one/],
    [
      "tickets that reach nobody",
      { "platform:notifications": { emails: ["a@example.com"], ticket: { emails: [] } } },
      /notifications\.ticket: at least one of emails or https, or leave ticket out/,
    ],
    [
      "an endpoint without TLS",
      { "platform:notifications": { emails: ["a@example.com"], https: ["http://oncall.example.com"] } },
      /notifications\.https\[0\]: an https:\/\/ address/,
    ],
    [
      "an objective that a fast burn could never miss",
      { "platform:slo": { availability: 0.9 } },
      /slo\.availability: a share of requests as a fraction, 0\.95 to 0\.99999$/,
    ],
    [
      "an alarm that nobody has heard of",
      { "platform:alarms": { latncyMs: 300 } },
      /alarms\.latncyMs: no such key; did you mean latencyMs\?/,
    ],
  ];
  for (const [what, values, message] of refused) {
    it(`refuses ${what}`, () => {
      assert.match(onlyProblem({ ...prodValues(), ...values }), message);
    });
  }
});
