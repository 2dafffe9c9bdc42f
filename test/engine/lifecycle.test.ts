import assert from "node:assert/strict";
import { assertDeliveries } from "./deliveries";
import { type Created, created } from "./created";
import { changesOf, type LocalPulumi } from "./local-pulumi";

const groupType = "aws:autoscaling/group:Group";

for (const name of ["dev", "prod"]) {
  describe(`D5 ${name} on the real engine`, function () {
    this.timeout("10m");
    let stack: Created;
    let pulumi: LocalPulumi;
    before(async () => {
      stack = await created(name);
      pulumi = stack.pulumi;
    });
    after(() => {
      pulumi.remove();
    });
    const on = (command: string, ...options: string[]) =>
      pulumi.succeed(command, "--stack", name, ...options);
    // A preview of its own comes first; the others would be made again.
    const update = (...options: string[]) => on("up", "--skip-preview", ...options);

    it("is previewed: no policy is skipped, none refuses, nothing is made", () => {
      assert.match(stack.preview, /(?:✅|⚠️) +platform@/);
      assert.doesNotMatch(stack.preview, /can't run policy|❌|warning:/);
      assert.equal(stack.madeByPreview, 0);
    });

    it("is created: every policy decides", () => {
      assert.doesNotMatch(stack.up, /can't run policy|❌|warning:/);
      assert.doesNotMatch(
        stack.up,
        /not to be decided yet/,
        "what the preview could not decide, the update does",
      );
      assert.equal(pulumi.inCloud(groupType).length, 1);
    });

    it("reaches whom it is meant to reach: alarms topics, logs buckets, volumes keys, and no mistake goes unseen", async () => {
      assertDeliveries(await pulumi.state(name));
      assert.match(await on("deliveries"), /(\d+) deliveries: \1 arrive, 0 do not, 0 leave the stack/);
    });

    if (name === "prod") {
      it("does not drift, and does not change when it is updated again", async () => {
        assert.deepEqual(Object.keys(changesOf(await update("--refresh"))), ["unchanged"]);
      });

      it("takes a larger workload in place: the group grows and is not replaced", async () => {
        const before = only(pulumi, groupType);
        pulumi.configure(name, (config) => {
          const workload = config["platform:workload"];
          if (workload) workload.peakConcurrencyShare = Number(workload.peakConcurrencyShare) * 2;
        });
        const ceiling = () => Number(pulumi.inCloud(groupType)[0]?.inputs.maxSize);
        const smaller = ceiling();
        assert.deepEqual(Object.keys(changesOf(await update())).sort(), ["unchanged", "updated"]);
        assert.equal(only(pulumi, groupType), before);
        assert.ok(ceiling() >= 1.5 * smaller, `from ${smaller} to ${ceiling()}`);
      });
    } else {
      it("repairs what has drifted and changes nothing else; prod's is repaired in state-prod.long.ts", async () => {
        await pulumi.succeed("drift", "set", only(pulumi, groupType), "healthCheckType", '"EC2"');
        await pulumi.succeed("drift", "delete", only(pulumi, "aws:ec2/flowLog:FlowLog"));
        const { unchanged, ...changes } = changesOf(await update("--refresh"));
        assert.deepEqual(changes, { updated: 1, created: 1 });
        assert.notEqual(unchanged, 0);
        assert.equal(pulumi.inCloud(groupType)[0]?.inputs.healthCheckType, "ELB");
      });

      it("is destroyed to nothing; prod, which is protected, is destroyed in state-prod.long.ts", async () => {
        await on("destroy");
        assert.deepEqual(pulumi.made(), []);
        assert.deepEqual(await pulumi.state(name), []);
      });
    }
  });
}

function only(pulumi: LocalPulumi, type: string): string {
  const [first, ...more] = pulumi.inCloud(type);
  if (!first || more.length > 0)
    throw new Error(`the cloud holds ${more.length + (first ? 1 : 0)} of ${type}`);
  return first.id;
}
