import type { z } from "zod";
import { choice } from "./fields";

export const tier = choice("dev", "prod").describe(
  "What the stack is held to: its defaults, its minimums (config/tiers.ts) and the policies' configuration.",
);

export type Tier = z.infer<typeof tier>;
