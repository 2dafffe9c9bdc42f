import assert from "node:assert/strict";
import { join } from "node:path";
import { rules as security } from "../../policy/security/rules";
import { Analyzer, packFolder, type Violation } from "../policy/analyzer";
import { LocalPulumi } from "./local-pulumi";

const folder = join(__dirname, "..", "policy", "foreign");

/** What the pack says of a program. */
function refused(output: string): string[] {
  const names = [...output.matchAll(/^ +- \[mandatory\] +\[severity: \w+\] +([a-z0-9-]+) /gm)].map(
    ([, name = ""]) => name,
  );
  return [...new Set(names)].sort();
}

describe("D5 programs that are not ours", function () {
  this.timeout("10m");

  for (const program of ["archive", "workers"]) {
    it(`finds nothing wrong with ${program}, neither before nor after it is made`, async () => {
      const pulumi = new LocalPulumi({ LOCAL_MAIN: join(folder, program) });
      try {
        const output = await pulumi.succeed("up", "--stack", "prod");
        assert.equal(output.match(/✅ platform/g)?.length, 2, "the preview passes, and the update");
        assert.doesNotMatch(output, /can't run policy|\[advisory\]|\[mandatory\]/);
      } finally {
        pulumi.remove();
      }
    });
  }

  it("finds in careless everything that is wrong, and before it is made", async () => {
    const pulumi = new LocalPulumi({ LOCAL_MAIN: join(folder, "careless") });
    const { code, stdout } = await pulumi.run("preview", "--stack", "prod");
    pulumi.remove();
    assert.equal(code, 1);
    assert.doesNotMatch(stdout, /can't run policy/);
    // What careless has no resource for; and what AWS decides where it is not set, as the update then says.
    const elsewhere = [
      "bucket-acl-private",
      "bucket-encrypted-with-customer-managed-key",
      "cache-encrypted-in-transit",
      "distribution-https",
      "environment-without-secrets",
      "function-url-authorized",
      "instance-metadata-v2",
      "permission-names-its-source",
      "service-encrypted-in-transit",
    ];
    const open = security.map(({ name }) => name).filter((name) => !elsewhere.includes(name));
    assert.deepEqual(refused(stdout), [...open, ...missing].sort());
  });
});

/** What the preview of careless cannot know: what AWS sets by engine, by image, and for a bucket that names no key. */
const decidedByAws = [
  "bucket-encrypted-with-customer-managed-key files",
  "cache-encrypted-in-transit cache",
  "instance-metadata-v2 web",
  "stateful-resource-backed-up files",
  "storage-encrypted cache",
];

describe("D5 the update of careless", function () {
  this.timeout("5m");

  it("is refused for what its preview is, and for what AWS decides", async () => {
    const pulumi = new LocalPulumi({ LOCAL_MAIN: join(folder, "careless") });
    const stacks = [await pulumi.recorded("preview"), await pulumi.recorded("up", "--skip-preview")] as const;
    pulumi.remove();
    const analyzer = await Analyzer.start(packFolder());
    const [before, after] = [await analyzer.analyze(stacks[0]), await analyzer.analyze(stacks[1])].map(
      (violations) => violations.map(said),
    ) as [string[], string[]];
    analyzer.stop();
    assert.deepEqual(
      before.filter((violation) => !after.includes(violation)),
      [],
    );
    const later = after.filter((violation) => !before.includes(violation));
    assert.deepEqual(later.sort(), decidedByAws);
  });
});

/** Missing tags are said once, of whichever resource comes first. */
function said({ policy, urn }: Violation): string {
  return policy === "required-tags" ? policy : `${policy} ${urn.split("::").at(-1) ?? ""}`;
}

/** What careless lacks to stay up and be restored. */
const missing = [
  "alarm-cache-cpu",
  "alarm-cache-evictions",
  "alarm-cache-hit-ratio",
  "alarm-cache-memory",
  "alarm-database-connections",
  "alarm-database-cpu",
  "alarm-database-latency",
  "alarm-database-memory",
  "alarm-database-storage",
  "alarm-group-cpu",
  "alarm-group-memory",
  "alarm-load-balancer-4xx",
  "alarm-load-balancer-5xx",
  "alarm-load-balancer-latency",
  "alarm-load-balancer-requests",
  "alarm-target-health",
  "auto-scaling-group-elb-health-check",
  "auto-scaling-group-multi-az",
  "auto-scaling-group-notifications",
  "automated-backups-kept",
  "bucket-aborts-multipart-uploads",
  "bucket-expires-noncurrent-versions",
  "bucket-versioning",
  "cache-final-snapshot",
  "cache-logs-delivered",
  "cache-multi-az",
  "cache-snapshots",
  "copy-tags-to-snapshots",
  "database-backup-retention",
  "database-logs-exported",
  "database-multi-az",
  "deletion-protection",
  "detailed-monitoring",
  "enhanced-monitoring",
  "final-snapshot",
  "load-balancer-access-logs",
  "recovery-objectives-declared",
  "stateful-resource-backed-up",
  "survives-zone-loss",
  "tracing-sampling-rule",
  "vpc-flow-logs",
  "workload-declared",
];
