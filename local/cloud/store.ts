import { createHash, randomUUID } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import type { Properties } from "./properties";

/** The account that the local AWS belongs to. */
export const ACCOUNT = "123456789012";

/** Where resources live that AWS keeps once an account, such as IAM's. */
export const GLOBAL = "global";

/** One thing in the cloud: `inputs` are what was asked for, `outputs` what AWS made of it. */
export interface CloudResource {
  /** Pulumi's type token, such as `aws:ec2/vpc:Vpc`. */
  readonly type: string;
  /** Such as `us-east-1`, or `GLOBAL`. */
  readonly region: string;
  readonly id: string;
  readonly inputs: Readonly<Properties>;
  readonly outputs: Readonly<Properties>;
  /** Which resource of which stack asked for it last; none if AWS made it by itself. */
  readonly urn?: string;
}

/** A resource as one flat set of properties, the way its provider reports it. */
export function stateOf(resource: Pick<CloudResource, "inputs" | "outputs">): Properties {
  return { ...resource.outputs, ...resource.inputs };
}

/**
 * The cloud, one file a resource: `<directory>/<account>/<region>/<type>/<hash of id>.json`. Every write is a rename or a
 * link, so any number of provider processes share a store without locks.
 */
export class Store {
  private readonly account: string;
  private readonly cache = new Map<string, { version: string; resource: CloudResource }>();

  constructor(readonly directory: string) {
    this.account = path.join(directory, ACCOUNT);
  }

  /** The resources of one region, or of all. */
  list(region?: string): CloudResource[] {
    const regions = region === undefined ? entries(this.account) : [region];
    return regions
      .flatMap((name) =>
        entries(path.join(this.account, name)).map((type) => path.join(this.account, name, type)),
      )
      .flatMap((folder) => entries(folder).map((file) => this.load(path.join(folder, file))))
      .filter((resource) => resource !== undefined);
  }

  get(region: string, type: string, id: string): CloudResource | undefined {
    return this.load(this.file({ region, type, id }));
  }

  /** Stores a new resource; false if there is one of this type, region and id. */
  add(resource: CloudResource): boolean {
    const draft = this.write(resource);
    try {
      fs.linkSync(draft, this.file(resource));
      return true;
    } catch (error) {
      if (codeOf(error) === "EEXIST") return false;
      throw error;
    } finally {
      fs.rmSync(draft);
    }
  }

  /** Stores the new state of a resource. */
  put(resource: CloudResource): void {
    fs.renameSync(this.write(resource), this.file(resource));
  }

  remove(resource: CloudResource): void {
    fs.rmSync(this.file(resource), { force: true });
  }

  private file({ region, type, id }: Pick<CloudResource, "region" | "type" | "id">): string {
    const folder = path.join(this.account, region, encodeURIComponent(type));
    return path.join(folder, `${createHash("sha256").update(id).digest("hex").slice(0, 32)}.json`);
  }

  private write(resource: CloudResource): string {
    fs.mkdirSync(path.dirname(this.file(resource)), { recursive: true });
    const draft = path.join(this.directory, `${randomUUID()}.draft`);
    fs.writeFileSync(draft, JSON.stringify(resource, undefined, 2), { mode: 0o600 });
    return draft;
  }

  private load(file: string): CloudResource | undefined {
    try {
      const { ino, mtimeMs, size } = fs.statSync(file);
      const version = `${ino} ${mtimeMs} ${size}`;
      const cached = this.cache.get(file);
      if (cached?.version === version) return cached.resource;
      const resource = JSON.parse(fs.readFileSync(file, "utf8")) as CloudResource;
      this.cache.set(file, { version, resource });
      return resource;
    } catch (error) {
      if (codeOf(error) === "ENOENT") return undefined;
      throw error;
    }
  }
}

function entries(folder: string): string[] {
  try {
    return fs.readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === "ENOENT") return [];
    throw error;
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}
