import { sign } from "aws4";
import { text } from "../cloud/properties";
import type { CloudResource, Store } from "../cloud/store";

/** What signs for everybody on this machine: the local AWS keeps no secrets. */
export const localCredentials = { accessKeyId: "LOCAL", secretAccessKey: "local" };

const longestSeconds = 900;

/**
 * Why ElastiCache does not let somebody in by IAM; undefined where it does. The token is a signed request without its scheme,
 * for a replication group whose users have the one that it names (ElastiCache User Guide, "Authenticating with IAM", read 2026-11-28).
 */
export function refusalOf(store: Store, user: string, token: string, now = Date.now()): string | undefined {
  const url = new URL(`https://${token}`);
  const group = find(store, "ReplicationGroup", ({ id }) => id === url.host);
  if (!group) return `there is no replication group ${url.host}`;
  const known = find(store, "User", ({ inputs }) => inputs.userName === user);
  const { type } = (known?.inputs.authenticationMode ?? {}) as { type?: string };
  if (type !== "iam") return `there is no user ${user} who signs in by IAM`;
  const groups = (group.inputs.userGroupIds ?? []) as string[];
  const isMember = ({ inputs }: CloudResource) =>
    groups.includes(text(inputs.userGroupId)) &&
    ((inputs.userIds ?? []) as string[]).includes(known?.id ?? "");
  if (!find(store, "UserGroup", isMember)) return `${user} is no user of ${url.host}`;
  const query = url.searchParams;
  if (query.get("Action") !== "connect" || query.get("User") !== user) return `the token is not ${user}'s`;
  const seconds = Number(query.get("X-Amz-Expires"));
  if (!(seconds > 0 && seconds <= longestSeconds)) return `a token is for ${longestSeconds} seconds at most`;
  if (signedAt(query) + seconds * 1000 < now) return "the token has expired";
  return isSigned(url, group.region) ? undefined : "the signature does not match";
}

function find(
  store: Store,
  kind: string,
  isMeant: (resource: CloudResource) => boolean,
): CloudResource | undefined {
  return store.list().find((resource) => resource.type.endsWith(`:${kind}`) && isMeant(resource));
}

function signedAt(query: URLSearchParams): number {
  const stamp = query.get("X-Amz-Date") ?? "";
  return Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z"));
}

/** Signs the same again, and compares. */
function isSigned(url: URL, region: string): boolean {
  const kept = ["Action", "User", "X-Amz-Expires", "X-Amz-Date"].map(
    (name) => `${name}=${encodeURIComponent(url.searchParams.get(name) ?? "")}`,
  );
  const { path = "" } = sign(
    { service: "elasticache", region, host: url.host, path: `/?${kept.join("&")}`, signQuery: true },
    localCredentials,
  );
  const expected = new URL(path, `https://${url.host}`).searchParams.get("X-Amz-Signature");
  return expected !== null && url.searchParams.get("X-Amz-Signature") === expected;
}
