import { quantity, section } from "./fields";

export const budget = section({
  monthlyUsd: quantity("USD a month", 1, 100_000_000)
    .describe(
      "What a month of the stack may cost before somebody is told. Default: the plan's monthly cost, of a standby while it is idle, and `marginShare` of it; to be set where the plan has no prices.",
    )
    .optional(),
  marginShare: quantity("a share of the plan's monthly cost as a fraction", 0, 10)
    .describe("What a month may cost above the plan's monthly cost: its days differ, and so do months.")
    .optional(),
});
