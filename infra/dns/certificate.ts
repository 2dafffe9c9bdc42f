import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "../component-types";

export interface CertificateArgs {
  /** Name that the certificate is for, e.g. `app.example.com`. */
  domainName: string;
  /** Public hosted zone, in this account, in which the name is proved. */
  hostedZoneId: pulumi.Input<string>;
  /** Leaves the proof in the zone when the stack is destroyed, for another one's certificate of the same name. */
  retainProof?: boolean;
}

/** A certificate in the region of its provider, validated by DNS. */
export class Certificate extends pulumi.ComponentResource {
  /** ARN of the certificate, known once it is issued. */
  readonly arn: pulumi.Output<string>;

  constructor(name: string, args: CertificateArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.Certificate, name, args, opts);

    const certificate = new aws.acm.Certificate(
      name,
      { domainName: args.domainName, validationMethod: "DNS" },
      { parent: this },
    );
    // AWS gives one proof for each name of the certificate, and this one has a single name.
    const proof = certificate.domainValidationOptions.apply(([first]) => {
      if (!first) throw new Error(`AWS returned no validation record for ${args.domainName}`);
      return first;
    });
    const record = new aws.route53.Record(
      `${name}-validation`,
      {
        zoneId: args.hostedZoneId,
        name: proof.resourceRecordName,
        type: proof.resourceRecordType,
        records: [proof.resourceRecordValue],
        ttl: 300,
        // The proof of a name is the same for every region's certificate of it.
        allowOverwrite: true,
      },
      { parent: this, retainOnDelete: args.retainProof ?? false },
    );
    const validation = new aws.acm.CertificateValidation(
      name,
      { certificateArn: certificate.arn, validationRecordFqdns: [record.fqdn] },
      { parent: this },
    );

    this.arn = validation.certificateArn;
    this.registerOutputs({ arn: this.arn });
  }
}
