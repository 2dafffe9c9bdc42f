import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

/**
 * Lets AWS Backup work for every type of resource in a region, DynamoDB with its advanced features. The setting is the
 * account's: it backs up nothing by itself, a plan has to select a resource for that. All types are named, since AWS
 * reports all of them and a map that leaves some out would never be at rest.
 * Source: AWS Backup API reference, "UpdateRegionSettings"; the names are those of @pulumi/aws 7.48.
 */
export function backupOptIn(name: string, opts: pulumi.CustomResourceOptions): void {
  new aws.backup.RegionSettings(
    name,
    {
      resourceTypeOptInPreference: Object.fromEntries(types.map((type) => [type, true])),
      resourceTypeManagementPreference: { CloudFormation: true, DSQL: true, DynamoDB: true, EFS: true },
    },
    // A plan of a stack may count on it: it stays as it is when this program goes.
    { ...opts, retainOnDelete: true },
  );
}

const types = [
  "Aurora",
  "CloudFormation",
  "DocumentDB",
  "DSQL",
  "DynamoDB",
  "EBS",
  "EC2",
  "EFS",
  "FSx",
  "Neptune",
  "Redshift",
  "Redshift Serverless",
  "RDS",
  "S3",
  "SAP HANA on Amazon EC2",
  "Storage Gateway",
  "VirtualMachine",
];
