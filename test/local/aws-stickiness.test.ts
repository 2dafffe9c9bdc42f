import assert from "node:assert/strict";
import { text, type Properties } from "../../local/cloud/properties";
import { Client, newStore, type Made } from "./aws-client";

describe("B2 the local AWS keeps a user on an instance only where AWS does", () => {
  let aws: Client;
  let loadBalancer: Made;
  before(async () => {
    aws = await Client.start(newStore());
    const { subnets } = await aws.network();
    loadBalancer = await aws.create("lb/loadBalancer", "network", {
      loadBalancerType: "network",
      subnets: subnets.slice(0, 2).map(({ id }) => id),
    });
  });
  after(() => {
    aws.stop();
  });
  const group = (name: string, protocol: string, stickiness: Properties) =>
    aws.create("lb/targetGroup", name, { port: 80, protocol, stickiness });
  const listen = (port: number, protocol: string, { state }: Made) =>
    aws.create("lb/listener", `${protocol}-${port}`, {
      loadBalancerArn: text(loadBalancer.state.arn),
      port,
      protocol,
      defaultActions: [{ type: "forward", targetGroupArn: text(state.arn) }],
    });
  const bySource = (enabled: boolean): Properties => ({ enabled, type: "source_ip" });
  const noTls = /InvalidConfigurationRequest: Sticky sessions are not supported for TLS or QUIC listeners/;

  it("not behind a TLS listener, whichever of the two comes first", async () => {
    const sticky = await group("sticky", "TCP", bySource(true));
    await listen(80, "TCP", sticky);
    await assert.rejects(listen(443, "TLS", sticky), noTls);
    const plain = await group("plain", "TCP", bySource(false));
    await listen(443, "tls", plain);
    await assert.rejects(aws.update(plain, { ...plain.inputs, stickiness: bySource(true) }), noTls);
  });

  it("by cookie where HTTP is spoken, by source address elsewhere, in the target group also while it is off", async () => {
    const wrong = (type: string, protocol: string) =>
      new RegExp(
        `Stickiness type '${type}' is not supported for target groups with the ${protocol} protocol`,
      );
    await group("http", "HTTP", { enabled: true, type: "lb_cookie" });
    await assert.rejects(group("source", "HTTP", bySource(true)), wrong("source_ip", "HTTP"));
    await assert.rejects(
      group("cookie", "TCP", { enabled: false, type: "lb_cookie" }),
      wrong("lb_cookie", "TCP"),
    );
    await assert.rejects(group("tls", "TLS", bySource(true)), noTls);
    await group("tls-off", "TLS", bySource(false));
  });
});
