import assert from "node:assert/strict";
import { notYetKnown } from "../../policy/examples/example";
import { unknown } from "../../policy/model/value";
import { alarm, balancer, found, judge, math, ofBalancer, told } from "./alarm-stack";

describe("D3 a required alarm on the rate of errors", () => {
  const terms = {
    r: ofBalancer("RequestCount"),
    e: ofBalancer("HTTPCode_Target_5XX_Count"),
    b: ofBalancer("HTTPCode_ELB_5XX_Count"),
  };
  const stack = (expression: unknown, threshold: unknown, more: readonly object[] = []) => [
    balancer,
    ...told,
    alarm("rate", { ...math(terms, expression, more), threshold }),
  ];
  const rate = (...args: Parameters<typeof stack>) => judge("alarm-load-balancer-5xx", stack(...args)).web;

  it("has a threshold in percent where it is multiplied by 100, and else in shares of 1", () => {
    assert.equal(rate("100 * e / r", 1), true);
    assert.equal(rate("e / r * 100", 1.1), false);
    assert.equal(rate("e / r", 0.01), true);
    assert.equal(rate("e / r", 0.5), false);
    assert.equal(rate("e / r", 1), false);
  });

  it("is not made percent by a minimum of 100 requests", () => {
    assert.equal(rate("IF(r > 100, e / r, 0)", 1), false);
    assert.equal(rate("IF(r > 100, e / r, 0)", 0.01), true);
    assert.equal(rate("IF(FILL(r, 0) >= 100, 100 * (FILL(e, 0) + b) / (FILL(r, 0) + b), 0)", 1), true);
  });

  it("is followed through the ids of other expressions", () => {
    const share = { id: "share", expression: "e / r" };
    assert.equal(rate("share", 0.5, [share]), false);
    assert.equal(rate("share", 0.01, [share]), true);
    assert.equal(rate("100 * share", 1, [share]), true);
  });

  it("divides by the requests", () => {
    assert.equal(rate("r / e", 0.01), false);
    assert.match(found("alarm-load-balancer-5xx", stack("r / e", 0.01)), /compares no share of RequestCount/);
    assert.equal(rate("r - e", 1), false);
    assert.equal(rate("100 * (e / (r + b))", 1), true);
  });

  it("waits for an expression that is not known, or names metrics by parts of their ids", () => {
    assert.equal(rate(notYetKnown, 1), unknown);
    assert.equal(rate('SUM(METRICS("e")) / r', 0.01), unknown);
    assert.equal(rate("loop", 1, [{ id: "loop", expression: "loop / r" }]), false, "names itself");
  });
});
