import { choice, count, flag, section, text } from "./fields";

const regionPattern = "(?!cn-|us-gov-|us-iso|eu-iso)[a-z]{2}-[a-z]+-\\d";

/** The regions of China, GovCloud and the isolated ones lack services that the platform is made of. */
export const region = text(
  "an AWS region of the partition aws, such as us-east-1",
  new RegExp(`^${regionPattern}$`),
);

/** Ten years: AWS Backup keeps longer, and a typing mistake under a vault lock cannot be taken back. */
const longest = 3650;

export const backup = section({
  vaultLock: choice("none", "governance", "compliance")
    .describe(
      "What refuses to delete recovery points before their time; nobody can lift `compliance`, AWS included.",
    )
    .optional(),
  dailyRetentionDays: count("days", 1, 35)
    .describe(
      "Days that daily recovery points are kept, which are continuous for S3. Default: the database's `backupRetentionDays`.",
    )
    .optional(),
  weeklyRetentionDays: count("days", 1, longest)
    .describe("Days that weekly recovery points are kept; by default not less than the daily ones.")
    .optional(),
  monthlyRetentionDays: count("days", 1, longest)
    .describe("Days that monthly recovery points are kept; by default not less than the weekly ones.")
    .optional(),
  copyToRegion: text(
    "an AWS region of the partition aws, companion or none",
    new RegExp(`^(?:companion|none|${regionPattern})$`),
  )
    .describe("Region of a second copy; `companion` is one of the same jurisdiction (config/regions.ts).")
    .optional(),
  restoreTesting: flag()
    .describe("Whether the latest recovery points are restored once a week as a test.")
    .optional(),
  retainVault: flag()
    .describe("Whether vaults, their keys and recovery points stay in AWS when the stack is destroyed.")
    .optional(),
});
