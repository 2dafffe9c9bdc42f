import assert from "node:assert/strict";
import { parseAws } from "../../local/aws-cli/arguments";
import { RefusedError } from "../../local/aws-cli/call";
import { carryOut } from "../../local/aws-cli/operations";
import { refuseCall, signIn } from "../../local/cloud/access";
import { Clock } from "../../local/cloud/clock";
import { Client, newStore } from "./aws-client";

const hourMs = 3_600_000;

describe("the local AWS answers nobody whom AWS would not answer", () => {
  it("where the account has not enabled an opt-in region: a provider, a resource and the AWS CLI, until it is enabled", async () => {
    const store = newStore();
    const config = { region: "ap-southeast-4" };
    const aws = (command: string, region = "us-east-1") =>
      carryOut(parseAws(command.split(" ")), store, region);
    const status = "account get-region-opt-status --region-name ap-southeast-4";
    const disabled =
      /unable to validate AWS credentials.*InvalidClientTokenId: The security token included in the request is invalid/;
    await assert.rejects(Client.start(store, config), disabled);
    const sydney = await Client.start(store, { region: "ap-southeast-2" });
    await assert.rejects(sydney.create("sns/topic", "there", config), /InvalidClientTokenId/);
    assert.throws(() => aws("ssm get-parameter --name /a", config.region), RefusedError);
    assert.deepEqual(aws(status), { RegionName: "ap-southeast-4", RegionOptStatus: "DISABLED" });

    aws("account enable-region --region-name ap-southeast-4");
    assert.deepEqual(aws(status), { RegionName: "ap-southeast-4", RegionOptStatus: "ENABLED" });
    await sydney.create("sns/topic", "there", config);
    (await Client.start(store, config)).stop();
    sydney.stop();
  });

  it("where temporary credentials have expired: at the start, and in the middle of an update", async () => {
    const store = newStore();
    signIn(store, new Date(Date.now() + hourMs));
    const client = await Client.start(store);
    const topic = await client.create("sns/topic", "in time", {});
    signIn(store, new Date(Date.now() - 1));
    const expired = /ExpiredToken: The security token included in the request is expired/;
    await assert.rejects(client.update(topic, { displayName: "late" }), expired);
    await assert.rejects(client.create("iam/role", "global", { assumeRolePolicy: "{}" }), expired);
    await assert.rejects(Client.start(store), expired);
    client.stop();
    assert.throws(() => carryOut(parseAws(["rds", "describe-db-clusters"]), store, "us-east-1"), expired);
    signIn(store, new Date(Date.now() + hourMs));
    (await Client.start(store)).stop();
  });

  it("credentials expire as the clock is put forward", () => {
    const store = newStore();
    const clock = new Clock(store.directory);
    signIn(store, new Date(clock.now().getTime() + hourMs));
    clock.putForward(hourMs / 2);
    refuseCall(store, "us-east-1", clock.now());
    clock.putForward(hourMs);
    assert.throws(() => {
      refuseCall(store, "us-east-1", clock.now());
    }, /ExpiredToken/);
  });
});
