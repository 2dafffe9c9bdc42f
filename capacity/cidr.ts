import { Netmask } from "netmask";
import { isIPv4 } from "node:net";

/**
 * Reads `10.0.0.0/16`; undefined when it is no IPv4 block, of which Netmask by itself has a wider notion. Bits after the prefix
 * may be set: `10.0.5.0/16` is the block that it lies in.
 */
export function parseCidr(text: string): Netmask | undefined {
  const [address = "", prefix = "", ...more] = text.split("/");
  const isBlock = isIPv4(address) && /^\d{1,2}$/.test(prefix) && Number(prefix) <= 32 && more.length === 0;
  return isBlock ? new Netmask(text) : undefined;
}
