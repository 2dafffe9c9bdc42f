import * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { buildSample, sampleFile } from "../../app/build";

/** What is uploaded, and under which key: the hash of what is in it, so that the same files are never a new deployment. */
export interface Archive {
  /** Key in the application's bucket, e.g. `application/3f2a91c0d7e4b586.zip`. */
  readonly key: string;
  readonly source: pulumi.asset.Asset | pulumi.asset.Archive;
}

/** Where the sample is built, as anybody else's application is. */
const sampleFolder = join(__dirname, "..", "..", "dist", "sample");

/**
 * The sample in `app/`, built once a process. From a file, of which Pulumi's state keeps the hash: a text would be in
 * the state whole, and be written again with every resource.
 */
export function sampleArchive(): Archive {
  return (sample ??= builtSample());
}

let sample: Archive | undefined;

function builtSample(): Archive {
  const [path, content] = [join(sampleFolder, sampleFile), buildSample()];
  mkdirSync(sampleFolder, { recursive: true });
  // Whole at any time, since another process may read it.
  writeFileSync(`${path}.${process.pid}`, content);
  renameSync(`${path}.${process.pid}`, path);
  return {
    key: keyOf([[sampleFile, Buffer.from(content)]], "zip"),
    source: new pulumi.asset.AssetArchive({ [sampleFile]: new pulumi.asset.FileAsset(path) }),
  };
}

/**
 * A folder, which Pulumi packs without the files' permissions, or an archive as it is.
 * @throws {pulumi.RunError} when there is none, or it is of another kind
 */
export function archiveAt(path: string): Archive {
  const key = "platform:application.archive";
  if (!existsSync(path)) {
    throw new pulumi.RunError(`${key}: there is no file or folder ${path}; build it, or leave the key out`);
  }
  if (statSync(path).isDirectory()) {
    const files = filesIn(path);
    if (files.length === 0) throw new pulumi.RunError(`${key}: ${path} is empty; build it first`);
    const contents = files.map((name): [string, Buffer] => [name, readFileSync(join(path, name))]);
    return { key: keyOf(contents, "zip"), source: new pulumi.asset.FileArchive(path) };
  }
  const [extension] = /(?:zip|tar\.gz|tgz)$/.exec(path) ?? [];
  if (extension === undefined) {
    throw new pulumi.RunError(`${key}: ${basename(path)} is neither a folder nor a .zip, .tar.gz or .tgz`);
  }
  return { key: keyOf([["", readFileSync(path)]], extension), source: new pulumi.asset.FileAsset(path) };
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, name)).isFile())
    .sort();
}

function keyOf(files: readonly [name: string, content: Buffer][], extension: string): string {
  const hash = createHash("sha256");
  for (const [name, content] of files) hash.update(`${name}\0${content.length}\0`).update(content);
  return `application/${hash.digest("hex").slice(0, 16)}.${extension}`;
}
