import type { AnyRule } from "../model/rule";
import { encryptionRules } from "./encryption";
import { exposureRules } from "./exposure";
import { identityRules } from "./identity";
import { tagRules } from "./tags";

/** The rules of this half, by subject. */
export const rules: readonly AnyRule[] = [
  ...encryptionRules,
  ...exposureRules,
  ...identityRules,
  ...tagRules,
];
