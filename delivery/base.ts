import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./pulumi";

export class NoSuchCommitError extends Error {}

/**
 * Hands over a folder with the project as it was at a commit, for as long as the work takes. It runs on the packages
 * of today: what is installed is not installed again.
 * @throws {NoSuchCommitError} where git does not have the commit
 */
export async function withCommit<T>(commit: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = join(mkdtempSync(join(tmpdir(), "base-")), "project");
  const git = (...words: string[]) =>
    execFileSync("git", words, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
  try {
    git("rev-parse", "--verify", "--quiet", "--end-of-options", `${commit}^{commit}`);
  } catch {
    throw new NoSuchCommitError(
      `--base: there is no commit ${commit} here; a workflow needs \`fetch-depth: 0\`, a clone \`git fetch\``,
    );
  }
  git("worktree", "add", "--detach", "--quiet", folder, commit);
  try {
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
    return await work(folder);
  } finally {
    git("worktree", "remove", "--force", folder);
    rmSync(join(folder, ".."), { recursive: true, force: true });
  }
}
