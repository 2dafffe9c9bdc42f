import assert from "node:assert/strict";
import { search } from "@aws-lambda-powertools/jmespath";
import { rmSync } from "node:fs";
import { parseAws } from "../../local/aws-cli/arguments";
import { RefusedError, UnknownCommandError } from "../../local/aws-cli/call";
import { carryOut } from "../../local/aws-cli/operations";
import { takeDown } from "../../local/cloud/regions";
import { block, text, type Properties } from "../../local/cloud/properties";
import type { Store } from "../../local/cloud/store";
import { commandsIn, wordsOf } from "../docs/commands";
import { Client, newStore } from "./aws-client";

const zone = "Z1";

describe("B9 the local AWS's `aws route53` and `aws acm`", function () {
  this.timeout("60s");
  let store: Store;
  let east: Client;
  beforeEach(async () => {
    store = newStore();
    east = await Client.start(store);
  });
  afterEach(() => {
    east.stop();
    rmSync(store.directory, { recursive: true });
  });
  const aws = (...words: string[]) => carryOut(parseAws(words), store, "us-east-1");
  const record = (failover: string, setIdentifier: string) =>
    east.create("route53/record", setIdentifier, {
      zoneId: zone,
      name: "app.example.com",
      type: "A",
      aliases: [{ name: "lb.example.com", zoneId: "Z2", evaluateTargetHealth: true }],
      failoverRoutingPolicies: [{ type: failover }],
      setIdentifier,
    });
  const listed = () => aws("route53", "list-resource-record-sets", "--hosted-zone-id", zone) as Properties;
  const change = (batch: unknown) =>
    aws(
      ...["route53", "change-resource-record-sets", "--hosted-zone-id", zone],
      ...["--change-batch", JSON.stringify(batch)],
    );
  /** What the query of docs/restore.md makes of the zone. */
  const asked = () => {
    const written = commandsIn("restore.md").find(({ text }) => text.includes("list-resource-record-sets"));
    const words = wordsOf(written?.text.replaceAll("'", "\u0001") ?? "");
    const query = (words[words.indexOf("--query") + 1] ?? "").replaceAll("\u0001", "'");
    return search(query, listed()) as { Changes: { ResourceRecordSet: Properties }[] };
  };

  it("deletes a name's records as docs/restore.md does, while the region is lost, and no other", async () => {
    await record("PRIMARY", "prod");
    await record("SECONDARY", "prod-fallback");
    await east.create("route53/record", "other", {
      zoneId: zone,
      name: "api.example.com",
      type: "CNAME",
      records: ["elsewhere"],
      ttl: 60,
    });
    takeDown(store, "us-east-1");
    const { Changes } = asked();
    assert.deepEqual(Changes.map(({ ResourceRecordSet: { Failover } }) => Failover).sort(), [
      "PRIMARY",
      "SECONDARY",
    ]);
    change({ Changes });
    const left = listed().ResourceRecordSets as Properties[];
    assert.deepEqual(
      left.map(({ Name, TTL, ResourceRecords }) => [Name, TTL, ResourceRecords]),
      [["api.example.com.", 60, [{ Value: "elsewhere" }]]],
    );
    await assert.rejects(async () => Promise.resolve(change({ Changes })), /InvalidChangeBatch/);
  });

  it("deletes nothing where one value of one record is another", async () => {
    await record("PRIMARY", "prod");
    await record("SECONDARY", "prod-fallback");
    const { Changes } = asked();
    const [first, second] = Changes;
    const changed = { ...second, ResourceRecordSet: { ...second?.ResourceRecordSet, HealthCheckId: "x" } };
    assert.throws(() => change({ Changes: [first, changed] }), RefusedError);
    assert.equal((listed().ResourceRecordSets as unknown[]).length, 2);
    assert.throws(() => change({ Changes: [{ ...first, Action: "UPSERT" }] }), UnknownCommandError);
  });

  it("issues a certificate where the name's proof is in the zone", async () => {
    const request = ["acm", "request-certificate", "--domain-name", "app.example.com"];
    const { CertificateArn } = aws(...request, "--validation-method", "DNS") as Properties;
    const wait = () => aws("acm", "wait", "certificate-validated", "--certificate-arn", text(CertificateArn));
    assert.throws(wait, /Max attempts exceeded/);
    const { state } = await east.create("acm/certificate", "lost", { domainName: "app.example.com" });
    const [proof] = state.domainValidationOptions as Properties[];
    const { resourceRecordName, resourceRecordType, resourceRecordValue } = block(proof);
    await east.create("route53/record", "proof", {
      zoneId: zone,
      name: text(resourceRecordName),
      type: text(resourceRecordType),
      records: [text(resourceRecordValue)],
      ttl: 300,
    });
    wait();
    assert.throws(
      () => aws("acm", "wait", "certificate-validated", "--certificate-arn", "arn:none"),
      /Could not find/,
    );
  });
});
