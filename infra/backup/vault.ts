import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { componentTypes } from "../component-types";
import { encryptionKey } from "../encryption";

export interface BackupVaultArgs {
  /**
   * Refuses to delete recovery points before their time. `governance` can be lifted by who may change the vault;
   * `compliance` by nobody, AWS included, once its days of grace are over.
   */
  lock: "none" | "governance" | "compliance";
  /** The shortest and the longest retention of the rules that fill the vault, days; the lock refuses any other. */
  retentionDays: { min: number; max: number };
  /** Leaves the vault, its key and its recovery points in AWS when the stack is destroyed. */
  retain: boolean;
}

/** Days in which a compliance lock can still be taken back; AWS asks for 3 at least. */
const complianceGraceDays = 7;

/** Where recovery points are kept, under a key of its own. */
export class BackupVault extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly vaultName: pulumi.Output<string>;

  constructor(name: string, args: BackupVaultArgs, opts?: pulumi.ComponentResourceOptions) {
    super(componentTypes.BackupVault, name, args, opts);
    const child = { parent: this, retainOnDelete: args.retain };

    const key = encryptionKey(name, { description: "Recovery points", retain: args.retain }, this);
    const vault = new aws.backup.Vault(
      name,
      // A vault that comes and goes with its environment takes its recovery points along.
      { kmsKeyArn: key.arn, forceDestroy: !args.retain },
      child,
    );
    if (args.lock !== "none") {
      new aws.backup.VaultLockConfiguration(
        name,
        {
          backupVaultName: vault.name,
          minRetentionDays: args.retentionDays.min,
          maxRetentionDays: args.retentionDays.max,
          // AWS takes the lock for one of governance if there are no days of grace.
          ...(args.lock === "compliance" && { changeableForDays: complianceGraceDays }),
        },
        child,
      );
    }

    this.arn = vault.arn;
    this.vaultName = vault.name;
    this.registerOutputs({ arn: this.arn, vaultName: this.vaultName });
  }
}
