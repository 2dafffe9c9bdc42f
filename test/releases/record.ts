import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runsTypeScript } from "../../config/command";
import { keep, type Export } from "./release";

/**
 * `npm run release:record -- [COMMIT]`: deploys prod of a commit, by default of the last one, on the local AWS of that
 * commit, and keeps of its state what says whether a later program would replace or delete something.
 */
const root = join(__dirname, "..", "..");
const [commit = "HEAD"] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), "release-"));
try {
  const archive = execFileSync("git", ["archive", commit], { cwd: root, maxBuffer: 1 << 28 });
  execFileSync("tar", ["-x", "-C", folder], { input: archive });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const local = (...words: string[]) =>
    execFileSync(process.execPath, [...runsTypeScript, "local/cli.ts", ...words, "--stack", "prod"], {
      cwd: folder,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, LOCAL_DIR: join(folder, ".local"), LOCAL_POLICY_PACKS: "none" },
    });
  local("up", "--skip-preview");
  const state = JSON.parse(local("stack", "export")) as Export;
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { version: string };
  const target = join(__dirname, version);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, "Pulumi.prod.yaml"), readFileSync(join(folder, "Pulumi.prod.yaml")));
  const lines = keep(state).map((resource) => JSON.stringify(resource));
  writeFileSync(join(target, "state.json"), `[\n${lines.join(",\n")}\n]\n`);
  console.log(`${version}: ${lines.length} resources`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
