import assert from "node:assert/strict";
import { LocalPulumi } from "./local-pulumi";

describe("what a preview refuses", function () {
  this.timeout("5m");
  const pulumi = new LocalPulumi();
  let undo: () => void;
  afterEach(() => {
    undo();
    assert.deepEqual(pulumi.made(), [], "nothing is made");
  });
  after(() => {
    pulumi.remove();
  });

  it("D4: a group that cannot hold the declared peak, with the figures", async () => {
    undo = pulumi.configure("prod", (config) => (config["platform:compute"] = { maxSize: 100 }));
    const { code, stdout } = await pulumi.run("preview", "--stack", "prod");
    assert.equal(code, 1);
    assert.match(stdout, /\[mandatory\].*auto-scaling-group-holds-peak/);
    assert.match(stdout, /found: +maxSize 100 of t3\.medium/);
    assert.match(
      stdout,
      /required: +at least 255: 5000 users .* need 193 instances \(by memory\), 231 with the buffer of 20 %/,
    );
  });

  it("A3: all mistakes of a configuration at once, by key, without a stack trace", async () => {
    undo = pulumi.configure("prod", (config) => {
      config["platform:compute"] = { minSize: 9, maxSize: 3 };
      config["platform:workload"] = { ...config["platform:workload"], peakConcurrencyShare: 5 };
      delete config["platform:domain"];
    });
    const { code, stdout, stderr } = await pulumi.run("preview", "--stack", "prod");
    assert.equal(code, 1);
    for (const key of ["platform:compute", "platform:workload.peakConcurrencyShare", "platform:domain"]) {
      assert.ok(stdout.includes(key), `${key} in\n${stdout}`);
    }
    assert.doesNotMatch(stdout + stderr, /\n\s+at .*\.ts/);
  });

  it("C4: a secret setting that is wrong, without its value", async () => {
    undo = pulumi.configure("prod", () => undefined);
    const secret = ["--secret", "--path", "platform:notifications.https[0]", "http://hooks.example/hunter2"];
    await pulumi.run("stack", "init", "prod", "--no-select");
    await pulumi.succeed("config", "set", "--stack", "prod", ...secret);
    const { code, stdout, stderr } = await pulumi.run("preview", "--stack", "prod");
    assert.equal(code, 1);
    assert.match(stdout, /platform:notifications\.https\[0\] +found a secret +allowed: an https/);
    assert.doesNotMatch(stdout + stderr, /hunter2/);
  });
});
