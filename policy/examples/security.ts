import type { Example } from "./example";
import { encryptionExamples } from "./security-encryption";
import { exposureExamples } from "./security-exposure";
import { identityExamples } from "./security-identity";

export const securityExamples: Readonly<Record<string, Example>> = {
  ...encryptionExamples,
  ...exposureExamples,
  ...identityExamples,
};
