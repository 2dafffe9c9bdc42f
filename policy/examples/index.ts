import type { AnyRule } from "../model/rule";
import { alarmRules } from "../reliability/alarms";
import { alarmExamples } from "../reliability/alarms/examples";
import { alarmSabotages } from "../reliability/alarms/sabotages";
import { availabilityRules } from "../reliability/availability";
import { availabilityExamples } from "../reliability/availability/examples";
import { availabilitySabotages } from "../reliability/availability/sabotages";
import { capacityRules } from "../reliability/capacity";
import { capacityExamples } from "../reliability/capacity/examples";
import { capacitySabotages } from "../reliability/capacity/sabotages";
import { recoveryRules } from "../reliability/recovery";
import { recoveryExamples } from "../reliability/recovery/examples";
import { recoverySabotages } from "../reliability/recovery/sabotages";
import { regionRules } from "../reliability/region";
import { regionExamples } from "../reliability/region/examples";
import { regionSabotages } from "../reliability/region/sabotages";
import { encryptionRules } from "../security/encryption";
import { encryptionExamples } from "../security/encryption/examples";
import { encryptionSabotages } from "../security/encryption/sabotages";
import { exposureRules } from "../security/exposure";
import { exposureExamples } from "../security/exposure/examples";
import { exposureSabotages } from "../security/exposure/sabotages";
import { identityRules } from "../security/identity";
import { identityExamples } from "../security/identity/examples";
import { identitySabotages } from "../security/identity/sabotages";
import { tagRules } from "../security/tags";
import { tagExamples } from "../security/tags/examples";
import { tagSabotages } from "../security/tags/sabotages";
import type { Example } from "./example";
import type { Sabotage } from "./sabotage";

/** The rules of one folder, and what proves them: an example for each by name, and sabotages. */
export interface Subject {
  readonly rules: readonly AnyRule[];
  readonly examples: Readonly<Record<string, Example>>;
  readonly sabotages: readonly Sabotage[];
}

/** The subjects of each half of the pack. */
export const subjects: Readonly<Record<string, Readonly<Record<string, Subject>>>> = {
  reliability: {
    availability: {
      rules: availabilityRules,
      examples: availabilityExamples,
      sabotages: availabilitySabotages,
    },
    recovery: { rules: recoveryRules, examples: recoveryExamples, sabotages: recoverySabotages },
    region: { rules: regionRules, examples: regionExamples, sabotages: regionSabotages },
    alarms: { rules: alarmRules, examples: alarmExamples, sabotages: alarmSabotages },
    capacity: { rules: capacityRules, examples: capacityExamples, sabotages: capacitySabotages },
  },
  security: {
    encryption: { rules: encryptionRules, examples: encryptionExamples, sabotages: encryptionSabotages },
    exposure: { rules: exposureRules, examples: exposureExamples, sabotages: exposureSabotages },
    identity: { rules: identityRules, examples: identityExamples, sabotages: identitySabotages },
    tags: { rules: tagRules, examples: tagExamples, sabotages: tagSabotages },
  },
};

/** An example for each rule, by its name. */
export const examples: Readonly<Record<string, Example>> = Object.assign(
  {},
  ...Object.values(subjects)
    .flatMap((half) => Object.values(half))
    .map((subject) => subject.examples),
) as Record<string, Example>;

/** Every safeguard of the prod stack that is taken away in turn, by half. */
export const sabotages: Readonly<Record<string, readonly Sabotage[]>> = Object.fromEntries(
  Object.entries(subjects).map(([half, of]) => [half, Object.values(of).flatMap((it) => it.sabotages)]),
);
