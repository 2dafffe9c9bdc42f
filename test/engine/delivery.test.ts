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

describe("D5 what the scripts of the workflows say of a pull request", function () {
  this.timeout("40m");
  let clone: Clone;
  before(() => (clone = new Clone()));
  afterEach(() => {
    clone.undo();
  });
  after(() => {
    clone.remove();
  });

  it("a safeguard less, in the stack's file and in the program: refused, with what to do", () => {
    clone.edit("Pulumi.prod.yaml", "config:\n", "config:\n  platform:compute: { maxSize: 100 }\n");
    clone.edit("infra/compute/launch-template.ts", 'httpTokens: "required"', 'httpTokens: "optional"');
    const { code, markdown, log } = clone.script("ci:preview", "--stack", "prod", "--base", "HEAD");
    assert.equal(code, 1, log);
    assert.match(markdown, /## Preview: prod would be refused/);
    assert.match(markdown, /\*\*`growth-within-limits`\*\* on `web` \(aws:autoscaling\/group:Group\)/);
    assert.match(markdown, /- found: instances: 200.* of 100.* today/);
    assert.match(markdown, /- \*\*fix\*\*: set metadataOptions\.httpTokens to "required"/);
    assert.match(markdown, /\*\*`instance-metadata-v2`\*\*/);
  });

  it("a mistake in the stack's file: the keys, and no stack trace", () => {
    clone.edit("Pulumi.prod.yaml", "peakConcurrencyShare: 0.05", "peakConcurrencyShare: 5");
    const { code, markdown } = clone.script("ci:preview", "--stack", "prod", "--base", "HEAD");
    assert.equal(code, 1);
    assert.match(markdown, /platform:workload\.peakConcurrencyShare/);
    assert.doesNotMatch(markdown, /\n\s+at .*\.ts/);
  });

  it("A3: twice the peak: what it needs and costs, beside the base", () => {
    clone.edit("Pulumi.prod.yaml", "peakConcurrencyShare: 0.05", "peakConcurrencyShare: 0.1");
    const { markdown } = clone.script("ci:preview", "--stack", "prod", "--base", "HEAD");
    assert.match(markdown, /\| users at peak \| 5,000 \| 10,000 \|/);
    assert.match(markdown, /\| instances, maximum \| 264 \| 5\d\d \|/);
    assert.match(markdown, /\| compute \| [\d,.]+ \| [\d,.]+ \| \+[\d,.]+ \|/);
  });

  it("a base that is not here: bad usage", () => {
    const { code, log } = clone.script("ci:preview", "--stack", "prod", "--base", "0123456");
    assert.equal(code, 2);
    assert.match(log, /--base: there is no commit 0123456 here/);
  });

  it("a plan, the update that is held to it, and a night's comparison after somebody's change by hand", () => {
    const planned = clone.script("ci:preview", "--stack", "dev", "--save-plan", "plan.json");
    assert.equal(planned.code, 0, planned.log);
    clone.edit("infra/compute/launch-template.ts", "volumeSize: 20", "volumeSize: 30");
    const other = clone.script("ci:up", "--stack", "dev", "--plan", "plan.json");
    assert.equal(other.code, 1, "not what was reviewed");
    assert.match(other.markdown, /## The update of dev failed/);
    assert.match(other.markdown, /violates plan/);
    clone.undo();
    const update = clone.script("ci:up", "--stack", "dev");
    assert.equal(update.code, 0, update.log);
    assert.match(update.markdown, /## dev is updated/);

    const group = clone.cloud.list().find(({ type }) => type === "aws:autoscaling/group:Group");
    assert.ok(group);
    clone.cloud.put({ ...group, inputs: { ...group.inputs, healthCheckType: "EC2" } });
    const drift = clone.script("ci:drift", "--stack", "dev");
    assert.equal(drift.code, 1, drift.log);
    assert.match(drift.markdown, /^<!-- platform:drift:dev -->\n\n## dev is not as its program says/);
    assert.match(drift.markdown, /`healthCheckType` `EC2` → `ELB`/);
  });
});
