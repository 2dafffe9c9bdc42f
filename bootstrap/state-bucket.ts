import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "../infra/component-types";
import { Bucket } from "../infra/bucket";
import { encryptionKey } from "../infra/encryption";

/** Days for which a version of a state can be deleted by nobody without a permission for it. */
const lockedDays = 30;

/** The bucket of the stacks' state: each version is kept, and the newer ones are locked. It outlives this program. */
export class StateBucket extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly bucketName: pulumi.Output<string>;
  readonly keyArn: pulumi.Output<string>;

  constructor(name: string, _: Record<string, never>, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.StateBucket, name, {}, opts);

    const key = encryptionKey(name, { description: "State of Pulumi stacks", retain: true }, this);
    const bucket = new Bucket(
      name,
      {
        kmsKeyArn: key.arn,
        versioning: true,
        lifecycleRules: [
          {
            id: "former-states",
            status: "Enabled",
            filter: { prefix: "" },
            noncurrentVersionExpiration: { noncurrentDays: 365 },
          },
        ],
      },
      // Losing the state orphans everything: `destroy` forgets the bucket, and leaves it in AWS.
      { parent: this, transforms: [retained] },
    );
    // Locks versions, not names: Pulumi goes on writing the next version of a state, and deleting its own locks.
    new aws.s3.BucketObjectLockConfiguration(
      name,
      {
        bucket: bucket.bucketName,
        rule: { defaultRetention: { mode: "GOVERNANCE", days: lockedDays } },
      },
      { parent: this, dependsOn: bucket.settings, retainOnDelete: true },
    );
    this.arn = bucket.arn;
    this.bucketName = bucket.bucketName;
    this.keyArn = key.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

function retained({ props, opts }: pulumi.ResourceTransformArgs): pulumi.ResourceTransformResult {
  return { props, opts: { ...opts, retainOnDelete: true } };
}
