/** An IPv4 block. */
export interface Cidr {
  /** First address of the block that the text names, as a number. */
  readonly address: number;
  /** Prefix length, 0-32. */
  readonly mask: number;
}

/** Reads `10.0.0.0/16`; undefined when it is no IPv4 block. Bits after the prefix may be set. */
export function parseCidr(text: string): Cidr | undefined {
  const [, ...parts] = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text) ?? [];
  const [mask, ...octets] = parts.map(Number).reverse();
  if (mask === undefined || mask > 32 || octets.some((octet) => octet > 255)) return undefined;
  return { address: octets.reduceRight((address, octet) => address * 256 + octet, 0), mask };
}

/** The block that an address with its prefix lies in: `10.0.5.0/16` is in `10.0.0.0/16`. */
export function enclosingBlock({ address, mask }: Cidr): string {
  const size = 2 ** (32 - mask);
  const first = address - (address % size);
  const octets = [24, 16, 8, 0].map((shift) => Math.floor(first / 2 ** shift) % 256);
  return `${octets.join(".")}/${mask}`;
}
