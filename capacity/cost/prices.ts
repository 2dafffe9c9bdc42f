import type { Price } from "./price";
import { usEast1 } from "./us-east-1";

/** Prices of a region, beside those of instances, database classes and cache nodes in `capacity/catalogue/`. */
export interface RegionPrices {
  readonly region: string;
  /** Whether the prices of the catalogue are this region's own. */
  readonly catalogueVerified: boolean;
  readonly prices: Readonly<Record<PriceName, Price>>;
}

export type PriceName = keyof typeof usEast1;

/** Of a region whose prices are those of another in every list that was seen, but were not looked up themselves. */
function as(prices: Readonly<Record<PriceName, Price>>): Record<PriceName, Price> {
  const entries = Object.entries(prices).map(([name, { usd, per }]) => [name, { usd, per }]);
  return Object.fromEntries(entries) as Record<PriceName, Price>;
}

const regions: readonly RegionPrices[] = [
  { region: "us-east-1", catalogueVerified: true, prices: usEast1 },
  { region: "us-west-2", catalogueVerified: false, prices: as(usEast1) },
];

/** @throws RangeError for a region without prices, with what to add. */
export function pricesOf(region: string): RegionPrices {
  const found = regions.find((it) => it.region === region);
  if (found === undefined) {
    throw new RangeError(
      `no prices of ${region}: add them to capacity/cost/prices.ts, each with its source and date ` +
        `(there are ${regions.map((it) => it.region).join(", ")}); prices of another region would mislead`,
    );
  }
  return found;
}
