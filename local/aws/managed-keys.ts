import { ACCOUNT } from "../cloud/store";
import { digest } from "./template";

/** Ids of the keys that AWS manages begin so here, which tells them from those that programs make. */
const PREFIX = "00000000-0000-4000-8000-";

/** An AWS managed key of this account, by its alias such as `alias/aws/s3`. */
export function managedKey(region: string, alias: string): { id: string; arn: string; aliasArn: string } {
  const id = PREFIX + digest(region + alias, 12);
  const prefix = `arn:aws:kms:${region}:${ACCOUNT}`;
  return { id, arn: `${prefix}:key/${id}`, aliasArn: `${prefix}:${alias}` };
}

export function isManagedKey(arn: string): boolean {
  return arn.includes(`:key/${PREFIX}`) || arn.includes(":alias/aws/");
}
