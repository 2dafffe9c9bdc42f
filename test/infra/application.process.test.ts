import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSample, sampleFile } from "../../app/build";
import { accessLogBucket } from "../../infra/access-logs";
import { Application, type Runs } from "../../infra/application";
import { archiveAt, sampleArchive } from "../../infra/application/archive";
import { imageStatements } from "../../infra/application/image";
import { record, valueOf } from "./record";

const objectType = "aws:s3/bucketObjectv2:BucketObjectv2";
const image = `123456789012.dkr.ecr.eu-west-1.amazonaws.com/team/web@sha256:${"0".repeat(64)}`;

async function application(runs: Runs) {
  let made: Application | undefined;
  const stack = await record((region) => {
    made = new Application(
      "app",
      {
        runs,
        kmsKeyArn: "arn:key",
        accessLogs: accessLogBucket("logs", { retentionDays: 30, forceDestroy: true }, region),
        forceDestroy: false,
        noncurrentDays: 30,
        tags: {},
      },
      { parent: region },
    );
  });
  return { stack, statements: await valueOf(made?.accessStatements) };
}

describe("B3 what the instances run", () => {
  const folder = mkdtempSync(join(tmpdir(), "application-"));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("is the sample in one file, under the hash of its content, where the stack names nothing", async () => {
    const archive = sampleArchive();
    assert.match(archive.key, /^application\/[0-9a-f]{16}\.zip$/);
    assert.equal(sampleArchive().key, archive.key);
    const { stack } = await application({ archive, command: "node server.js", packages: ["nodejs22"] });
    const { inputs, options } = stack.only(objectType);
    assert.equal(inputs.key, archive.key);
    // The state is written with each resource, and would have the text whole each time.
    const { [sampleFile]: file } = await (inputs.source as pulumi.asset.AssetArchive).assets;
    assert.ok(file instanceof pulumi.asset.FileAsset);
    assert.equal(readFileSync(await file.path, "utf8"), buildSample());
    assert.ok(!JSON.stringify(stack.only("platform:storage:Bucket", "app").inputs).includes("archive"));
    // A roll back starts instances of the archive before.
    assert.equal(options.retainOnDelete, true);
  });

  it("may be read by the instances and not written, and nothing else is in that bucket", async () => {
    const archive = sampleArchive();
    const { statements } = await application({ archive, command: "node server.js", packages: [] });
    assert.deepEqual(statements, [
      { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::app/application/*" },
      { Effect: "Allow", Action: "kms:Decrypt", Resource: "arn:key" },
    ]);
  });

  it("has another key when a file of the folder has other content or another name, and the same otherwise", () => {
    const path = join(folder, "dist");
    mkdirSync(join(path, "public"), { recursive: true });
    writeFileSync(join(path, "server.js"), "one");
    writeFileSync(join(path, "public", "index.html"), "two");
    const first = archiveAt(path).key;
    writeFileSync(join(path, "server.js"), "one");
    assert.equal(archiveAt(path).key, first);
    writeFileSync(join(path, "server.js"), "onet");
    writeFileSync(join(path, "public", "index.html"), "wo");
    assert.notEqual(archiveAt(path).key, first);
  });

  it("is refused with the key to change where there is no archive, or none that an instance can unpack", () => {
    assert.throws(
      () => archiveAt(join(folder, "none.zip")),
      /platform:application\.archive: there is no file/,
    );
    mkdirSync(join(folder, "empty"));
    assert.throws(() => archiveAt(join(folder, "empty")), /empty is empty; build it first/);
    writeFileSync(join(folder, "web.rar"), "");
    assert.throws(() => archiveAt(join(folder, "web.rar")), /web\.rar is neither a folder nor a \.zip/);
  });

  it("is an image that the instances may pull from its repository alone, and no object", async () => {
    const { stack, statements } = await application({ image });
    assert.deepEqual(stack.ofType(objectType), []);
    const repository = "arn:aws:ecr:eu-west-1:123456789012:repository/team/web";
    assert.deepEqual(
      statements?.map(({ Resource }) => Resource),
      ["*", repository],
    );
    assert.deepEqual(imageStatements(`docker.io/team/web@sha256:${"0".repeat(64)}`), []);
  });
});
