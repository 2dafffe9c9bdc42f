import { choice, count, flag, section, text } from "./fields";

export const region = text("an AWS region, such as us-east-1", /^[a-z]{2}(?:-[a-z]+){1,2}-\d$/);

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
