import { z } from "zod";
import { count, quantity, section, share, text } from "./fields";

const emails = z.array(z.email("an e-mail address"), "a list of e-mail addresses");
const https = z
  .array(text("an https:// address", /^https:\/\/[^\s/]+\S*$/), "a list of https:// addresses")
  .default([]);

export const notifications = section({
  emails: emails.min(1, "at least one e-mail address"),
  https,
  ticket: section({ emails: emails.default([]), https })
    .refine(
      (subscribers) => subscribers.emails.length + subscribers.https.length > 0,
      "at least one of emails or https, or leave ticket out",
    )
    .optional(),
});

const percent = () => quantity("a number of percent", 0.01, 100);

export const alarms = section({
  cpuPercent: percent().default(75),
  memoryPercent: percent().default(80),
  diskPercent: percent().default(80),
  latencyMs: quantity("a number of milliseconds", 1, 60_000).default(300),
  clientErrorPercent: percent().default(10),
  serverErrorPercent: percent().default(1),
  minimumRequests: count("requests", 1, 1_000_000).default(20),
  warningShare: quantity("a share of a limit as a fraction", 0.1, 1).default(0.8),
  databaseCpuPercent: percent().default(75),
  cacheMemoryPercent: percent().default(80),
  certificateDays: count("days", 1, 60).default(30),
});

// Below 0.95 a fast burn, 14.4 times the error budget, would be more than all requests.
const objective = () => quantity("a share of requests as a fraction", 0.95, 0.99999);

export const slo = section({ availability: objective().optional(), latency: objective().default(0.95) });

export const tracing = section({ sampledShare: share("traced requests").default(0.05) });
