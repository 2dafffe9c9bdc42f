import { PolicyPack } from "@pulumi/policy";
import { inputsRecorded } from "./inputs";
import { policyOf } from "./policy";
import { type Remediation, remediationPolicy } from "./remediation";
import type { AnyRule } from "./rule";
import { secretsRecorded } from "./secrets";
import { undecidedSaid } from "./undecided";

/** Serves rules and remediations as a policy pack. A process serves one. */
export function servePack(
  name: string,
  rules: readonly AnyRule[],
  remediations: readonly Remediation[] = [],
): void {
  new PolicyPack(name, {
    policies: [
      inputsRecorded,
      secretsRecorded,
      ...rules.map(policyOf),
      undecidedSaid,
      ...remediations.map(remediationPolicy),
    ],
  });
}
