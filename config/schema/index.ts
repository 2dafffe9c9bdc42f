import { z } from "zod";
import { newAccountQuotas } from "../../capacity";
import { parseCidr } from "../cidr";
import { backup, region } from "./backup";
import { compute } from "./compute";
import { choice, count, flag, section, text } from "./fields";
import { alarms, notifications, slo, tracing } from "./observability";
import { cache, database, sessionTable, storage } from "./state";
import { workload } from "./workload";

const hostName = text(
  "a host name in lower case, such as app.example.com",
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/,
);

const domain = section({
  name: hostName,
  hostedZone: hostName,
  certificateArn: text(
    "the ARN of an ACM certificate, arn:aws:acm:REGION:ACCOUNT:certificate/ID",
    /^arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+$/,
  ).optional(),
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
  .refine((record) => Object.keys(record).length <= 40, "at most 40 tags");

const availabilityZones = count("Availability Zones", 2, 6);

const network = section({
  cidrBlock: z
    .string("an IPv4 block from /16 to /20, such as 10.0.0.0/16")
    .refine((block) => {
      const mask = parseCidr(block)?.mask;
      return mask !== undefined && mask >= 16 && mask <= 20;
    }, "an IPv4 block from /16 to /20, such as 10.0.0.0/16")
    .default("10.0.0.0/16"),
  layoutZones: availabilityZones.optional(),
  zones: z
    .array(
      text("the name of an Availability Zone, such as us-east-1a", /^[a-z]{2}-[a-z]+-\d[a-z]$/),
      "a list of names of Availability Zones",
    )
    .optional(),
  interfaceEndpoints: flag().default(true),
});

const loadBalancer = section({
  type: choice("application", "network").default("application"),
  stickySessions: flag().default(false),
  deletionProtection: flag().optional(),
});

const quotas = section({
  onDemandStandardVcpus: count("vCPUs", 1, 1_000_000).default(newAccountQuotas.onDemandStandardVcpus),
  elasticIps: count("Elastic IP addresses", 1, 10_000).default(newAccountQuotas.elasticIps),
});

/** The configuration of a stack by its full keys, as a person writes it; defaults are filled in by parsing. */
export const stackConfiguration = section({
  "aws:region": region,
  "platform:optInRegions": z.array(region, "a list of AWS regions").default([]),
  "platform:environment": choice("dev", "prod"),
  "platform:availabilityZones": availabilityZones,
  "platform:domain": domain.optional(),
  "platform:notifications": notifications,
  "platform:tags": tags.default({}),
  "platform:workload": workload,
  "platform:network": network.prefault({}),
  "platform:compute": compute.prefault({}),
  "platform:loadBalancer": loadBalancer.prefault({}),
  "platform:database": database.prefault({}),
  "platform:cache": cache.prefault({}),
  "platform:sessionStore": choice("cache", "dynamodb").default("cache"),
  "platform:sessionTable": sessionTable.prefault({}),
  "platform:storage": storage.prefault({}),
  "platform:backup": backup.prefault({}),
  "platform:quotas": quotas.prefault({}),
  "platform:alarms": alarms.prefault({}),
  "platform:slo": slo.prefault({}),
  "platform:tracing": tracing.prefault({}),
});

export type StackConfiguration = z.infer<typeof stackConfiguration>;

/** The settings that sizes follow from, whatever else there is. */
export const sizedConfiguration = stackConfiguration
  .pick({
    "platform:environment": true,
    "platform:availabilityZones": true,
    "platform:workload": true,
    "platform:network": true,
    "platform:compute": true,
    "platform:database": true,
    "platform:cache": true,
    "platform:sessionStore": true,
    "platform:sessionTable": true,
    "platform:quotas": true,
  })
  .strip();

export type SizedConfiguration = z.infer<typeof sizedConfiguration>;
