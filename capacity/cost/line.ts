import { withoutNoise } from "../arithmetic";
import type { Price } from "./price";

export type CostComponent =
  | "compute"
  | "network"
  | "load balancer"
  | "database"
  | "sessions"
  | "files"
  | "backup"
  | "monitoring"
  | "security"
  | "dns";

/** One item of a month's bill. */
export interface CostLine {
  readonly component: CostComponent;
  readonly item: string;
  readonly usdPerMonth: number;
  /** Where the same is sold so: a year's commitment without upfront payment, and spare capacity that AWS may take back. */
  readonly savingsPlanUsd?: number;
  readonly spotUsd?: number;
  /** Whether the price has a source. */
  readonly verified: boolean;
  /** The calculation with its numbers. */
  readonly formula: string;
}

const number = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });

/** So many units of a price. */
export function line(
  component: CostComponent,
  item: string,
  quantity: number,
  price: Price,
  how = "",
): CostLine {
  return {
    component,
    item,
    usdPerMonth: withoutNoise(quantity * price.usd),
    verified: price.source !== undefined,
    formula: `${number.format(quantity)} x ${price.usd} USD a ${price.per}${how === "" ? "" : `; ${how}`}`,
  };
}

export function readable(value: number): string {
  return number.format(value);
}
