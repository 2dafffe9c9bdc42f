import { z } from "zod";
import { count, list, quantity, section, share, text } from "./fields";

const emails = list(
  z.email("an e-mail address").meta({ allowed: "an e-mail address" }),
  "a list of e-mail addresses",
);
const https = list(
  text("an https:// address", /^https:\/\/[^\s/]+\S*$/),
  "a list of https:// addresses",
).default([]);

export const notifications = section({
  emails: emails
    .min(1, "at least one e-mail address")
    .describe("Who is paged by e-mail; each has to confirm by a link that AWS sends."),
  https: https.describe("Endpoints of an on-call service that are paged; a key is usually part of them."),
  ticket: section({
    emails: emails.describe("Who gets tickets, what can wait for working hours, by e-mail.").default([]),
    https: https.describe("Endpoints that get tickets."),
  })
    .refine(
      (subscribers) => subscribers.emails.length + subscribers.https.length > 0,
      "at least one of emails or https, or leave ticket out",
    )
    .describe("Left out, tickets go to the e-mail addresses of pages.")
    .optional(),
});

const percent = () => quantity("a number of percent", 0.01, 100);

export const alarms = section({
  cpuPercent: percent().describe("CPU of the instances.").default(75),
  memoryPercent: percent().describe("Memory of the instances.").default(80),
  diskPercent: percent().describe("Root volume of an instance.").default(80),
  latencyMs: quantity("a number of milliseconds", 1, 60_000)
    .describe("What the 95th percentile of requests may take.")
    .default(300),
  clientErrorPercent: percent().describe("Requests answered with 4xx.").default(10),
  serverErrorPercent: percent().describe("Requests answered with 5xx.").default(1),
  minimumRequests: count("requests", 1, 1_000_000)
    .describe("Requests in a period below which rates are not judged.")
    .default(20),
  warningShare: quantity("a share of a limit as a fraction", 0.1, 1)
    .describe(
      "Share of a limit of the plan (request rate, group size, connections) at which a warning is due.",
    )
    .default(0.8),
  databaseCpuPercent: percent().describe("CPU of the database.").default(75),
  cacheMemoryPercent: percent().describe("Memory of a cache node.").default(80),
  certificateDays: count("days", 1, 60).describe("Days before a certificate expires.").default(30),
});

// Below 0.95 a fast burn, 14.4 times the error budget, would be more than all requests.
const objective = () => quantity("a share of requests as a fraction", 0.95, 0.99999);

export const slo = section({
  availability: objective().describe("Requests answered without a 5xx, over 30 days.").optional(),
  latency: objective().describe("Requests answered within `alarms.latencyMs`, over 30 days.").default(0.95),
});

export const tracing = section({
  sampledShare: share("traced requests")
    .describe("Share of requests that are traced beyond the first of each second.")
    .default(0.05),
});
