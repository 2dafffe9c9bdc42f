import { createClient } from "@redis/client";
import { sign } from "aws4";
import { once } from "node:events";
import { credentials } from "../credentials";
import { type Session, sessionSeconds, type SessionStore } from "./session";

interface CacheAccess {
  readonly url: string;
  /** Name of the replication group, which the sign-in is for. */
  readonly name: string;
  readonly user: string;
  readonly region: string;
}

const timeoutMs = 1000;

/** Sessions in ElastiCache: a key each, which ends by itself. */
export function cacheStore(access: CacheAccess): SessionStore {
  const client = createClient({
    url: access.url,
    credentialsProvider: {
      type: "async-credentials-provider",
      credentials: async () => ({ username: access.user, password: await tokenFor(access) }),
    },
    // A cache that is away is an error of this request, not a queue of requests that wait for it.
    disableOfflineQueue: true,
    commandOptions: { timeout: timeoutMs },
    socket: { connectTimeout: timeoutMs },
  });
  client.on("error", (error: Error) => {
    console.error(`session cache: ${error.message}`);
  });
  // It goes on trying by itself, and ends with an error when it is closed.
  client.connect().catch(() => undefined);
  const ready = async () => {
    if (!client.isReady) await once(client, "ready", { signal: AbortSignal.timeout(timeoutMs) });
  };
  return {
    async read(id) {
      await ready();
      const value = await client.get(keyOf(id));
      return value === null ? undefined : (JSON.parse(value) as Session);
    },
    async write(id, session) {
      await ready();
      await client.set(keyOf(id), JSON.stringify(session), {
        expiration: { type: "EX", value: sessionSeconds },
      });
    },
    close() {
      if (client.isOpen) client.destroy();
    },
  };
}

function keyOf(id: string): string {
  return `session:${id}`;
}

/**
 * The password of a quarter of an hour that stands for the instance's role: a signed request without its scheme. Asked for
 * with each connection, since ElastiCache ends one after 12 hours.
 * Source: ElastiCache User Guide, "Authenticating with IAM", read 2026-11-28.
 */
async function tokenFor({ name, user, region }: CacheAccess): Promise<string> {
  const path = `/?Action=connect&User=${encodeURIComponent(user)}&X-Amz-Expires=900`;
  const signed = sign(
    { service: "elasticache", region, host: name, path, signQuery: true },
    await credentials(),
  );
  return `${name}${signed.path}`;
}
