import { z } from "zod";
import {
  defaultOsReserveMb,
  defaultScaleOutCpuPercent,
  instanceTypes,
  isInstanceType,
  knownTypes,
} from "../../capacity";
import { choice, count, quantity, section, text } from "./fields";

const instances = count("instances", 1, 10_000);

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
  imageId: text("the id of an image, such as ami-0123456789abcdef0", /^ami-[0-9a-f]{8,17}$/).optional(),
  osReserveMb: quantity("a number of MiB", 0, 65_536).default(defaultOsReserveMb),
  minSize: instances.optional(),
  maxSize: instances.optional(),
  scaling: scaling.prefault({}),
  bootScript: text(
    "a path inside the project, such as boot/web.sh",
    /^(?!\/)(?!.*\.\.)[\w./-]{1,255}$/,
  ).optional(),
});
