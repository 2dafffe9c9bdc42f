import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runsTypeScript } from "../../config/command";
import { commandsOf } from "../docs/documented";

const root = join(__dirname, "..", "..");

describe("D5 what somebody does who sees the project the first time", function () {
  this.timeout("20m");
  const folder = mkdtempSync(join(tmpdir(), "demo-"));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const run = (program: string, ...words: string[]) => {
    const { status, stdout, stderr } = spawnSync(program, words, {
      cwd: root,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      env: { ...process.env, LOCAL_DIR: folder },
    });
    return { code: status, printed: stdout, log: `${stdout}\n${stderr}` };
  };

  it("npm run demo: the stack, the plan, a page to open, and a session that the second request finds", () => {
    const { code, printed, log } = run(process.execPath, ...runsTypeScript, "local/demo.ts");
    assert.equal(code, 0, log);
    assert.match(printed, /Resources:\n\s+\+ \d+ created/);
    const page = /^(\/.*index\.html)$/m.exec(printed)?.[1] ?? "";
    assert.ok(existsSync(page), printed);
    assert.match(readFileSync(page, "utf8"), /<h1/);
    const answers = [...printed.matchAll(/^GET \S+?(\/\w*)\n {2}(\d+) (.*)$/gm)];
    assert.deepEqual(
      answers.map(([, path, status]) => `${path} ${status}`),
      ["/ 200", "/healthz 200", "/session 200", "/session 200"],
    );
    const requests = answers
      .slice(2)
      .map(([, , , body = ""]) => (JSON.parse(body) as { requests: number }).requests);
    assert.deepEqual(requests, [1, 2]);
  });

  it("the second time changes nothing", () => {
    const { code, printed, log } = run(process.execPath, ...runsTypeScript, "local/demo.ts");
    assert.equal(code, 0, log);
    assert.match(printed, /Resources:\n\s+\d+ unchanged/);
  });

  it("npm run simulate -- --stack dev: the declared load is held", () => {
    const { code, log } = run("npm", "run", "--silent", "simulate", "--", "--stack", "dev");
    assert.equal(code, 0, log);
  });

  // On the stack that the demo has deployed, in the order in which README.md has them.
  const typed = commandsOf("README.md").filter((command) =>
    /^npm run local -- (stack export|drift|fault|sign-in|clock|reset)\b/.test(command),
  );
  const commands = [...new Set(typed)];
  for (const command of commands)
    it(`README.md: ${command}`, () => {
      const { code, log } = run("sh", "-c", command);
      assert.equal(code, 0, log);
    });

  it("and then there is nothing left of it", () => {
    assert.equal(commands.length, 6);
    assert.equal(existsSync(join(folder, "cloud")), false);
  });
});
