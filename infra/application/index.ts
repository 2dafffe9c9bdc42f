import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "../component-types";
import { Bucket, type BucketArgs } from "../bucket";
import type { Archive } from "./archive";
import { imageStatements } from "./image";

export interface ApplicationArgs extends Pick<
  BucketArgs,
  "kmsKeyArn" | "accessLogs" | "forceDestroy" | "tags"
> {
  /** What the instances run. */
  runs: Runs;
  /** Days that a former version of an object is kept. */
  noncurrentDays: number;
}

/** An archive with the command that starts it, or a container image by its digest. */
export type Runs =
  | {
      archive: Archive;
      /** Runs in the archive's folder, e.g. `node server.js`. */
      command: string;
      /** Packages of Amazon Linux, e.g. `nodejs22`. */
      packages: readonly string[];
    }
  | { image: string };

/** What the instances run, where they fetch it when they boot: an archive in a bucket of its own, or a container image. */
export class Application extends pulumi.ComponentResource {
  readonly bucketName: pulumi.Output<string>;
  /** What an instance's role needs to fetch it. */
  readonly accessStatements: aws.iam.PolicyStatement[];

  constructor(name: string, args: ApplicationArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.Application, name, {}, opts);
    const { runs, noncurrentDays, ...bucketArgs } = args;
    // There for an image too, so that one more deployment can go back to an archive.
    const bucket = new Bucket(
      name,
      {
        ...bucketArgs,
        versioning: true,
        lifecycleRules: [
          {
            id: "expire-former-versions",
            status: "Enabled",
            filter: { prefix: "" },
            noncurrentVersionExpiration: { noncurrentDays },
          },
        ],
      },
      { parent: this },
    );
    if ("archive" in runs) this.upload(name, bucket, runs.archive);
    this.bucketName = bucket.bucketName;
    this.accessStatements = "image" in runs ? imageStatements(runs.image) : archiveStatements(bucket, args);
    this.registerOutputs({ bucketName: this.bucketName });
  }

  private upload(name: string, bucket: Bucket, { key, source }: Archive) {
    new aws.s3.BucketObjectv2(
      name,
      {
        bucket: bucket.bucketName,
        key,
        source,
        // S3 takes 10 tags of an object, and a stack may have more.
        overrideProvider: { defaultTags: { tags: {} } },
      },
      // A refresh that rolls back starts instances of the archive before.
      { parent: this, retainOnDelete: true, dependsOn: bucket.settings },
    );
  }
}

/** All archives of the bucket, since a roll back needs the one before; to read them, and nothing else. */
function archiveStatements(bucket: Bucket, { kmsKeyArn }: ApplicationArgs): aws.iam.PolicyStatement[] {
  return [
    { Effect: "Allow", Action: "s3:GetObject", Resource: pulumi.interpolate`${bucket.arn}/application/*` },
    ...(kmsKeyArn === undefined
      ? []
      : [{ Effect: "Allow" as const, Action: "kms:Decrypt", Resource: kmsKeyArn }]),
  ];
}
