import * as fs from "node:fs";
import * as path from "node:path";
import { isOptIn } from "../../config/regions";
import { refuseIfDown } from "./regions";
import { GLOBAL, type Store } from "./store";

/** One empty file stands for each opt-in region that the account has enabled. */
const enabledFile = (store: Store, region: string): string => path.join(store.directory, "enabled", region);
const sessionFile = (store: Store): string => path.join(store.directory, "session.json");

/** What `aws account enable-region` does. */
export function enableRegion(store: Store, region: string): void {
  fs.mkdirSync(path.dirname(enabledFile(store, region)), { recursive: true });
  fs.writeFileSync(enabledFile(store, region), "");
}

/** Whether the account may use a region: those "launched after March 20, 2019 are disabled by default". */
export function isEnabled(store: Store, region: string): boolean {
  return region === GLOBAL || !isOptIn(region) || fs.existsSync(enabledFile(store, region));
}

/** Signs everybody in with temporary credentials, as SSO and assumed roles do; without, keys are used that do not expire. */
export function signIn(store: Store, until: Date): void {
  fs.mkdirSync(store.directory, { recursive: true });
  fs.writeFileSync(sessionFile(store), JSON.stringify({ until: until.toISOString() }));
}

/** When the temporary credentials expire; undefined where there are none. */
function expiry(store: Store): Date | undefined {
  try {
    return new Date((JSON.parse(fs.readFileSync(sessionFile(store), "utf8")) as { until: string }).until);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

/**
 * @throws AWS's error for a call that is not answered: credentials have expired, the account has not enabled the region
 * (https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html, read 2026-11-28), or it is down
 */
export function refuseCall(store: Store, region: string, now = new Date()): void {
  const until = expiry(store);
  if (until !== undefined && until <= now)
    throw new Error("ExpiredToken: The security token included in the request is expired");
  if (!isEnabled(store, region))
    throw new Error(
      `InvalidClientTokenId: The security token included in the request is invalid. (${region} is not enabled)`,
    );
  refuseIfDown(store, region);
}
