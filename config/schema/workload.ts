import { z } from "zod";
import { isEventStart } from "../../capacity";
import { count, quantity, section, share, text } from "./fields";

const people = (min: number) => count("users", min, 1_000_000_000);
const instances = count("instances", 1, 10_000);

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
  databaseHotShare: share("database volume in constant use").default(0.25),
  queriesPerRequest: quantity("a number of queries", 0, 10_000).default(5),
  databaseMillisecondsPerQuery: quantity("a number of milliseconds", 0.001, 60_000).default(2),
  databaseConnectionsPerInstance: count("connections", 1, 1000).optional(),
  sessionKb: quantity("a number of KB", 0.001, 10_000).default(20),
  staticFilesGb: quantity("a number of GB", 0, 1_000_000).default(10),
  fileBackupGb: quantity("a number of GB", 0, 1_000_000).default(50),
  monthlyGrowth: section({
    low: quantity("growth as a fraction", -0.9, 10),
    high: quantity("growth as a fraction", -0.9, 10),
  }),
  bufferShare: quantity("capacity above the peak as a fraction", 0, 10),
  events: z.array(event, "a list of events").max(20, "at most 20 events").default([]),
  claims: section({
    peakInstances: section({ min: instances, max: instances }).optional(),
  }).optional(),
});
