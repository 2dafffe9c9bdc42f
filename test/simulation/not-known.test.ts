import * as pulumi from "@pulumi/pulumi";
import * as proxy from "@pulumi/policy/proxy";
import assert from "node:assert/strict";
import { notKnown, sentinels } from "../../simulation/read/not-known";

describe("what stands for a value that is not known", () => {
  it("is what Pulumi's SDK writes", () => {
    assert.equal(notKnown, pulumi.runtime.unknownValue);
  });

  it("is for each type what the SDK for policies reads", () => {
    const read = Object.entries(proxy as Record<string, unknown>).filter(([name]) =>
      /^unknown\w+Value$/.test(name),
    );
    assert.ok(read.length >= 6);
    assert.deepEqual(new Set<unknown>(sentinels), new Set(read.map(([, value]) => value)));
  });
});
