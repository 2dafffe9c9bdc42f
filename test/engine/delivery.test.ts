import assert from "node:assert/strict";
import { cloneOfSuite } from "./clone";

describe("D5 what the scripts of the workflows say of a pull request", function () {
  this.timeout("40m");
  const clone = cloneOfSuite();

  it("a safeguard less, in the stack's file and in the program: refused, with what to do", () => {
    clone().edit("Pulumi.prod.yaml", "config:\n", "config:\n  platform:compute: { maxSize: 100 }\n");
    clone().edit("infra/compute/launch-template.ts", 'httpTokens: "required"', 'httpTokens: "optional"');
    const { code, markdown, log } = clone().script("ci:preview", "--stack", "prod", "--base", "HEAD");
    assert.equal(code, 1, log);
    assert.match(markdown, /## Preview: prod would be refused/);
    assert.match(markdown, /\*\*`growth-within-limits`\*\* on `web` \(aws:autoscaling\/group:Group\)/);
    assert.match(markdown, /- found: instances: 200.* of 100.* today/);
    assert.match(markdown, /- \*\*fix\*\*: set metadataOptions\.httpTokens to "required"/);
    assert.match(markdown, /\*\*`instance-metadata-v2`\*\*/);
  });
});
