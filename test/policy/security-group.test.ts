import assert from "node:assert/strict";
import { type Declared, notYetKnown } from "../../policy/examples/example";
import { unknown } from "../../policy/model/value";
import { securityGroupClosed } from "../../policy/security/exposure/security-group";
import { judge } from "./declare";

type Props = Record<string, unknown>;
type RefersTo = Record<string, string[]>;

const of = (type: string, name: string, props: Props = {}, refersTo: RefersTo = {}): Declared => ({
  type,
  name,
  props: { ...Object.fromEntries(Object.keys(refersTo).map((it) => [it, notYetKnown])), ...props },
  refersTo,
});

describe("security-group-closed: who else is in a load balancer's group", () => {
  const open = { protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: ["0.0.0.0/0"] };
  const group = (props: Props = {}) =>
    of("aws:ec2/securityGroup:SecurityGroup", "group", { ingress: [open], ...props });
  const balancer = of("aws:lb/loadBalancer:LoadBalancer", "balancer", {}, { securityGroups: ["group"] });
  const verdict = (...more: Declared[]) => judge(securityGroupClosed, group(), ...more).group;
  const sharing: Declared[] = [
    of("aws:ec2/instance:Instance", "it", {}, { vpcSecurityGroupIds: ["group"] }),
    of("aws:ec2/launchTemplate:LaunchTemplate", "it", {}, { vpcSecurityGroupIds: ["group"] }),
    of(
      "aws:ec2/launchTemplate:LaunchTemplate",
      "it",
      { networkInterfaces: [{ securityGroups: [notYetKnown] }] },
      { networkInterfaces: ["group"] },
    ),
    of(
      "aws:ecs/service:Service",
      "it",
      { networkConfiguration: { subnets: [], securityGroups: notYetKnown } },
      { networkConfiguration: ["group"] },
    ),
    of("aws:rds/cluster:Cluster", "it", {}, { vpcSecurityGroupIds: ["group"] }),
  ];

  it("refuses a group that a load balancer shares with an instance, a task or a database", () => {
    assert.equal(verdict(balancer), true);
    for (const other of sharing) assert.equal(verdict(balancer, other), false, other.type);
  });

  it("knows them by the group's id too", () => {
    const withId = (...more: Declared[]) => judge(securityGroupClosed, group({ id: "sg-1" }), ...more).group;
    const known = of("aws:lb/loadBalancer:LoadBalancer", "balancer", { securityGroups: ["sg-1"] });
    const instance = (ids: string[]) => of("aws:ec2/instance:Instance", "it", { vpcSecurityGroupIds: ids });
    assert.equal(withId(known, instance(["sg-1"])), false);
    assert.equal(withId(known, instance(["sg-2"])), true);
  });

  it("is not misled by what names the group in another way, or by outputs that are not known yet", () => {
    const from = of(
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      "from",
      { fromPort: 80, toPort: 80, ipProtocol: "tcp" },
      { securityGroupId: ["other"], referencedSecurityGroupId: ["group"] },
    );
    const other = of("aws:ec2/securityGroup:SecurityGroup", "other");
    const database: Declared = {
      type: "aws:rds/cluster:Cluster",
      name: "database",
      filledIn: { vpcSecurityGroupIds: notYetKnown },
    };
    assert.equal(verdict(balancer, from, other, database), true);
  });

  it("waits where an object that is not known as a whole comes from the group", () => {
    const service = of("aws:ecs/service:Service", "it", {}, { networkConfiguration: ["group"] });
    assert.equal(verdict(balancer, service), unknown);
  });

  it("cannot tell of a group that nothing in the stack is in, and refuses any other port of it", () => {
    assert.equal(verdict(), unknown);
    const ssh = { ...open, fromPort: 22, toPort: 22 };
    assert.equal(judge(securityGroupClosed, group({ ingress: [ssh] })).group, false);
    const [instance] = sharing;
    assert.equal(instance && verdict(instance), false);
    const type = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup";
    assert.equal(judge(securityGroupClosed, of(type, "it", { ingress: [open] })).it, false);
  });
});

describe("security-group-closed: prefix lists", () => {
  const list = (cidr: unknown) =>
    of("aws:ec2/managedPrefixList:ManagedPrefixList", "list", { entries: [{ cidr }] });
  const empty = of("aws:ec2/managedPrefixList:ManagedPrefixList", "list");
  const entry = (cidr: unknown) =>
    of(
      "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
      "entry",
      { cidr },
      { prefixListId: ["list"] },
    );
  const ssh = { fromPort: 22, toPort: 22 };
  const rules: Declared[] = [
    of(
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
      "it",
      { ipProtocol: "tcp", ...ssh },
      { prefixListId: ["list"] },
    ),
    of(
      "aws:ec2/securityGroupRule:SecurityGroupRule",
      "it",
      { type: "ingress", protocol: "tcp", ...ssh },
      { prefixListIds: ["list"] },
    ),
    of(
      "aws:ec2/securityGroup:SecurityGroup",
      "it",
      { ingress: [{ protocol: "tcp", ...ssh, prefixListIds: [notYetKnown] }] },
      { ingress: ["list"] },
    ),
  ];

  it("of the stack open a group as the ranges in them do, inline or as entries", () => {
    for (const rule of rules) {
      const verdict = (...more: Declared[]) => judge(securityGroupClosed, rule, ...more).it;
      for (const range of ["0.0.0.0/0", "0.0.0.0/1", "::/0"]) {
        assert.equal(verdict(list(range)), false, `${rule.type} ${range}`);
        assert.equal(verdict(empty, entry(range)), false, `${rule.type} ${range}`);
      }
      assert.equal(verdict(list("203.0.113.0/24")), undefined, rule.type);
      assert.equal(verdict(empty, entry("203.0.113.0/24")), undefined, rule.type);
      assert.equal(verdict(list(notYetKnown)), unknown, rule.type);
    }
  });

  it("of other stacks, or AWS's own, are not to be decided from this one", () => {
    const rule = of("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "it", {
      ipProtocol: "tcp",
      prefixListId: "pl-3b927c52",
      ...ssh,
    });
    assert.equal(judge(securityGroupClosed, rule).it, unknown);
  });

  it("do not make a rule for the way out one for the way in", () => {
    const out = of(
      "aws:ec2/securityGroupRule:SecurityGroupRule",
      "it",
      { type: "egress", protocol: "tcp", ...ssh },
      { prefixListIds: ["list"] },
    );
    assert.deepEqual(judge(securityGroupClosed, out, list("0.0.0.0/0")), {});
  });
});
