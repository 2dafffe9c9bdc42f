import { enableRegion, isEnabled } from "../cloud/access";
import { isOptIn } from "../../config/regions";
import type { Operation } from "./call";

/** https://docs.aws.amazon.com/accounts/latest/reference/API_EnableRegion.html, read 2026-11-28; here it takes no time. */
export const account: Readonly<Record<string, Operation>> = {
  "account enable-region": ({ store, option }) => {
    enableRegion(store, option("region-name"));
    return undefined;
  },
  "account get-region-opt-status": ({ store, option }) => {
    const region = option("region-name");
    const status = isEnabled(store, region) ? "ENABLED" : "DISABLED";
    return { RegionName: region, RegionOptStatus: isOptIn(region) ? status : "ENABLED_BY_DEFAULT" };
  },
};
