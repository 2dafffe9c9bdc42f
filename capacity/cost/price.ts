/** What AWS takes for a unit, and where that was looked up. */
export interface Price {
  readonly usd: number;
  readonly per: string;
  /** Source and date; without one nobody has looked it up, and the output says so. */
  readonly source?: string;
}
