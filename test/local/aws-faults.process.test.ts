import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { runsTypeScript } from "../../config/command";
import { addFault, clearFaults, happened, nextFault, type Fault } from "../../local/cloud/faults";
import { Client, newStore } from "./aws-client";

const PLUGIN = join(__dirname, "../../local/plugins/aws/pulumi-resource-aws");
const VPC = "aws:ec2/vpc:Vpc";
const BLOCK = { cidrBlock: "10.0.0.0/16" };

describe("the local AWS with faults", function () {
  this.timeout("60s");
  const store = newStore();
  let aws: Client;
  beforeEach(async () => {
    aws = await Client.start(store);
  });
  afterEach(() => {
    clearFaults(store);
    aws.stop();
  });

  it("fails the nth operation on a type, once", async () => {
    addFault(store, {
      type: VPC,
      operation: "create",
      nth: 2,
      kind: "error",
      message: "VpcLimitExceeded: too many",
    });
    await aws.create("sns/topic", "other", {});
    await aws.create("ec2/vpc", "first", BLOCK);
    await assert.rejects(
      aws.create("ec2/vpc", "second", BLOCK),
      /creating aws:ec2\/vpc:Vpc \(second\): .*VpcLimitExceeded: too many/,
    );
    await aws.create("ec2/vpc", "third", BLOCK);
  });

  it("fails updates, deletes and reads likewise, of any type", async () => {
    const topic = await aws.create("sns/topic", "t", {});
    for (const operation of ["update", "delete", "read"] as const)
      addFault(store, { type: "*", operation, nth: 1, kind: "error" });
    await assert.rejects(aws.update(topic, { displayName: "x" }), /InternalFailure/);
    await assert.rejects(aws.delete(topic), /InternalFailure/);
    await assert.rejects(aws.read(topic), /InternalFailure/);
    assert.equal((await aws.read(topic))?.state.displayName, undefined);
    await aws.delete(topic);
  });

  it("counts each type for itself, and says how often a fault has happened", async () => {
    addFault(store, { type: "*", operation: "create", nth: 1, perType: true, kind: "error" });
    addFault(store, { type: VPC, operation: "create", nth: 2, kind: "error" });
    for (const [type, inputs] of [
      ["sns/topic", {}],
      ["ec2/vpc", BLOCK],
    ] as const) {
      await assert.rejects(aws.create(type, "first", inputs), /InternalFailure/);
    }
    await aws.create("sns/topic", "second", {});
    await assert.rejects(aws.create("ec2/vpc", "second", BLOCK), /InternalFailure/);
    const counts = happened(store).map(({ fault, times, types }) => ({ nth: fault.nth, times, types }));
    assert.deepEqual(
      counts.sort((a, b) => (a.nth ?? 0) - (b.nth ?? 0)),
      [
        { nth: 1, times: 2, types: [VPC, "aws:sns/topic:Topic"] },
        { nth: 2, times: 1, types: [] },
      ],
    );
  });

  it("waits and tries again when throttled", async () => {
    addFault(store, { type: VPC, operation: "create", nth: 1, kind: "throttle" });
    const start = performance.now();
    const vpc = await aws.create("ec2/vpc", "throttled", BLOCK);
    assert.ok(performance.now() - start > 500, "it did not wait");
    assert.equal((await aws.read(vpc))?.id, vpc.id);
  });

  it("hangs until it is cancelled, and has made nothing", async () => {
    addFault(store, { type: VPC, operation: "create", nth: 1, kind: "hang" });
    const before = store.list().length;
    const hanging = aws.create("ec2/vpc", "hanging", BLOCK);
    assert.equal(
      await Promise.race([hanging, new Promise((resolve) => setTimeout(resolve, 300, "hangs"))]),
      "hangs",
    );
    await aws.cancel();
    await assert.rejects(hanging, /RequestCanceled/);
    assert.equal(store.list().length, before);
  });

  it("fails a share of all calls, the same ones for the same seed", () => {
    const failing = (seed: number): number[] => {
      clearFaults(store);
      addFault(store, { type: "*", share: 0.33, seed, kind: "error", code: "InternalFailure" });
      return Array.from({ length: 200 }, (_, call) => call).filter(
        () => nextFault(store, VPC, "update") !== undefined,
      );
    };
    const calls = failing(1);
    assert.ok(calls.length > 50 && calls.length < 85, `${calls.length} of 200`);
    assert.deepEqual(failing(1), calls);
    assert.notDeepEqual(failing(2), calls);
  });

  it("asks again where AWS says that it asks too often, and gives up in the end", async () => {
    addFault(store, { type: "*", share: 0.33, kind: "error", code: "Throttling" });
    for (const name of ["a", "b", "c", "d", "e", "f"]) await aws.create("sns/topic", name, {});
    clearFaults(store);
    addFault(store, { type: "*", share: 1, kind: "error", code: "Throttling" });
    await assert.rejects(aws.create("sns/topic", "g", {}), /api error Throttling: /);
    clearFaults(store);
    addFault(store, { type: "*", operation: "create", share: 1, kind: "error", code: "AccessDenied" });
    await assert.rejects(aws.create("sns/topic", "h", {}), /api error AccessDenied: /);
  });

  it("counts over all that share the cloud, and each number once", () => {
    const fault: Fault = { type: VPC, operation: "create", nth: 3, kind: "error" };
    addFault(store, fault);
    assert.equal(nextFault(store, VPC, "create"), undefined);
    assert.equal(nextFault(store, VPC, "update"), undefined);
    assert.equal(nextFault(store, VPC, "create"), undefined);
    assert.deepEqual(nextFault(store, VPC, "create"), fault);
    assert.equal(nextFault(store, VPC, "create"), undefined);
  });
});

describe("the local AWS as plugin processes", function () {
  this.timeout("60s");
  const store = newStore();
  const processes: ChildProcess[] = [];
  const clients: Client[] = [];

  before(async () => {
    const start = async (): Promise<void> => {
      const child = spawn(PLUGIN, [], {
        env: { ...process.env, LOCAL_AWS_DIR: store.directory },
        stdio: ["ignore", "pipe", "inherit"],
      });
      processes.push(child);
      const [port] = (await once(createInterface(child.stdout), "line")) as [string];
      clients.push(await Client.connect(Number(port)));
    };
    await Promise.all([start(), start()]);
  });
  after(() => {
    for (const client of clients) client.stop();
    for (const child of processes) child.kill();
  });

  it("end with the engine that started them, even if it was killed", async () => {
    const env = { ...process.env, LOCAL_AWS_DIR: store.directory };
    const engine = spawn("sh", ["-c", '"$0" & wait', PLUGIN], { env, stdio: ["ignore", "pipe", "inherit"] });
    await once(createInterface(engine.stdout), "line");
    engine.kill("SIGKILL");
    await once(engine.stdout, "close");
  });

  it("end when the engine died while they were loading", async () => {
    const env = { ...process.env, LOCAL_AWS_DIR: store.directory, ENGINE_PID: "1" };
    const main = join(dirname(PLUGIN), "..", "..", "aws", "main.ts");
    const plugin = spawn(process.execPath, [...runsTypeScript, main], { env, stdio: "ignore" });
    assert.deepEqual(await once(plugin, "exit"), [null, "SIGKILL"]);
  });

  it("counts a fault over two processes, and dies of it before AWS did anything, or just after", async () => {
    const [one, other] = clients;
    assert.ok(one && other);
    addFault(store, { type: VPC, operation: "create", nth: 2, kind: "crash" });
    addFault(store, { type: VPC, operation: "create", nth: 3, kind: "crash-after" });
    const first = await one.create("ec2/vpc", "first", BLOCK);
    await assert.rejects(other.create("ec2/vpc", "second", BLOCK));
    assert.deepEqual(
      store.list().map(({ id }) => id),
      [first.id],
    );
    await assert.rejects(one.create("ec2/vpc", "third", BLOCK));
    assert.equal(store.list().length, 2);
    for (const child of processes) assert.equal(child.exitCode ?? (await once(child, "exit"))[0], 1);
  });
});
