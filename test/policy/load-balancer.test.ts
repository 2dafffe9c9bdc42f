import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { unknown } from "../../policy/model/value";
import { rules as reliability } from "../../policy/reliability/rules";
import { listenerHttps, tlsPolicy } from "../../policy/security/encryption/in-transit";
import { desyncMitigation, dropInvalidHeaders, webAcl } from "../../policy/security/exposure/load-balancer";
import { rules as security } from "../../policy/security/rules";
import { judge } from "./declare";

type Props = Record<string, unknown>;

const balancer = (props: Props): Declared => ({
  type: "aws:lb/loadBalancer:LoadBalancer",
  name: "balancer",
  props,
});
/** A listener in a first preview, in which the load balancer's ARN and what AWS fills in are not known yet. */
const listener = (props: Props): Declared => ({
  type: "aws:lb/listener:Listener",
  name: "listener",
  props: { loadBalancerArn: notYetKnown, ...props },
  filledIn: { ...("protocol" in props ? {} : { protocol: notYetKnown }) },
  refersTo: { loadBalancerArn: ["balancer"] },
});
const forward = { defaultActions: [{ type: "forward" }] };
const elsewhere = (kind: string, props: Props = {}): Declared => ({
  type: "aws:lb/listener:Listener",
  name: "listener",
  props: {
    loadBalancerArn: `arn:aws:elasticloadbalancing:us-east-1:1:loadbalancer/${kind}/it/50dc6c495c0c9188`,
    ...forward,
    ...props,
  },
});

describe("load balancers: a listener that names no protocol", () => {
  const https = (...declared: Declared[]) => judge(listenerHttps, ...declared).listener;
  const tls = (...declared: Declared[]) => judge(tlsPolicy, ...declared).listener;

  it("speaks HTTP for an Application Load Balancer, whatever its port", () => {
    for (const port of [80, 443]) assert.equal(https(balancer({}), listener({ port, ...forward })), false);
    const redirect = { defaultActions: [{ type: "redirect", redirect: { protocol: "HTTPS" } }] };
    assert.equal(https(balancer({}), listener({ port: 80, ...redirect })), true);
    assert.equal(tls(balancer({}), listener({ port: 80, ...forward })), undefined);
  });

  it("is not refused while the kind of its load balancer is not known", () => {
    const kind = balancer({ loadBalancerType: notYetKnown });
    assert.equal(https(kind, listener({ port: 80, ...forward })), unknown);
    assert.equal(tls(kind, listener({ port: 80, ...forward })), unknown);
    assert.equal(tls(listener({ port: 80, ...forward })), unknown);
  });

  it("is of the kind that the ARN of another stack's load balancer tells", () => {
    assert.equal(https(elsewhere("app", { port: 80 })), unknown);
    assert.equal(tls(elsewhere("app", { port: 80 })), undefined);
    assert.equal(https(elsewhere("gwy")), undefined);
    assert.equal(tls(elsewhere("gwy")), undefined);
    assert.equal(tls(elsewhere("net", { protocol: "TLS", port: 443 })), false);
  });
});

describe("load balancers: Gateway Load Balancers", () => {
  const gateway = balancer({
    loadBalancerType: "gateway",
    enableCrossZoneLoadBalancing: true,
    enableDeletionProtection: true,
    subnetMappings: [{ subnetId: "subnet-1" }, { subnetId: "subnet-2" }],
  });
  const targets: Declared = {
    type: "aws:lb/targetGroup:TargetGroup",
    name: "targets",
    props: { protocol: "GENEVE", port: 6081, arnSuffix: "targetgroup/it/50dc6c495c0c9188" },
  };
  const alarm: Declared = {
    type: "aws:cloudwatch/metricAlarm:MetricAlarm",
    name: "alarm",
    props: {
      namespace: "AWS/GatewayELB",
      metricName: "UnHealthyHostCount",
      dimensions: { TargetGroup: "targetgroup/it/50dc6c495c0c9188" },
      comparisonOperator: "GreaterThanOrEqualToThreshold",
      statistic: "Maximum",
      threshold: 1,
      period: 60,
      evaluationPeriods: 1,
      alarmActions: ["arn:aws:sns:us-east-1:1:page"],
    },
  };

  it("are refused by no rule of either pack", () => {
    const stack = [gateway, listener(forward), targets, alarm];
    for (const rule of [...security, ...reliability]) {
      const verdicts = judge(rule, ...stack);
      for (const name of ["balancer", "listener", "targets"])
        if (rule.name !== "required-tags") assert.notEqual(verdicts[name], false, `${rule.name} ${name}`);
    }
  });

  it("are not judged as what speaks HTTP, nor what may be one", () => {
    for (const rule of [webAcl, dropInvalidHeaders, desyncMitigation]) {
      assert.deepEqual(judge(rule, gateway), {}, rule.name);
      const perhaps = balancer({ loadBalancerType: notYetKnown, desyncMitigationMode: "monitor" });
      assert.equal(judge(rule, perhaps).balancer, unknown, rule.name);
      assert.equal(
        judge(rule, balancer({ loadBalancerType: "application", desyncMitigationMode: "monitor" })).balancer,
        false,
      );
    }
  });
});
