import { z } from "zod";
import { type Disruption, disruptions, recoveryModes } from "../../capacity/recovery/disruption";
import { parseDuration } from "../../capacity/recovery/duration";
import { region } from "./backup";
import { choice, quantity, section } from "./fields";

const allowed = "a duration with its unit, such as 0, 30s, 5m, 4h or 2d";

/** A duration, as seconds; YAML has 0 without quotes as a number. */
const duration = () =>
  z
    .union([z.literal(0), z.string()], allowed)
    .refine((value) => parseDuration(String(value)) !== undefined, allowed)
    .meta({ allowed });

const lost: Readonly<Record<Disruption, string>> = {
  instance: "an instance of the fleet, the database or the cache fails",
  zone: "an Availability Zone is lost",
  region: "the region is lost",
  data: "a store is deleted, or what it holds corrupted",
  credential: "somebody else has a credential of the account and deletes with it what it can",
};

const objectiveOf = (disruption: Disruption) =>
  section({
    rto: duration()
      .describe(`Recovery time: until users are served again when ${lost[disruption]}.`)
      .optional(),
    rpo: duration()
      .describe(`Recovery point: how much of the last written may be gone when ${lost[disruption]}.`)
      .optional(),
  }).prefault({});

const objectives = Object.fromEntries(disruptions.map((name) => [name, objectiveOf(name)])) as Record<
  Disruption,
  ReturnType<typeof objectiveOf>
>;

export const recovery = section({
  mode: choice(...recoveryModes)
    .describe(
      "What is kept ready for the loss of the region: nothing, copies of backups, a small platform that follows, or one that serves reads as well.",
    )
    .optional(),
  standbyRegion: region
    .describe("Region of the standby, a stack of its own. Default: that of the second copies of backups.")
    .optional(),
  responseMinutes: quantity("a number of minutes", 0, 1440)
    .describe("Minutes from a page until somebody acts, where recovery waits for a person.")
    .default(15),
  objectives: section(objectives).prefault({}),
});
