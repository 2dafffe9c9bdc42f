import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Store } from "../../local/cloud/store";

const root = join(__dirname, "..", "..");

/** A clone of the project as it is here, with a commit that a pull request starts from. */
class Clone {
  readonly folder = mkdtempSync(join(tmpdir(), "clone-"));
  readonly cloud = new Store(join(this.folder, ".local", "cloud"));

  constructor() {
    const git = (cwd: string, ...words: string[]) => execFileSync("git", words, { cwd, encoding: "utf8" });
    const files = git(root, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0");
    for (const file of files.filter((name) => name !== "" && !/^(test|docs)\//.test(name))) {
      mkdirSync(dirname(join(this.folder, file)), { recursive: true });
      cpSync(join(root, file), join(this.folder, file));
    }
    symlinkSync(join(root, "node_modules"), join(this.folder, "node_modules"));
    git(this.folder, "init", "--quiet");
    // The pattern of .gitignore is for a folder, not for a link to one.
    appendFileSync(join(this.folder, ".git", "info", "exclude"), "node_modules\n");
    git(this.folder, "add", "--all");
    const author = ["-c", "user.name=test", "-c", "user.email=test@example.com"];
    git(this.folder, ...author, "commit", "--quiet", "--message", "base");
  }

  /** Changes a text of a file, which has to be there. */
  edit(file: string, text: string, by: string): void {
    const path = join(this.folder, file);
    const before = readFileSync(path, "utf8");
    assert.ok(before.includes(text), `${file} has ${text}`);
    writeFileSync(path, before.replace(text, by));
  }

  undo(): void {
    execFileSync("git", ["checkout", "--quiet", "."], { cwd: this.folder });
  }

  /** One of the scripts that a workflow runs, with its Markdown. */
  script(name: string, ...words: string[]) {
    const run = spawnSync("npm", ["run", "--silent", name, "--", ...words], {
      cwd: this.folder,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      env: { ...process.env, PULUMI_COMMAND: undefined, LOCAL_DIR: undefined, LOCAL_STACKS: undefined },
    });
    return { code: run.status, markdown: run.stdout, log: run.stderr };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** A clone for the tests of a suite, each of which finds it as it was at the start. */
export function cloneOfSuite(): () => Clone {
  let clone: Clone;
  before(() => (clone = new Clone()));
  afterEach(() => {
    clone.undo();
  });
  after(() => {
    clone.remove();
  });
  return () => clone;
}
