import { PolicyPack } from "@pulumi/policy";
import { inputsRecorded } from "../model/inputs";
import { policyOf } from "../model/policy";
import { secretsRecorded } from "../model/secrets";
import { undecidedSaid } from "../model/undecided";
import { rules } from "./rules";

new PolicyPack("reliability", {
  policies: [inputsRecorded, secretsRecorded, ...rules.map(policyOf), undecidedSaid],
});
