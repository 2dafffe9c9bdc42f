import { z } from "zod";
import { newAccountQuotas, parseCidr } from "../../capacity";
import { application } from "./application";
import { backup, region } from "./backup";
import { budget } from "./budget";
import { compute } from "./compute";
import { choice, count, flag, list, section, text, textThat } from "./fields";
import { logDays } from "./log-days";
import { alarms, notifications, slo, tracing } from "./observability";
import { recovery } from "./recovery";
import { cache, database, sessionTable, storage } from "./state";
import { tier } from "./tier";
import { workload } from "./workload";

export { tier, type Tier } from "./tier";

const hostName = text(
  "a host name in lower case, such as app.example.com",
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/,
);

const domain = section({
  name: hostName.describe(
    "Name that users reach the platform by; without a domain the load balancer speaks HTTP only.",
  ),
  hostedZone: hostName.describe("Public Route 53 hosted zone, of the account, that holds the name."),
  routing: choice("failover", "latency", "weighted")
    .describe(
      "With a standby: `failover` sends users there when the region is lost, `latency` to the nearer region, `weighted` shares them out; with the last two both regions serve users, though only one has a database that takes writes.",
    )
    .default("failover"),
  weight: count("parts", 0, 255)
    .describe("With `weighted`: the stack's share, beside the other one's.")
    .default(100),
  certificateArn: text(
    "the ARN of an ACM certificate, arn:aws:acm:REGION:ACCOUNT:certificate/ID",
    /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/,
  )
    .describe("Certificate of the load balancer's region; left out, one is requested and validated by DNS.")
    .optional(),
});

const tags = z
  .record(
    text(
      "a tag key of 1 to 128 characters that does not start with aws:",
      /^(?!aws:)[\p{L}\p{N} _.:/=+@-]{1,128}$/iu,
    ),
    text(
      "text of at most 256 letters, digits, spaces and _ . : / = + - @",
      /^[\p{L}\p{N} _.:/=+@-]{0,256}$/u,
    ),
    "a section of tag keys, each with a text",
  )
  .meta({ allowed: "a section of at most 40 tag keys, each with a text" })
  .refine((record) => Object.keys(record).length <= 40, "at most 40 tags");

const availabilityZones = count("Availability Zones", 2, 6);

const network = section({
  cidrBlock: textThat("an IPv4 block from /16 to /20, such as 10.0.0.0/16", (block) => {
    const mask = parseCidr(block)?.bitmask;
    return mask !== undefined && mask >= 16 && mask <= 20;
  })
    .describe("Addresses of the VPC.")
    .default("10.0.0.0/16"),
  layoutZones: availabilityZones
    .describe(
      "Availability Zones that the block is divided for, at least those in use: more can be added without moving subnets. Default: `availabilityZones`.",
    )
    .optional(),
  zones: list(
    text("the name of an Availability Zone, such as us-east-1a", /^[a-z]{2}-[a-z]+-\d[a-z]$/),
    "a list of names of Availability Zones",
  )
    .describe("The Availability Zones, as many as `availabilityZones`. Default: the first of the region.")
    .optional(),
  natGateways: choice("single", "onePerZone")
    .describe("`onePerZone` keeps the way out when a zone is lost; `single` costs less.")
    .optional(),
  interfaceEndpoints: flag()
    .describe(
      "Whether instances reach AWS by interface endpoints, paid by the hour and zone, or through NAT.",
    )
    .default(true),
});

const loadBalancer = section({
  type: choice("application", "network")
    .describe("`network` where the application speaks a protocol of its own over TCP.")
    .default("application"),
  stickySessions: flag().describe("Whether a user is kept on the same instance.").default(false),
  deletionProtection: flag()
    .describe("Whether AWS and Pulumi refuse to delete the load balancer.")
    .optional(),
});

const webAcl = section({
  enabled: flag()
    .describe("Whether a web ACL stands in front of the load balancer, which has to be an application one.")
    .optional(),
});

const encryption = section({
  retainKeys: flag()
    .describe("Whether the keys of data and storage stay in AWS when the stack is destroyed.")
    .optional(),
});

const logs = section({
  retentionDays: logDays.describe("Days that CloudWatch Logs keeps what services log.").optional(),
  accessLogRetentionDays: count("days", 1, 3650)
    .describe("Days that access logs of the load balancer and the buckets are kept in S3.")
    .optional(),
});

const quotas = section({
  onDemandStandardVcpus: count("vCPUs", 1, 1_000_000)
    .describe("vCPUs of on-demand standard instances that the account is granted, quota L-1216C47A.")
    .default(newAccountQuotas.onDemandStandardVcpus),
  onDemandXVcpus: count("vCPUs", 1, 1_000_000)
    .describe(
      "vCPUs of on-demand memory-optimised X instances that the account is granted, quota L-7295265B.",
    )
    .optional(),
  elasticIps: count("Elastic IP addresses", 1, 10_000)
    .describe("Elastic IP addresses that the account is granted, one per NAT gateway, quota L-0263D0A3.")
    .default(newAccountQuotas.elasticIps),
});

/** The configuration of a stack by its full keys, as a person writes it; defaults are filled in by parsing. */
export const stackConfiguration = section({
  "aws:region": region.describe("AWS region of the stack."),
  "platform:tier": tier,
  "platform:standbyOf": text("the name of a stack, such as prod", /^[\w.-]{1,100}$/)
    .describe(
      "Stack that this one is the standby of: what its own file does not set it takes from that one's. Both are of one mode, workload and tier.",
    )
    .optional(),
  "platform:optInRegions": list(region, "a list of AWS regions")
    .describe("Regions in use that are disabled by default, and that the account is opted in to.")
    .default([]),
  "platform:availabilityZones": availabilityZones.describe("Availability Zones to spread over."),
  "platform:domain": domain.optional(),
  "platform:notifications": notifications,
  "platform:tags": tags.describe("Tags of every resource, beside those that the program adds.").default({}),
  "platform:workload": workload,
  "platform:network": network.prefault({}),
  "platform:application": application.prefault({}),
  "platform:compute": compute.prefault({}),
  "platform:loadBalancer": loadBalancer.prefault({}),
  "platform:webAcl": webAcl.prefault({}),
  "platform:database": database.prefault({}),
  "platform:cache": cache.prefault({}),
  "platform:sessionStore": choice("cache", "dynamodb")
    .describe("Where sessions live: the cache, or a DynamoDB table in place of it.")
    .default("cache"),
  "platform:sessionTable": sessionTable.prefault({}),
  "platform:storage": storage.prefault({}),
  "platform:permissionsBoundary": text(
    "the ARN of an IAM policy, such as arn:aws:iam::123456789012:policy/boundary",
    /^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]{1,256}$/,
  )
    .describe("The most that the roles of instances and services may do, whatever is attached to them.")
    .optional(),
  "platform:encryption": encryption.prefault({}),
  "platform:logs": logs.prefault({}),
  "platform:backup": backup.prefault({}),
  "platform:recovery": recovery.prefault({}),
  "platform:quotas": quotas.prefault({}),
  "platform:budget": budget.prefault({}),
  "platform:alarms": alarms.prefault({}),
  "platform:slo": slo.prefault({}),
  "platform:tracing": tracing.prefault({}),
});

export type StackConfiguration = z.infer<typeof stackConfiguration>;

/** The settings that sizes follow from, whatever else there is. */
export const sizedConfiguration = stackConfiguration
  .pick({
    "platform:tier": true,
    "platform:standbyOf": true,
    "platform:availabilityZones": true,
    "platform:workload": true,
    "platform:network": true,
    "platform:compute": true,
    "platform:database": true,
    "platform:cache": true,
    "platform:sessionStore": true,
    "platform:sessionTable": true,
    "platform:recovery": true,
    "platform:quotas": true,
    "platform:alarms": true,
  })
  .strip();

export type SizedConfiguration = z.infer<typeof sizedConfiguration>;
