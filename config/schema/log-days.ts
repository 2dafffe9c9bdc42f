import { z } from "zod";

/** Days that CloudWatch Logs can keep events. Source: CloudWatch Logs API Reference, `PutRetentionPolicy` (2026-11-28). */
const kept = [
  1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
] as const;

const allowed = `a number of days that CloudWatch Logs offers: ${kept.join(", ")}`;

export const logDays = z.literal(kept, allowed).meta({ allowed });
