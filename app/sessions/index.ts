import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { cacheStore } from "./cache";
import { type Session, sessionSeconds, type SessionStore } from "./session";
import { tableStore } from "./table";

const cookie = "session";

/** The store that the stack's settings name: the cache, or else the table; none without either. */
export function sessionStore(): SessionStore | undefined {
  const { AWS_REGION = "us-east-1", CACHE_ENDPOINT, CACHE_NAME, CACHE_USER, CACHE_URL } = process.env;
  const { SESSIONS_TABLE, AWS_ENDPOINT_URL_DYNAMODB } = process.env;
  if (CACHE_ENDPOINT !== undefined && CACHE_NAME !== undefined && CACHE_USER !== undefined) {
    // Another address is that of a cache on the developer's own machine.
    const url = CACHE_URL ?? `rediss://${CACHE_ENDPOINT}:6379`;
    return cacheStore({ url, name: CACHE_NAME, user: CACHE_USER, region: AWS_REGION });
  }
  if (SESSIONS_TABLE !== undefined) {
    const endpoint = AWS_ENDPOINT_URL_DYNAMODB ?? `https://dynamodb.${AWS_REGION}.amazonaws.com`;
    return tableStore({ table: SESSIONS_TABLE, endpoint, region: AWS_REGION });
  }
  return undefined;
}

/** Counts the request in the caller's session, which begins with the first; an id that the store does not know is never taken over. */
export async function visit(
  store: SessionStore,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<Session> {
  const named = new RegExp(`(?:^|;\\s*)${cookie}=([0-9a-f-]{36})(?:;|$)`).exec(request.headers.cookie ?? "");
  const earlier = named?.[1] === undefined ? undefined : await store.read(named[1]);
  const id = earlier === undefined ? randomUUID() : (named?.[1] ?? "");
  const session = {
    started: earlier?.started ?? new Date().toISOString(),
    requests: (earlier?.requests ?? 0) + 1,
  };
  await store.write(id, session);
  const secure = request.headers["x-forwarded-proto"] === "https" ? "; Secure" : "";
  response.setHeader(
    "set-cookie",
    `${cookie}=${id}; Path=/; Max-Age=${sessionSeconds}; HttpOnly; SameSite=Lax${secure}`,
  );
  return session;
}
