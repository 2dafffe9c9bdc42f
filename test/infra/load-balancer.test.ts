import assert from "node:assert/strict";
import { accessLogBucket } from "../../infra/access-logs";
import { LoadBalancer, type LoadBalancerArgs } from "../../infra/load-balancer";
import { record } from "./record";

const loadBalancer = (args: Partial<LoadBalancerArgs>) =>
  record(
    (region) =>
      new LoadBalancer("web", {
        vpcId: "vpc-1",
        publicSubnetIds: ["subnet-1", "subnet-2"],
        type: "application",
        stickySessions: false,
        deletionProtection: true,
        accessLogs: accessLogBucket("logs", { retentionDays: 30, forceDestroy: false }, region),
        targetPort: 8080,
        healthCheckPath: "/healthz",
        ...args,
      }),
  );
const listenerType = "aws:lb/listener:Listener";
const openPorts = async (args: Partial<LoadBalancerArgs>) =>
  (await loadBalancer(args))
    .ofType("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule")
    .map(({ inputs }) => inputs.fromPort);

describe("B2 load balancer", () => {
  it("with a certificate answers on HTTPS and sends HTTP there", async () => {
    const stack = await loadBalancer({ certificateArn: "arn:certificate" });
    const { inputs: https } = stack.only(listenerType, "web-443");
    assert.equal(https.protocol, "HTTPS");
    assert.equal(https.certificateArn, "arn:certificate");
    assert.match(String(https.sslPolicy), /TLS13-1-2/);
    const { inputs: http } = stack.only(listenerType, "web-80");
    assert.deepEqual(http.defaultActions, [
      { type: "redirect", redirect: { protocol: "HTTPS", port: "443", statusCode: "HTTP_301" } },
    ]);
  });

  it("without a certificate answers on HTTP only", async () => {
    const listeners = (await loadBalancer({})).ofType(listenerType);
    assert.deepEqual(
      listeners.map(({ inputs }) => [inputs.port, inputs.protocol]),
      [[80, "HTTP"]],
    );
  });

  it("opens the ports that it listens on, and no others", async () => {
    assert.deepEqual(await openPorts({}), [80]);
    assert.deepEqual(await openPorts({ certificateArn: "arn" }), [443, 80]);
    assert.deepEqual(await openPorts({ certificateArn: "arn", type: "network" }), [443]);
  });

  it("of type network speaks TLS, balances across zones and checks health by HTTP", async () => {
    const stack = await loadBalancer({ certificateArn: "arn", type: "network" });
    const { inputs: balancer } = stack.only("aws:lb/loadBalancer:LoadBalancer");
    assert.equal(balancer.enableCrossZoneLoadBalancing, true);
    assert.equal(balancer.idleTimeout, undefined, "a setting of application load balancers only");
    assert.equal(stack.only(listenerType).inputs.protocol, "TLS");
    const { inputs: targets } = stack.only("aws:lb/targetGroup:TargetGroup");
    assert.equal(targets.protocol, "TCP");
    assert.equal((targets.healthCheck as { protocol: string }).protocol, "HTTP");
  });

  it("keeps users on an instance when asked to", async () => {
    for (const stickySessions of [true, false]) {
      const { inputs } = (await loadBalancer({ stickySessions })).only("aws:lb/targetGroup:TargetGroup");
      assert.equal((inputs.stickiness as { enabled: boolean }).enabled, stickySessions);
    }
  });

  it("writes access logs to a bucket with S3's managed key, the only one it can write with", async () => {
    const stack = await loadBalancer({});
    const { inputs: balancer } = stack.only("aws:lb/loadBalancer:LoadBalancer");
    assert.deepEqual(balancer.accessLogs, { bucket: "logs", prefix: "web", enabled: true });
    const { inputs } = stack.only(
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
    );
    assert.deepEqual(inputs.rules, [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }]);
    const policy = String(stack.only("aws:s3/bucketPolicy:BucketPolicy").inputs.policy);
    assert.match(policy, /logdelivery\.elasticloadbalancing\.amazonaws\.com/);
  });
});
