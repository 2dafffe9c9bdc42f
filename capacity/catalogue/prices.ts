// Amazon's price pages for us-east-1, on demand, from memory of early 2025 and not fetched since; other regions cost
// more. Instances, database classes and cache nodes have their price beside their shape.

export const hoursPerMonth = 730;
export const secondsPerMonth = hoursPerMonth * 3600;

/** Aurora Standard: USD an ACU-hour, and a GB-month of volume. I/O is extra, 0.20 USD a million. */
export const aurora = { usdPerAcuHour: 0.12, usdPerGbMonth: 0.1 };

/** RDS gp3 storage, USD a GB-month; a Multi-AZ standby has its own. */
export const rdsStorageUsdPerGbMonth = 0.115;

/** DynamoDB: USD a million request units on demand, and an hour of a provisioned unit. */
export const dynamoDb = {
  usdPerMillionReads: 0.125,
  usdPerMillionWrites: 0.625,
  usdPerReadUnitHour: 0.00013,
  usdPerWriteUnitHour: 0.00065,
};

/** S3 Standard, the first 50 TB, USD a GB-month. Infrequent access costs about half, archive a sixth. */
export const s3UsdPerGbMonth = 0.023;
