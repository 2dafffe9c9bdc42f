import { sign } from "aws4";
import { credentials } from "../credentials";
import { type Session, sessionSeconds, type SessionStore } from "./session";

interface TableAccess {
  readonly table: string;
  readonly endpoint: string;
  readonly region: string;
}

interface Item {
  readonly session: { readonly S: string };
  readonly expiresAt: { readonly N: string };
}

const timeoutMs = 1000;

/** Sessions in DynamoDB: an item each, which DynamoDB deletes some time after it has ended. */
export function tableStore(access: TableAccess): SessionStore {
  const now = () => Math.floor(Date.now() / 1000);
  return {
    async read(id) {
      const { Item: item } = (await call(access, "GetItem", { Key: { id: { S: id } } })) as { Item?: Item };
      return item === undefined || Number(item.expiresAt.N) <= now()
        ? undefined
        : (JSON.parse(item.session.S) as Session);
    },
    async write(id, session) {
      const expiresAt = { N: String(now() + sessionSeconds) };
      await call(access, "PutItem", {
        Item: { id: { S: id }, session: { S: JSON.stringify(session) }, expiresAt },
      });
    },
    close() {
      // Requests are all that it has open.
    },
  };
}

async function call(
  { table, endpoint, region }: TableAccess,
  operation: string,
  input: object,
): Promise<unknown> {
  const body = JSON.stringify({ TableName: table, ...input });
  const { headers } = sign(
    {
      service: "dynamodb",
      region,
      host: new URL(endpoint).host,
      method: "POST",
      path: "/",
      headers: {
        "content-type": "application/x-amz-json-1.0",
        "x-amz-target": `DynamoDB_20120810.${operation}`,
      },
      body,
    },
    await credentials(),
  );
  const signal = AbortSignal.timeout(timeoutMs);
  const response = await fetch(endpoint, {
    method: "POST",
    headers: headers as Record<string, string>,
    body,
    signal,
  });
  if (!response.ok) throw new Error(`${operation}: ${response.status} ${await response.text()}`);
  return response.json();
}
