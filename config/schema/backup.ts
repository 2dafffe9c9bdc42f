import { choice, count, flag, section, text } from "./fields";

/** ARNs are written for the partition `aws`: regions of China, GovCloud and the isolated ones are others'. */
export const region = text(
  "an AWS region of the partition aws, such as us-east-1",
  /^(?!cn-|us-gov-|us-iso|eu-iso)[a-z]{2}-[a-z]+-\d$/,
);

/** Ten years: AWS Backup keeps longer, and a typing mistake under a vault lock cannot be taken back. */
const longest = 3650;

export const backup = section({
  vaultLock: choice("none", "governance", "compliance").optional(),
  // Daily backups are continuous, which AWS Backup keeps for 35 days at most.
  dailyRetentionDays: count("days", 1, 35).optional(),
  weeklyRetentionDays: count("days", 1, longest).optional(),
  monthlyRetentionDays: count("days", 1, longest).optional(),
  copyToRegion: region.optional(),
  restoreTesting: flag().optional(),
});
