/**
 * The checks of checkov that the deployed prod stack fails on purpose, by id, each with the reason. What they ask for is read
 * from checkov 3.3, `checkov/terraform/checks`, 2026-11-28.
 */
export const answered: Readonly<Record<string, { asks: string; why: string }>> = {
  CKV_AWS_130: {
    asks: "No subnet assigns public addresses",
    why: "Public subnets do, by awsx's default; load balancers and NAT gateways alone are in them. `auto-scaling-group-in-private-subnets`, `instance-without-public-ip` and `data-in-private-subnets` enforce that nothing else gets there.",
  },
  CKV_AWS_144: {
    asks: "A bucket is replicated to another region",
    why: "AWS Backup copies the recovery points of buckets to the other region (`backup-copied-to-another-region`), which a deletion does not follow as it follows a replica. `bucket-replication` enforces replication for the buckets that its parameter names.",
  },
  CKV_AWS_145: {
    asks: "A bucket encrypts with a key of KMS",
    why: "The buckets of logs do not: load balancers and S3 itself deliver to buckets with S3's managed key only. `bucket-encrypted-with-customer-managed-key` enforces a key for all others.",
  },
  CKV_AWS_260: {
    asks: "No security group lets the internet in on port 80",
    why: "The public load balancer's does, and its listener there answers nothing but a redirect to HTTPS, which `load-balancer-https` enforces. `security-group-closed` refuses port 80 everywhere else.",
  },
  CKV_AWS_338: {
    asks: "A log group keeps its logs for a year",
    why: "They are logs of operation: 90 days in prod cover what is asked of them after an incident. What has to be kept for an auditor is the account's CloudTrail, which is no part of this stack. The parameter `days` of `log-group-retention` sets the shortest time.",
  },
  CKV2_AWS_8: {
    asks: "A database cluster is named by a backup selection",
    why: "The selection takes it by its tag, which checkov does not follow. `stateful-resource-backed-up` does, for every type that AWS Backup supports.",
  },
  CKV2_AWS_27: {
    asks: "A PostgreSQL cluster sets log_statement beside log_min_duration_statement",
    why: "Statements that take longer than a second are logged. log_statement writes statements whole, with the password that a `CREATE ROLE` has in it, into a log that more people read than the database.",
  },
  CKV2_AWS_34: {
    asks: "Every parameter of Systems Manager is a SecureString",
    why: "The stack's parameters are endpoints and names that instances look up as they boot, none of them a secret. Secrets are in Secrets Manager.",
  },
  CKV2_AWS_62: {
    asks: "A bucket sends notifications of its events",
    why: "Nothing works on such events here. Who reads and changes objects is CloudTrail's to tell.",
  },
  CKV2_AWS_76: {
    asks: "The load balancer's web ACL has AWS's rule groups for known bad inputs and for anonymous addresses",
    why: "It has the first, whose rules stop Log4j's lookups (CVE-2021-44228). The second refuses everybody who comes through a VPN, a relay or a hosting provider, and so users.",
  },
};
