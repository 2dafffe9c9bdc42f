import { PolicyPack } from "@pulumi/policy";
import { inputsRecorded } from "../model/inputs";
import { policyOf } from "../model/policy";
import { secretsRecorded } from "../model/secrets";
import { undecidedSaid } from "../model/undecided";
import { remediationPolicy } from "../model/remediation";
import { remediations } from "./remediations";
import { rules } from "./rules";

new PolicyPack("security", {
  policies: [
    inputsRecorded,
    secretsRecorded,
    ...rules.map(policyOf),
    undecidedSaid,
    ...remediations.map(remediationPolicy),
  ],
});
