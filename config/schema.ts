import { z } from "zod";
import {
  defaultOsReserveMb,
  defaultScaleOutCpuPercent,
  instanceTypes,
  isEventStart,
  isInstanceType,
  knownTypes,
} from "../capacity";
import { parseCidr } from "./cidr";

// Every message says what is allowed, in full, so that a problem reads the same whichever check found it.

const grouped = new Intl.NumberFormat("en");

function within(unit: string, min: number, max: number) {
  return `${unit}, ${grouped.format(min)} to ${grouped.format(max)}`;
}

function quantity(unit: string, min: number, max: number) {
  const allowed = within(unit, min, max);
  return z.number(allowed).min(min, allowed).max(max, allowed);
}

function count(what: string, min: number, max: number) {
  const unit = `a whole number of ${what}`;
  return quantity(unit, min, max).int(within(unit, min, max));
}

function share(meaning: string) {
  return quantity(`${meaning} as a fraction (0.1 is 10 %)`, 0, 1);
}

function text(allowed: string, pattern: RegExp) {
  return z.string(allowed).regex(pattern, allowed);
}

function flag() {
  return z.boolean("true or false");
}

function choice<const Values extends readonly string[]>(...values: Values) {
  return z.enum(values, values.join(" or "));
}

function section<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, `a section with the keys ${Object.keys(shape).join(", ")}`);
}

const people = (min: number) => count("users", min, 1_000_000_000);
const instances = () => count("instances", 1, 10_000);
const hostName = text(
  "a host name in lower case, such as app.example.com",
  /^(?=.{1,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])$/,
);

const event = section({
  name: text("1 to 40 letters, digits and hyphens", /^[A-Za-z0-9-]{1,40}$/),
  multiplier: quantity("a multiple of the usual peak", 1, 100),
  start: z.string(eventStart()).refine(isEventStart, eventStart()),
  durationHours: quantity("a number of hours", 0.25, 2160),
  leadHours: quantity("a number of hours", 0, 168),
});

function eventStart() {
  return "2026-11-27T05:00Z for once or --11-27T05:00Z for every year, ending in Z or an offset such as -05:00";
}

export const workload = section({
  registeredUsers: people(1),
  dailyActiveShare: share("registered users of a day"),
  peakConcurrencyShare: share("a day's users who are there at once"),
  baselineConcurrentUsers: people(1),
  sessionMinutes: quantity("a number of minutes", 0.1, 1440),
  requestsPerSession: quantity("a number of requests", 1, 100_000),
  requestKb: quantity("a number of KB", 0, 1_000_000),
  responseKb: quantity("a number of KB", 0, 1_000_000),
  memoryMbPerUser: quantity("a number of MB", 0.001, 1_000_000),
  usersPerInstance: section({ min: count("users", 1, 1_000_000), max: count("users", 1, 1_000_000) }),
  cpuMillisecondsPerRequest: quantity("a number of milliseconds", 0.001, 600_000).default(50),
  databaseKbPerUser: quantity("a number of KB", 0, 1_000_000_000),
  monthlyGrowth: section({
    low: quantity("growth as a fraction", -0.9, 10),
    high: quantity("growth as a fraction", -0.9, 10),
  }),
  bufferShare: quantity("capacity above the peak as a fraction", 0, 10),
  events: z.array(event, "a list of events").max(20, "at most 20 events").default([]),
  claims: section({
    peakInstances: section({ min: instances(), max: instances() }).optional(),
  }).optional(),
});

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

export const network = section({
  cidrBlock: z
    .string("an IPv4 block from /16 to /20, such as 10.0.0.0/16")
    .refine((block) => {
      const mask = parseCidr(block)?.mask;
      return mask !== undefined && mask >= 16 && mask <= 20;
    }, "an IPv4 block from /16 to /20, such as 10.0.0.0/16")
    .default("10.0.0.0/16"),
});

const scaling = section({
  metric: choice("cpu", "requestsPerTarget").default("cpu"),
  scaleOutCpuPercent: quantity("a number of percent", 10, 100).default(defaultScaleOutCpuPercent),
  scaleInCpuPercent: quantity("a number of percent", 1, 90).default(30),
  requestsPerTargetPerMinute: quantity("a number of requests a minute", 1, 10_000_000).optional(),
});

export const compute = section({
  instanceType: z
    .string(`one of ${instanceTypes.map(({ name }) => name).join(", ")}`)
    .refine(isInstanceType, { error: ({ input }) => `one of ${knownTypes(String(input))}` })
    .default("t3.medium"),
  osReserveMb: quantity("a number of MiB", 0, 65_536).default(defaultOsReserveMb),
  minSize: instances().optional(),
  maxSize: instances().optional(),
  scaling: scaling.prefault({}),
  bootScript: text(
    "a path inside the project, such as boot/web.sh",
    /^(?!\/)(?!.*\.\.)[\w./-]{1,255}$/,
  ).optional(),
});

const loadBalancer = section({
  type: choice("application", "network").default("application"),
  stickySessions: flag().default(false),
  deletionProtection: flag().optional(),
});

export const availabilityZones = count("Availability Zones", 2, 6);

/** The configuration of a stack by its full keys, as a person writes it; defaults are filled in by parsing. */
export const stackConfiguration = section({
  "aws:region": text("an AWS region, such as us-east-1", /^[a-z]{2}(?:-[a-z]+){1,2}-\d$/),
  "platform:environment": choice("dev", "prod"),
  "platform:availabilityZones": availabilityZones,
  "platform:domain": domain.optional(),
  "platform:notifications": section({
    emails: z
      .array(z.email("an e-mail address"), "a list of e-mail addresses")
      .min(1, "at least one e-mail address"),
  }),
  "platform:tags": tags.default({}),
  "platform:workload": workload,
  "platform:network": network.prefault({}),
  "platform:compute": compute.prefault({}),
  "platform:loadBalancer": loadBalancer.prefault({}),
});

export type StackConfiguration = z.infer<typeof stackConfiguration>;
