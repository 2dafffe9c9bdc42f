import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "../component-types";

export interface CertificateArgs {
  /** Name that the certificate is for, e.g. `app.example.com`. */
  domainName: string;
  /** More names of the same zone. */
  alternativeNames?: string[];
  /** Public hosted zone, in this account, in which the name is proved. */
  hostedZoneId: pulumi.Input<string>;
  /** Leaves the proof of `domainName` in the zone when it is removed from the stack, for another certificate of that name. */
  retainProof?: boolean;
}

/** A certificate in the region of its provider, validated by DNS. */
export class Certificate extends pulumi.ComponentResource {
  /** ARN of the certificate, known once it is issued. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: CertificateArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.Certificate, name, args, opts);

    const { domainName, alternativeNames = [] } = args;
    const certificate = new aws.acm.Certificate(
      name,
      {
        domainName,
        validationMethod: "DNS",
        ...(alternativeNames.length > 0 && { subjectAlternativeNames: alternativeNames }),
      },
      { parent: this },
    );
    const proofs = [
      this.prove(`${name}-validation`, certificate, domainName, args),
      ...alternativeNames.map((alternative) =>
        this.prove(`${name}-validation-${alternative}`, certificate, alternative, {
          ...args,
          retainProof: false,
        }),
      ),
    ];
    const validation = new aws.acm.CertificateValidation(
      name,
      { certificateArn: certificate.arn, validationRecordFqdns: proofs.map(({ fqdn }) => fqdn) },
      { parent: this },
    );

    this.arn = validation.certificateArn;
    this.registerOutputs({ arn: this.arn });
  }

  private prove(
    name: string,
    { domainValidationOptions }: aws.acm.Certificate,
    domainName: string,
    { hostedZoneId, retainProof = false }: CertificateArgs,
  ): aws.route53.Record {
    const proof = domainValidationOptions.apply((options) => {
      const found = options.find((option) => option.domainName === domainName);
      if (!found) throw new Error(`AWS returned no validation record for ${domainName}`);
      return found;
    });
    return new aws.route53.Record(
      name,
      {
        zoneId: hostedZoneId,
        name: proof.resourceRecordName,
        type: proof.resourceRecordType,
        records: [proof.resourceRecordValue],
        ttl: 300,
        // The proof of a name is the same for every certificate of it.
        allowOverwrite: true,
      },
      { parent: this, retainOnDelete: retainProof },
    );
  }
}
