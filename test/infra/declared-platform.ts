import { join } from "node:path";
import { planCapacity } from "../../capacity";
import { type Environment, loadEnvironment, sizingOf } from "../../config";
import { readStackFile } from "../../config/stack-file";
import { Platform } from "../../infra/platform";
import { record } from "./record";

/** The platform of prod, with sections of its configuration changed. */
export const platform = (changes: Record<string, object> = {}) =>
  record((parent) => {
    const file = readStackFile(join(__dirname, "..", ".."), "prod");
    const environment: Environment = loadEnvironment({ ...file, values: { ...file.values, ...changes } });
    const plan = planCapacity(environment.workload, sizingOf(environment));
    return new Platform(
      "web",
      {
        environment,
        plan,
        zones: ["us-east-1a", "us-east-1b", "us-east-1c"].slice(0, environment.availabilityZones),
        now: new Date(),
        tags: {},
      },
      { parent },
    );
  });
