import assert from "node:assert/strict";
import { notYetKnown } from "../../policy/examples/example";
import { defaultsOf } from "../../policy/model/policy";
import { show } from "../../policy/model/show";
import { unknown } from "../../policy/model/value";
import { zoneLoss } from "../../policy/reliability/availability/zone-loss";
import { stackOf } from "./declare";

describe("D5 values in messages", () => {
  it("are shown as a person would write them", () => {
    assert.equal(show("gp3"), "gp3");
    assert.equal(show(["a", 1, null]), '["a",1,null]');
    assert.equal(show(undefined), "not set");
  });

  it("say what a preview does not know, inside of a value too, and never what the engine sends in its place", () => {
    assert.equal(show(unknown), "not known yet");
    assert.equal(show([notYetKnown, "arn"]), '["not known yet","arn"]');
    assert.equal(show({ id: unknown }), '{"id":"not known yet"}');
  });

  it("D1: a way out of zones that are not all known yet", () => {
    const subnet = (name: string, availabilityZone?: string) => ({
      type: "aws:ec2/subnet:Subnet",
      name,
      props: { availabilityZone, id: name },
    });
    const association = (name: string, to: string) => ({
      type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
      name,
      refersTo: { subnetId: [to], routeTableId: ["table"] },
      props: { subnetId: notYetKnown, routeTableId: notYetKnown },
    });
    const stack = stackOf(
      subnet("a", "us-east-1a"),
      subnet("b", "us-east-1b"),
      subnet("later"),
      { type: "aws:ec2/routeTable:RouteTable", name: "table" },
      {
        type: "aws:ec2/natGateway:NatGateway",
        name: "nat",
        props: { subnetId: notYetKnown },
        refersTo: { subnetId: ["a"] },
      },
      {
        type: "aws:ec2/route:Route",
        name: "out",
        props: { natGatewayId: notYetKnown, routeTableId: notYetKnown },
        refersTo: { natGatewayId: ["nat"], routeTableId: ["table"] },
      },
      association("of b", "b"),
      association("of later", "later"),
      {
        type: "aws:autoscaling/group:Group",
        name: "group",
        props: { vpcZoneIdentifiers: ["a", "b"] },
      },
    );
    const lost = [...zoneLoss.check(stack, defaultsOf(zoneLoss))].find(({ verdict }) => verdict === false);
    assert.equal(lost?.found, "us-east-1b, not known yet leaves through us-east-1a");
  });
});
