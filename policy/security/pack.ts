import { PolicyPack } from "@pulumi/policy";
import { policyOf } from "../model/policy";
import { programNoted } from "../model/program";
import { remediationPolicy } from "../model/remediation";
import { remediations } from "./remediations";
import { rules } from "./rules";

new PolicyPack("security", {
  policies: [programNoted, ...rules.map(policyOf), ...remediations.map(remediationPolicy)],
});
