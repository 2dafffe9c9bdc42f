import * as fs from "node:fs";
import * as path from "node:path";
import type { Store } from "./store";

/** One empty file stands for each region that is down. */
const fileOf = (store: Store, region: string): string => path.join(store.directory, "down", region);

/** Makes every call to a region fail, for all that share the cloud; what AWS keeps once an account stays. */
export function takeDown(store: Store, region: string): void {
  fs.mkdirSync(path.dirname(fileOf(store, region)), { recursive: true });
  fs.writeFileSync(fileOf(store, region), "");
}

export function bringBack(store: Store, region: string): void {
  fs.rmSync(fileOf(store, region), { force: true });
}

export function isDown(store: Store, region: string): boolean {
  return fs.existsSync(fileOf(store, region));
}

/** @throws the error with which AWS answers a call to a region that is down. */
export function refuseIfDown(store: Store, region: string): void {
  if (isDown(store, region))
    throw new Error(`ServiceUnavailable: Service is unable to handle request. (${region} is down)`);
}
