import assert from "node:assert/strict";
import type { Workload } from "../../capacity";
import { declared } from "../../policy/reliability/capacity/examples/fleet";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { defaultsOf } from "../../policy/model/policy";
import { unknown } from "../../policy/model/value";
import { workloadBuffer, workloadDeclared } from "../../policy/reliability/capacity/declaration";
import type { WorkloadConfig } from "../../policy/reliability/capacity/declared";
import { judge, stackOf, verdicts } from "./declare";
import { group } from "./scaling-stack";

describe("D4 workload-declared", () => {
  const required = (...stack: Declared[]) =>
    verdicts(workloadDeclared, stackOf(...stack), {
      ...defaultsOf(workloadDeclared),
      requireDeclaration: true,
    }).web;

  it("is asked where the policy configuration asks for it, of what is behind a load balancer", () => {
    assert.equal(judge(workloadDeclared, group()).web, undefined);
    assert.equal(required(group()), false);
    assert.equal(required(group({ targetGroupArns: [] })), undefined);
    assert.equal(required(group(), declared()), true);
  });

  it("takes the declaration of the policy configuration, and none that lacks a part", () => {
    const { workload, sizing } = declared().props as Required<WorkloadConfig["declared"]>;
    const config = { requireDeclaration: true, declared: { workload, sizing } };
    assert.equal(verdicts(workloadDeclared, stackOf(group()), config).web, true);
    assert.equal(
      verdicts(workloadDeclared, stackOf(group()), { ...config, declared: { workload } }).web,
      false,
    );
    assert.equal(required(group(), { ...declared(), props: { workload: {}, sizing: {} } }), false);
  });

  it("waits for a part that is not known yet", () => {
    const unsaid = { ...declared().props, workload: notYetKnown };
    assert.equal(required(group(), { ...declared(), props: unsaid }), unknown);
  });
});

describe("A12 workload-buffer", () => {
  it("judges what is declared, wherever it is, by its parameter", () => {
    assert.equal(judge(workloadBuffer, declared({ bufferShare: 0.19 })).capacity, false);
    const { workload } = declared({ bufferShare: 0 }).props as { workload: Workload };
    const config = { declared: { workload }, minimumBufferShare: 0.2 };
    assert.equal(verdicts(workloadBuffer, stackOf(group()), config).web, false);
    assert.equal(verdicts(workloadBuffer, stackOf(group()), { ...config, minimumBufferShare: 0 }).web, true);
    assert.deepEqual(judge(workloadBuffer, group()), {});
  });
});
