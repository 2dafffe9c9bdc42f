import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { runsTypeScript } from "../../config/command";
import { CommandError, type Run } from "../../infra/command";
import { propose, textOf } from "../../infra/compute/image/proposal";

const instances = { stack: "prod", region: "eu-west-1", type: "t4g.medium", architecture: "arm64" } as const;
const [older, newer] = ["ami-0000000000000000a", "ami-0000000000000000b"] as const;

/** An account in which a stack is deployed, by what its commands print. */
function account({
  inUse,
  newest = newer,
  running = 143,
}: {
  inUse?: string;
  newest?: string;
  running?: number;
}) {
  const calls: string[] = [];
  const resources = [
    { type: "aws:ec2/launchTemplate:LaunchTemplate", outputs: { imageId: inUse } },
    { type: "aws:autoscaling/group:Group", outputs: { name: "web-1" } },
  ];
  const run: Run = (command, ...args) => {
    const call = [command, ...args].join(" ");
    calls.push(call);
    if (call.startsWith("pulumi stack export"))
      return Promise.resolve(JSON.stringify({ deployment: inUse === undefined ? {} : { resources } }));
    if (call.startsWith("aws ssm")) return Promise.resolve(JSON.stringify({ Parameter: { Value: newest } }));
    return Promise.resolve(JSON.stringify({ AutoScalingGroups: [{ DesiredCapacity: running }] }));
  };
  return { run, calls };
}

describe("B3 npm run image: the newest image is proposed, and taken by nobody's accident", () => {
  it("asks AWS for the image of the instances' architecture, in the stack's region", async () => {
    const { run, calls } = account({ inUse: older });
    await propose(instances, run);
    assert.deepEqual(calls, [
      "pulumi stack export --stack prod",
      "aws ssm get-parameter --name /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64 --region eu-west-1 --output json",
      "aws autoscaling describe-auto-scaling-groups --auto-scaling-group-names web-1 --region eu-west-1 --output json",
    ]);
  });

  it("says what is in use, what is newest and how many instances a refresh would replace", async () => {
    const text = textOf(await propose({ ...instances, pinned: older }, account({ inUse: older }).run));
    assert.match(text, /in use +ami-0000000000000000a, as the stack's file says/);
    assert.match(text, /newest +ami-0000000000000000b/);
    assert.match(text, /replaces 143 running instances, a tenth of them at a time/);
  });

  it("has nothing to say where the newest is in use", async () => {
    assert.match(textOf(await propose(instances, account({ inUse: newer }).run)), /Nothing to do\.$/);
  });

  it("says that the file names another image than the one in use", async () => {
    const text = textOf(
      await propose({ ...instances, pinned: newer }, account({ inUse: older, running: 1 }).run),
    );
    assert.match(text, /pinned +ami-0000000000000000b, which the next `up` takes/);
    assert.match(text, /replaces 1 running instance, /);
  });

  it("works for a stack that is not deployed yet", async () => {
    const text = textOf(await propose(instances, account({}).run));
    assert.match(text, /in use +nothing, the stack is not deployed/);
    assert.doesNotMatch(text, /instance refresh/);
  });

  it("refuses an answer that is no image", async () => {
    await assert.rejects(propose(instances, account({ inUse: older, newest: "latest" }).run), CommandError);
  });

  for (const [args, status, says] of [
    [[], 2, "--stack"],
    [["--stack", "nope"], 1, "Pulumi.nope.yaml"],
  ] as const)
    it(`${args.join(" ") || "nothing"}: exit code ${status}`, () => {
      const cli = join("infra", "compute", "image", "cli.ts");
      const result = spawnSync(process.execPath, [...runsTypeScript, cli, ...args], { encoding: "utf8" });
      assert.equal(result.status, status);
      assert.ok(result.stderr.includes(says), result.stderr);
      assert.doesNotMatch(result.stderr, /\n\s+at /, "no stack trace");
    });
});
