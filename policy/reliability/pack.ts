import { PolicyPack } from "@pulumi/policy";
import { policyOf } from "../model/rule";
import { groupHealthCheck, groupMultiAz, loadBalancerMultiAz } from "./availability";
import { groupHoldsPeak } from "./capacity";

new PolicyPack("reliability", {
  policies: [groupMultiAz, loadBalancerMultiAz, groupHealthCheck, groupHoldsPeak].map(policyOf),
});
