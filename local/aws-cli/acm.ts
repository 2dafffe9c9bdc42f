import { randomUUID } from "node:crypto";
import { validationOf } from "../aws/services/acm";
import { blocks, text } from "../cloud/properties";
import { ACCOUNT, GLOBAL } from "../cloud/store";
import { type Operation, refused, RefusedError } from "./call";

const certificateType = "aws:acm/certificate:Certificate";

export const acm: Readonly<Record<string, Operation>> = {
  "acm request-certificate": ({ store, region, option }) => {
    const domainName = option("domain-name");
    const arn = `arn:aws:acm:${region}:${ACCOUNT}:certificate/${randomUUID()}`;
    store.add({
      type: certificateType,
      region,
      id: arn,
      inputs: { domainName, validationMethod: option("validation-method") },
      outputs: { arn, id: arn, domainValidationOptions: [validationOf(domainName)] },
    });
    return { CertificateArn: arn };
  },
  "acm wait certificate-validated": ({ store, region, option }) => {
    const arn = option("certificate-arn");
    const certificate = store.get(region, certificateType, arn);
    if (certificate === undefined)
      throw refused("ResourceNotFoundException", "DescribeCertificate", `Could not find certificate ${arn}.`);
    const names = store.list(GLOBAL).map(({ inputs }) => bare(text(inputs.name)));
    const isProved = blocks(certificate.outputs.domainValidationOptions).every((proof) =>
      names.includes(bare(text(proof.resourceRecordName))),
    );
    if (!isProved) throw new RefusedError("Waiter CertificateValidated failed: Max attempts exceeded");
    return undefined;
  },
};

const bare = (name: string) => name.replace(/\.$/, "").toLowerCase();
