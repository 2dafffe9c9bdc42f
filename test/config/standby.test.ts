import assert from "node:assert/strict";
import { loadEnvironment, withPrimary } from "../../config";
import type { ConfigSource } from "../../config/load";
import { readStackFile } from "../../config/stack-file";
import { bareProd, type Values } from "./bare";
import { load, problemsOf } from "./stack";

const primary: ConfigSource = {
  file: "Pulumi.prod.yaml",
  stack: "prod",
  values: bareProd({ "aws:region": "us-east-1" }),
};

function standby(values: Values = {}, of: ConfigSource = primary) {
  const own = { "aws:region": "us-west-2", "platform:standbyOf": "prod", ...values };
  return withPrimary({ file: "Pulumi.b.yaml", stack: "b", values: own }, () => of);
}

describe("B9 the standby's configuration", () => {
  it("is that of the stack whose standby it is, but for its place and what its own file says", () => {
    const [prod, own] = ["prod", "prod-standby"].map((stack) => loadEnvironment(readStackFile(".", stack)));
    assert.ok(prod && own);
    assert.deepEqual(own.workload, prod.workload);
    assert.deepEqual(own.domain, prod.domain);
    assert.equal(own.network.layoutZones, prod.network.layoutZones);
    assert.notEqual(own.network.cidrBlock, prod.network.cidrBlock);
    assert.deepEqual([prod.pair?.role, own.pair?.role], ["primary", "standby"]);
    assert.deepEqual(own.pair?.primary, { stack: "prod", region: prod.region });
    assert.deepEqual(own.pair.primary, prod.pair?.primary);
    assert.equal(prod.pair?.standbyRegion, own.region);
    assert.deepEqual([prod.backup.copyToRegion, own.backup.copyToRegion], [own.region, prod.region]);
  });

  it("does not take what has a name in one region only, nor a floor set by hand", () => {
    const regional = {
      "platform:network": { zones: ["us-east-1a", "us-east-1b", "us-east-1c"], natGateways: "onePerZone" },
      "platform:compute": { imageId: "ami-0123456789abcdef0", minSize: 6, maxSize: 216 },
    };
    const { values } = standby({}, { ...primary, values: { ...primary.values, ...regional } });
    assert.deepEqual(values["platform:network"], { natGateways: "onePerZone" });
    assert.deepEqual(values["platform:compute"], { maxSize: 216 });
  });

  const refused: [what: string, values: Values, of: Values, message: RegExp][] = [
    [
      "a workload of its own",
      { "platform:workload": {} },
      {},
      /platform:workload .*that of Pulumi.prod.yaml/,
    ],
    ["another region than the one kept for it", { "aws:region": "eu-west-1" }, {}, /aws:region .*us-west-2/],
    [
      "itself as its primary",
      { "platform:standbyOf": "b" },
      {},
      /platform:standbyOf .*the name of the stack/,
    ],
    ["a standby as its primary", {}, { "platform:standbyOf": "a" }, /platform:standbyOf .*no standby itself/],
    [
      "a secret that only the other stack can read",
      {},
      { "platform:notifications": { emails: [], https: ["[encrypted]"] } },
      /platform:notifications .*only prod can read/,
    ],
  ];
  for (const [what, values, of, message] of refused) {
    it(`refuses ${what}`, () => {
      assert.throws(() => standby(values, { ...primary, values: { ...primary.values, ...of } }), message);
    });
  }

  it("is none where the mode keeps none, and with plain PostgreSQL by default", () => {
    const mode = (recovery: string) => load(bareProd({ "platform:recovery": { mode: recovery } }));
    assert.equal(mode("backup-only").pair, undefined);
    assert.equal(mode("active-active").pair?.role, "primary");
    const postgres = { "platform:database": { engine: "postgres" } };
    assert.equal(load(bareProd(postgres)).recovery.mode, "backup-only");
    const [problem] = problemsOf(bareProd({ ...postgres, "platform:recovery": { mode: "warm-standby" } }));
    assert.match(problem?.allowed ?? "", /only Aurora is followed/);
  });

  it("refuses a standby in the primary's own region", () => {
    const values = bareProd();
    const [problem] = problemsOf({
      ...values,
      "platform:recovery": { standbyRegion: String(values["aws:region"]) },
    });
    assert.equal(problem?.key, "platform:recovery.standbyRegion");
  });
});
