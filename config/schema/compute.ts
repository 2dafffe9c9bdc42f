import { z } from "zod";
import {
  defaultOsReserveMb,
  defaultScaleInCpuPercent,
  defaultScaleOutCpuPercent,
  defaultScaleOutMemoryPercent,
  instanceTypes,
  isInstanceType,
  knownTypes,
} from "../../capacity";
import { choice, count, flag, quantity, section, text } from "./fields";

const instances = count("instances", 1, 10_000);

const scaling = section({
  metric: choice("cpu", "requestsPerTarget")
    .describe("What instances are added and removed by: CPU and memory, or requests per target.")
    .default("cpu"),
  scaleOutCpuPercent: quantity("a number of percent", 10, 100)
    .describe("CPU utilisation above which instances are added.")
    .default(defaultScaleOutCpuPercent),
  scaleInCpuPercent: quantity("a number of percent", 1, 90)
    .describe("CPU utilisation below which instances are removed.")
    .default(defaultScaleInCpuPercent),
  scaleOutMemoryPercent: quantity("a number of percent", 10, 100)
    .describe(
      "Memory utilisation above which instances are added at the latest; earlier where a lost zone asks for it.",
    )
    .default(defaultScaleOutMemoryPercent),
  requestsPerTargetPerMinute: quantity("a number of requests a minute", 1, 10_000_000)
    .describe(
      "Requests per target and minute to hold, by hand in place of the plan's; with the metric `requestsPerTarget`.",
    )
    .optional(),
});

const typeNames = instanceTypes.map(({ name }) => name).join(", ");

export const compute = section({
  instanceType: z
    .string(`one of ${typeNames}`)
    .refine(isInstanceType, { error: ({ input }) => `one of ${knownTypes(String(input))}` })
    .meta({ allowed: `one of ${typeNames}` })
    .describe("EC2 instance type.")
    .default("t3.medium"),
  imageId: text("the id of an image, such as ami-0123456789abcdef0", /^ami-[0-9a-f]{8,17}$/)
    .describe(
      "Image of the instances, of their architecture; left out, the newest Amazon Linux of the first deployment is kept.",
    )
    .optional(),
  osReserveMb: quantity("a number of MiB", 0, 65_536)
    .describe(
      "Memory of an instance that users do not get: operating system, agents, the application itself.",
    )
    .default(defaultOsReserveMb),
  minSize: instances
    .describe(
      "Instances at least, by hand in place of the plan's figure; a standby takes it from its own file only.",
    )
    .optional(),
  maxSize: instances.describe("Instances at most, by hand in place of the plan's figure.").optional(),
  holdsZoneLoss: flag()
    .describe("Whether the instances that are left when a zone is lost hold all users at once.")
    .optional(),
  scaling: scaling.prefault({}),
  bootScript: text("a path inside the project, such as boot/web.sh", /^(?!\/)(?!.*\.\.)[\w./-]{1,255}$/)
    .describe("Script, from the project's root, that replaces the built-in web service at boot.")
    .optional(),
});
