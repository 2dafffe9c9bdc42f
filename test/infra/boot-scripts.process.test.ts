import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

const instance = join(__dirname, "..", "..", "infra", "compute", "instance");

/** The machine that a script boots: its folder, and commands in place of those of AWS and Amazon Linux. */
class Machine {
  readonly folder = mkdtempSync(join(tmpdir(), "machine-"));

  constructor(commands: Readonly<Record<string, string>>) {
    mkdirSync(join(this.folder, "bin"));
    for (const [name, body] of Object.entries(commands)) {
      const path = join(this.folder, "bin", name);
      writeFileSync(path, `#!/bin/bash\necho "${name} $*" >> ${this.folder}/calls\n${body}\n`, {
        mode: 0o755,
      });
    }
    writeFileSync(join(this.folder, "environment"), "AWS_REGION=eu-west-1\n");
    writeFileSync(join(this.folder, "settings-path"), "/platform/prod\n");
  }

  run(script: string, ...args: string[]) {
    const content = readFileSync(join(instance, script), "utf8").replaceAll("/opt/platform", this.folder);
    const PATH = [join(this.folder, "bin"), process.env.PATH].join(delimiter);
    return spawnSync("bash", ["-c", content, script, ...args], { env: { PATH }, encoding: "utf8" });
  }

  read(name: string): string {
    return readFileSync(join(this.folder, name), "utf8");
  }

  remove() {
    rmSync(this.folder, { recursive: true });
  }
}

function onMachine(commands: Readonly<Record<string, string>>, use: (machine: Machine) => void) {
  const machine = new Machine(commands);
  try {
    use(machine);
  } finally {
    machine.remove();
  }
}

describe("B3 scripts of an instance", () => {
  it("settings become the environment of the application, by their parameter's name", () => {
    const aws = String.raw`printf '/platform/prod/database/reader-endpoint\tro.example\n/platform/prod/sessions/table\ta b\n'`;
    onMachine({ aws }, (machine) => {
      const { status, stderr } = machine.run("settings.sh");
      assert.equal(status, 0, stderr);
      assert.equal(machine.read("settings"), "DATABASE_READER_ENDPOINT=ro.example\nSESSIONS_TABLE=a b\n");
      assert.match(machine.read("calls"), /--path \/platform\/prod --recursive/);
    });
  });

  it("settings stay what they were while AWS does not answer, and the application is not started", () => {
    onMachine({ aws: "exit 1" }, (machine) => {
      writeFileSync(join(machine.folder, "settings"), "DATABASE_ENDPOINT=db.example\n");
      assert.notEqual(machine.run("settings.sh").status, 0);
      assert.equal(machine.read("settings"), "DATABASE_ENDPOINT=db.example\n");
    });
  });

  it("an archive is fetched from the stack's bucket, unpacked and started", () => {
    const files = mkdtempSync(join(tmpdir(), "archive-"));
    writeFileSync(join(files, "server.js"), "serve();\n");
    spawnSync("tar", ["-czf", join(files, "web.tar.gz"), "-C", files, "server.js"]);
    const aws = `[ "$1" = ssm ] && echo app-bucket || cp ${files}/web.tar.gz "\${!#}"`;
    onMachine({ aws, dnf: "", systemctl: "" }, (machine) => {
      const { status, stderr } = machine.run("archive.sh", "application/01ab.tar.gz", "nodejs22", "jq");
      assert.equal(status, 0, stderr);
      assert.equal(machine.read("application/server.js"), "serve();\n");
      const calls = machine.read("calls").split("\n");
      assert.equal(calls[0], "dnf install -y unzip nodejs22 jq");
      assert.match(calls[1] ?? "", /^aws ssm get-parameter --name \/platform\/prod\/application\/bucket /);
      assert.match(
        calls[2] ?? "",
        /^aws s3api get-object --bucket app-bucket --key application\/01ab\.tar\.gz /,
      );
      assert.equal(calls.at(-2), "systemctl enable --now web.service");
    });
    rmSync(files, { recursive: true });
  });

  it("an archive that cannot be fetched starts nothing, so that the load balancer replaces the instance", () => {
    onMachine({ aws: "exit 1", dnf: "", systemctl: "" }, (machine) => {
      assert.notEqual(machine.run("archive.sh", "application/01ab.zip").status, 0);
      assert.doesNotMatch(machine.read("calls"), /systemctl/);
    });
  });

  it("an image is pulled with a login to its registry where that is ECR, and without one elsewhere", () => {
    const docker = `[ "$1" = login ] && cat > /dev/null; true`;
    const commands = { aws: "echo token", dnf: "", systemctl: "", docker };
    const ecr = "123456789012.dkr.ecr.eu-central-1.amazonaws.com";
    onMachine(commands, (machine) => {
      assert.equal(machine.run("container.sh", `${ecr}/web@sha256:00`).status, 0);
      const calls = machine.read("calls");
      assert.match(calls, /^aws ecr get-login-password --region eu-central-1$/m);
      assert.match(calls, new RegExp(`^docker login --username AWS --password-stdin ${ecr}$`, "m"));
      assert.match(calls, new RegExp(`^docker pull ${ecr}/web@sha256:00$`, "m"));
    });
    onMachine(commands, (machine) => {
      assert.equal(machine.run("container.sh", "registry.example.com/web@sha256:00").status, 0);
      assert.doesNotMatch(machine.read("calls"), /login/);
    });
  });
});
