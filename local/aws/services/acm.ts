import { strings, text, type Properties } from "../../cloud/properties";
import { digest } from "../template";
import type { Service, Subject } from "./service";

export const acm: Service = {
  modules: ["acm"],
  cloudFormation: ["CertificateManager"],
  types: {
    "acm/certificate": {
      outputs: {
        domainValidationOptions: (subject) => domainsOf(subject).map(validationOf),
        options: { certificateTransparencyLoggingPreference: "ENABLED", export: "DISABLED" },
        subjectAlternativeNames: domainsOf,
      },
      replaces: { validationMethod: true },
      inUse: "ResourceInUseException",
    },
    "acm/certificateValidation": { immutable: true },
  },
  missing: { acm: "CertificateNotFound: Certificate '{}' not found" },
};

function domainsOf({ inputs }: Subject): string[] {
  return [...new Set([text(inputs.domainName), ...strings(inputs.subjectAlternativeNames)])];
}

/** What proves a name: the same for all certificates of it. */
export function validationOf(domainName: string): Properties {
  const name = domainName.replace(/^\*\./, "");
  return {
    domainName,
    resourceRecordName: `_${digest(name, 32)}.${name}.`,
    resourceRecordType: "CNAME",
    resourceRecordValue: `_${digest(`value ${name}`, 32)}.acm-validations.aws.`,
  };
}
