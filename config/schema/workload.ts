import type { z } from "zod";
import { isDay, isEventStart, type Workload } from "../../capacity";
import { count, list, quantity, section, share, text, textThat } from "./fields";

const people = (min: number) => count("users", min, 1_000_000_000);
const instances = count("instances", 1, 10_000);
const usersOfInstance = count("users", 1, 1_000_000);
const growth = quantity("growth as a fraction", -0.9, 10);

const event = section({
  name: text("1 to 40 letters, digits and hyphens", /^[A-Za-z0-9-]{1,40}$/).describe(
    "Name, unique among the events: scheduled actions are named after it.",
  ),
  multiplier: quantity("a multiple of the usual peak", 1, 100).describe(
    "Concurrent users during the event, as a multiple of the usual peak; of events that are on together each adds what it brings above it.",
  ),
  start: textThat(
    "2026-11-27T05:00Z for once or --11-27T05:00Z for every year, ending in Z, an offset such as -05:00 or a zone such as [America/New_York]",
    isEventStart,
  ).describe(
    "When the load arrives. A yearly event follows the summer time of a zone that is named; with an offset it keeps its time in UTC.",
  ),
  durationHours: quantity("a number of hours", 0.25, 2160).describe("How long the load lasts."),
  leadHours: quantity("a number of hours", 0, 168).describe(
    "How long before `start` the instances must be there.",
  ),
});

function claimedRange(what: string) {
  return section({
    min: instances.describe(`Instances at the peak ${what}, at least.`),
    max: instances.describe(
      `Instances at the peak ${what}, at most. The capacity model shows its own figure beside it.`,
    ),
  });
}

/** What the stack declares about its users. Nothing of it is known better by the program, so most has no default. */
export const workload = section({
  registeredUsers: people(1).describe("Registered users."),
  countedOn: textThat('a day in quotes, such as "2026-11-28"', isDay)
    .describe("Day on which the registered users were counted, from which on they grow; left out, today.")
    .optional(),
  dailyActiveShare: share("registered users of a day").describe(
    "Share of the registered users who come on a day.",
  ),
  peakConcurrencyShare: share("a day's users who are there at once").describe(
    "Share of a day's users who are there at the same time at the peak.",
  ),
  baselineConcurrentUsers: people(1).describe("Users at the same time in quiet hours."),
  rampHours: quantity("a number of hours", 0.25, 24)
    .describe(
      "The least time in which a day's load rises from the baseline to the peak; the floor is such that scaling keeps up with it.",
    )
    .optional(),
  sessionMinutes: quantity("a number of minutes", 0.1, 1440).describe("Length of a session."),
  requestsPerSession: quantity("a number of requests", 1, 100_000).describe("Requests in a session."),
  requestKb: quantity("a number of KB", 0, 1_000_000).describe("Mean size of a request."),
  responseKb: quantity("a number of KB", 0, 1_000_000).describe("Mean size of a response."),
  memoryMbPerUser: quantity("a number of MB", 0.001, 1_000_000).describe(
    "Memory that a concurrent user takes on an instance.",
  ),
  usersPerInstance: section({
    min: usersOfInstance.describe("Users whom one instance was seen to serve at least."),
    max: usersOfInstance.describe(
      "Users whom one instance was seen to serve at most. Both belong to the instance type: measure again when it changes.",
    ),
  }),
  cpuMillisecondsPerRequest: quantity("a number of milliseconds", 0.001, 600_000)
    .describe("CPU time that a request takes on one vCPU.")
    .default(50),
  databaseKbPerUser: quantity("a number of KB", 0, 1_000_000_000).describe(
    "Database volume of a registered user.",
  ),
  databaseHotShare: share("database volume in constant use")
    .describe("Share of the database volume that is in constant use at the peak and should be in memory.")
    .default(0.25),
  queriesPerRequest: quantity("a number of queries", 0, 10_000)
    .describe("Database queries that a request makes.")
    .default(5),
  databaseMillisecondsPerQuery: quantity("a number of milliseconds", 0.001, 60_000)
    .describe("CPU time that a query takes on one vCPU of the database.")
    .default(2),
  databaseConnectionsPerInstance: count("connections", 1, 1000)
    .describe("Database connections that an instance's pool opens; left out, the plan says how many it may.")
    .optional(),
  sessionKb: quantity("a number of KB", 0.001, 10_000)
    .describe("Size of a session in the session store.")
    .default(20),
  staticFilesGb: quantity("a number of GB", 0, 1_000_000).describe("Static files in S3.").default(10),
  fileBackupGb: quantity("a number of GB", 0, 1_000_000).describe("File backups in S3.").default(50),
  monthlyGrowth: section({
    low: growth.describe("Growth of the registered users in a month, the careful guess."),
    high: growth.describe(
      "Growth of the registered users in a month, the bold guess: runways are told by it.",
    ),
  }),
  bufferShare: quantity("capacity above the peak as a fraction", 0, 10).describe(
    "Capacity kept above the peak, as a share of it.",
  ),
  events: list(event, "a list of events")
    .max(20, "at most 20 events")
    .describe("Times of more load than the usual peak: a launch, a holiday sale.")
    .default([]),
  claims: section({
    peakConcurrentUsers: people(1).describe("Users at once at the peak.").optional(),
    peakRps: quantity("a number of requests a second", 0, 1_000_000_000)
      .describe("Requests a second at the peak.")
      .optional(),
    peakMemoryGb: quantity("a number of GB", 0, 1_000_000_000)
      .describe("Memory of the users at the peak.")
      .optional(),
    peakInstancesByUsers: claimedRange("by the users that one serves").optional(),
    peakInstancesByMemory: instances.describe("Instances at the peak, by memory.").optional(),
    peakInstancesWithBuffer: instances.describe("Instances at the peak, with the buffer.").optional(),
    peakInstances: claimedRange("that are said to be enough").optional(),
    baselineInstances: section({
      min: instances.describe("Instances in quiet hours, at least."),
      max: instances.describe("Instances in quiet hours, at most."),
    }).optional(),
  }).optional(),
}) satisfies z.ZodType<Workload>;
