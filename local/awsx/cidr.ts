import { isIPv4 } from "node:net";

/** An IPv4 CIDR block: `address` is a 32-bit number, which may have host bits set; `mask` is the prefix length. */
export interface Block {
  address: number;
  mask: number;
}

/** @throws Error if `cidr` is not an IPv4 address with an optional prefix length; worded as awsx words it. */
export function parseBlock(cidr: string): Block {
  const [address = "", mask = "32"] = cidr.split("/");
  if (!isIPv4(address)) throw new Error(`Invalid net address: ${address}`);
  return blockAt(
    address.split(".").reduce((number, byte) => number * 256 + Number(byte), 0),
    Number(mask),
  );
}

export function formatBlock({ address, mask }: Block): string {
  return `${[24, 16, 8, 0].map((shift) => (address >>> shift) & 0xff).join(".")}/${mask}`;
}

/** Number of addresses in a block. */
export function sizeOf(mask: number): number {
  if (!(mask >= 0 && mask <= 32)) throw new Error(`Invalid mask for ip4: ${mask}`);
  return 2 ** (32 - mask);
}

/** The block of that size which holds the address. */
export function blockAt(address: number, mask: number): Block {
  return { address: address - (address % sizeOf(mask)), mask };
}

export function firstOf(block: Block): number {
  return blockAt(block.address, block.mask).address;
}

export function lastOf(block: Block): number {
  return firstOf(block) + sizeOf(block.mask) - 1;
}

/** The block of size `mask` that lies `nth` times its own size after the start of `base`. */
export function nthBlock(base: Block, mask: number, nth: number): Block {
  return { address: base.address + nth * sizeOf(mask), mask };
}

/** The first block of size `mask` that begins after the end of the one given. */
export function blockAfter(block: Block, mask: number): Block {
  return nthBlock(blockAt(lastOf(block), mask), mask, 1);
}

export function overlap(one: Block, other: Block): boolean {
  return firstOf(one) <= lastOf(other) && firstOf(other) <= lastOf(one);
}
