import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { sign } from "aws4";
import { buildSample, sampleFile } from "../../app/build";
import { Store } from "../../local/cloud/store";
import { serveCache, type Serving } from "../../local/sessions/cache";
import { localCredentials, refusalOf } from "../../local/sessions/sign-in";

const region = "us-east-1";

/** A cloud with a cache `cache` that `web` signs in to, and a user `stranger` of no cache. */
function cloudWithCache(folder: string): Store {
  const store = new Store(folder);
  const add = (kind: string, id: string, inputs: object) =>
    store.add({ type: `aws:elasticache/x:${kind}`, region, id, inputs: { ...inputs }, outputs: {} });
  for (const userName of ["web", "stranger"])
    add("User", userName, { userName, authenticationMode: { type: "iam" } });
  add("UserGroup", "users", { userGroupId: "users", userIds: ["web"] });
  add("ReplicationGroup", "cache", { userGroupIds: ["users"] });
  return store;
}

/** What DynamoDB does with an item, for a table `sessions` and whoever has signed the request. */
function serveTable(): Server {
  const items = new Map<string, unknown>();
  return createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      const { headers } = request;
      const again = sign(
        {
          ...{ service: "dynamodb", region, method: "POST", path: "/", body },
          headers: {
            ...{ host: headers.host, "content-type": headers["content-type"] },
            ...{ "x-amz-target": headers["x-amz-target"], "x-amz-date": headers["x-amz-date"] },
          },
        },
        localCredentials,
      );
      const isSigned = again.headers?.Authorization === headers.authorization;
      const input = JSON.parse(body) as {
        TableName: string;
        Key?: { id: { S: string } };
        Item?: { id: { S: string } };
      };
      response.writeHead(isSigned && input.TableName === "sessions" ? 200 : 400);
      if (input.Item) items.set(input.Item.id.S, input.Item);
      response.end(JSON.stringify(input.Key ? { Item: items.get(input.Key.id.S) } : {}));
    });
  });
}

describe("B6 B10 the session of the sample application", () => {
  const folder = mkdtempSync(join(tmpdir(), "sessions-"));
  const started: ChildProcess[] = [];
  let cache: Serving;
  let table: Server;
  before(async () => {
    writeFileSync(join(folder, sampleFile), buildSample());
    cache = await serveCache(cloudWithCache(join(folder, "cloud")));
    table = serveTable().listen(0, "127.0.0.1");
    await once(table, "listening");
  });
  after(() => {
    for (const child of started) child.kill("SIGKILL");
    cache.close();
    table.close();
    rmSync(folder, { recursive: true });
  });

  async function sample(settings: Record<string, string>): Promise<{ url: string; process: ChildProcess }> {
    const { accessKeyId, secretAccessKey } = localCredentials;
    const keys = {
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
    };
    const child = spawn(process.execPath, [join(folder, sampleFile)], {
      env: { ...keys, PORT: "0", ...settings },
      stdio: ["ignore", "pipe", "ignore"],
    });
    started.push(child);
    for await (const line of createInterface({ input: child.stdout })) {
      const { port } = JSON.parse(line) as { port: number };
      child.stdout.resume();
      return { url: `http://127.0.0.1:${port}/session`, process: child };
    }
    throw new Error("it ended before it served");
  }
  const withCache = () => ({
    CACHE_ENDPOINT: "x",
    CACHE_NAME: "cache",
    CACHE_USER: "web",
    CACHE_URL: cache.url,
  });
  const withTable = () => {
    const { port } = table.address() as AddressInfo;
    return { SESSIONS_TABLE: "sessions", AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}` };
  };

  async function ask(url: string, cookie = "") {
    const answer = await fetch(url, { headers: { cookie } });
    const body = (await answer.json()) as { started: string; requests: number };
    return {
      status: answer.status,
      cookie: answer.headers.get("set-cookie")?.split(";", 1)[0] ?? "",
      ...body,
    };
  }

  for (const [store, settings] of [
    ["cache", withCache],
    ["table", withTable],
  ] as const) {
    it(`is in the ${store}, where another instance finds it`, async () => {
      const [one, other] = await Promise.all([sample(settings()), sample(settings())]);
      const first = await ask(one.url);
      assert.deepEqual([first.status, first.requests], [200, 1]);
      const second = await ask(other.url, first.cookie);
      assert.deepEqual([second.requests, second.started, second.cookie], [2, first.started, first.cookie]);
      assert.equal((await ask(one.url)).requests, 1, "without the cookie it is somebody else's");
      one.process.kill();
      assert.deepEqual(await once(one.process, "exit"), [0, null], "no open connection holds it up");
    });
  }

  it("has an id of its own making: one that the store does not know is not taken over", async () => {
    const { url } = await sample(withCache());
    const planted = "session=00000000-0000-4000-8000-000000000000";
    assert.notEqual((await ask(url, planted)).cookie, planted);
  });

  it("is an error, soon, where the cache does not let the application in, or there is none", async () => {
    const stranger = await sample({ ...withCache(), CACHE_USER: "stranger" });
    const alone = await sample({ ...withCache(), CACHE_URL: "redis://127.0.0.1:1" });
    for (const { url } of [stranger, alone]) assert.equal((await ask(url)).status, 500);
    assert.equal((await ask((await sample({})).url)).status, 404, "without a store there is no such page");
  });
});

describe("B6 signing in to a cache of the local AWS", () => {
  const folder = mkdtempSync(join(tmpdir(), "sign-in-"));
  const store = cloudWithCache(folder);
  after(() => {
    rmSync(folder, { recursive: true });
  });
  const token = (
    user: string,
    group = "cache",
    seconds = 900,
    secretAccessKey = localCredentials.secretAccessKey,
  ) => {
    const path = `/?Action=connect&User=${user}&X-Amz-Expires=${seconds}`;
    const request = { service: "elasticache", region, host: group, path, signQuery: true };
    return `${group}${sign(request, { ...localCredentials, secretAccessKey }).path}`;
  };

  it("takes a signed token of a user of the cache for a quarter of an hour", () => {
    assert.equal(refusalOf(store, "web", token("web")), undefined);
    assert.equal(refusalOf(store, "web", token("web"), Date.now() + 901_000), "the token has expired");
  });

  for (const [who, given, says] of [
    ["web", token("web", "other"), "there is no replication group other"],
    ["nobody", token("nobody"), "there is no user nobody who signs in by IAM"],
    ["stranger", token("stranger"), "stranger is no user of cache"],
    ["web", token("stranger"), "the token is not web's"],
    ["web", token("web", "cache", 901), "a token is for 900 seconds at most"],
    ["web", token("web", "cache", 900, "guessed"), "the signature does not match"],
  ] as const)
    it(`refuses: ${says}`, () => {
      assert.equal(refusalOf(store, who, given), says);
    });
});
