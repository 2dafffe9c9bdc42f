import assert from "node:assert/strict";
import { planCapacity } from "../../capacity";
import { commentOf, marker } from "../../delivery/comment";
import { driftOf } from "../../delivery/drift";
import { type EngineEvent, runOf } from "../../delivery/run";
import { briefSizing, million } from "../capacity/declared";

const urn = (type: string, name: string) => `urn:pulumi:prod::platform::platform:data:Data$${type}::${name}`;

function step(
  op: string,
  type: string,
  name: string,
  change: Partial<Record<string, [unknown, unknown]>> = {},
): EngineEvent {
  const side = (at: 0 | 1) => ({
    inputs: Object.fromEntries(Object.entries(change).map(([key, values]) => [key, values?.[at]])),
  });
  const keys = op === "replace" ? Object.keys(change) : [];
  const detailedDiff = Object.fromEntries(Object.keys(change).map((key) => [key, { diffKind: "update" }]));
  return {
    resourcePreEvent: {
      metadata: { op, urn: urn(type, name), type, old: side(0), new: side(1), keys, detailedDiff },
    },
  };
}

/** The plan of the brief's workload, at a price of a dollar and a half a month for each instance at the peak. */
function planned(change: { peakConcurrencyShare?: number } = {}) {
  const capacity = planCapacity({ ...million, ...change }, briefSizing);
  const totalUsd = 1.5 * capacity.compute.peak.required;
  return { value: { ...capacity, cost: { totalUsd, byComponent: { compute: totalUsd } } } };
}

const plan = planned();
const simulated = {
  value: {
    cases: [
      { name: "launch", minutes: 600, violatedMinutes: 12, touchedCeiling: true, paged: ["web-latency"] },
    ],
    verdict: { objectiveKept: false, pagesOnNormalDay: false, ceilingTouched: true },
  },
};
const comment = (code: number, events: EngineEvent[], base = plan) =>
  commentOf([{ run: runOf("prod", code, events), plan, basePlan: base, simulated }], "abc1234", undefined);

describe("D5 the comment of a pull request", () => {
  const replacement = [
    step("create-replacement", "aws:rds/cluster:Cluster", "web-database", {
      masterUsername: ["app", "root"],
    }),
    step("replace", "aws:rds/cluster:Cluster", "web-database", { masterUsername: ["app", "root"] }),
    step("delete-replaced", "aws:rds/cluster:Cluster", "web-database"),
    step("update", "aws:autoscaling/group:Group", "web", { maxSize: [216, 430] }),
    step("delete", "aws:s3/bucket:Bucket", "web-static"),
    step("create", "aws:ssm/parameter:Parameter", "web-url"),
    step("same", "aws:ec2/vpc:Vpc", "web"),
  ];

  it("has the stack first that is refused, whatever the order in which they were asked for", () => {
    const outlook = (stack: string, code: number) => {
      return { run: runOf(stack, code, []), plan, basePlan: plan, simulated };
    };
    const text = commentOf([outlook("dev", 0), outlook("prod", 1)], undefined, undefined);
    assert.match(text, /^## Preview: prod would be refused$/m);
    assert.ok(text.indexOf("### prod") < text.indexOf("### dev"));
    assert.ok(text.indexOf("| **prod**") < text.indexOf("| **dev**"));
  });

  it("begins with the marker by which it is found again", () => {
    assert.equal(comment(0, []).split("\n")[0], marker);
  });

  it("shows first, and in bold, what would lose data, once each, and why", () => {
    const text = comment(0, replacement);
    assert.match(text, /## Preview: prod would lose data/);
    assert.match(text, /\*\*2 resources with data lost\*\*/);
    assert.equal(
      text.match(
        /`web-database` \(aws:rds\/cluster:Cluster\) would be REPLACED\*\*, because of `masterUsername` `app` → `root`/g,
      )?.length,
      1,
    );
    assert.match(text, /\*\*`web-static` \(aws:s3\/bucket:Bucket\) would be DELETED\*\*/);
    assert.ok(text.indexOf("REPLACED") < text.indexOf("`maxSize` `216` → `430`"), "before the harmless ones");
  });

  it("counts each resource once, and what is left alone", () => {
    assert.match(
      comment(0, replacement),
      /Changes: 1 replaced, 1 deleted, 1 updated, 1 created; 1 left as they are/,
    );
  });

  it("does not warn of replacements that lose nothing", () => {
    const text = comment(0, [step("replace", "aws:lb/targetGroup:TargetGroup", "web", { port: [80, 8080] })]);
    assert.doesNotMatch(text, /CAUTION|lost/);
    assert.match(text, /`port` `80` → `8080` \(which AWS cannot change in place\)/);
  });

  it("gives a refusal with what to do, and does not let its words become markup", () => {
    const policyEvent = {
      resourceUrn: urn("aws:autoscaling/group:Group", "web"),
      message:
        "A group holds the peak\nfound:    maxSize 100 | *\nrequired: at least 216\nfix:      set maxSize\n",
      policyName: "holds-peak",
      enforcementLevel: "mandatory",
    };
    const text = comment(255, [{ policyEvent }]);
    assert.match(text, /## Preview: prod would be refused/);
    assert.match(
      text,
      /\*\*`holds-peak`\*\* on `web` \(aws:autoscaling\/group:Group\): A group holds the peak/,
    );
    assert.match(
      text,
      /- found: maxSize 100 \\\| \\\*\n- required: at least 216\n- \*\*fix\*\*: set maxSize/,
    );
  });

  it("shows the program's errors as they are", () => {
    const text = comment(1, [
      { diagnosticEvent: { severity: "error", message: "platform:domain is missing" } },
    ]);
    assert.match(text, /#### Errors\n\n```text\nplatform:domain is missing\n```/);
  });

  it("compares sizes and cost with the base", () => {
    const text = comment(0, [], planned({ peakConcurrencyShare: 0.025 }));
    assert.match(text, /\| instances at peak \| 100 \| 200 \|/);
    assert.match(text, /\| total \| 150\.00 \| 300\.00 \| \+150\.00 \|/);
    assert.match(text, /\| \*\*prod\*\* .* \| 150 → \*\*300\*\* \|/);
    assert.doesNotMatch(text, /instance type \|/, "what stays is left out");
    assert.match(comment(0, []), /Capacity and cost stay as they are/);
  });

  it("says what is planned where the base has no plan of this kind", () => {
    const text = comment(0, [], { value: { compute: {} } } as never);
    assert.match(text, /The base has no plan to compare with: its program prints other figures/);
    assert.match(text, /\| instances at peak \| 200 \|/);
  });

  it("says whether the peak holds, by the cases that were simulated", () => {
    const text = comment(0, []);
    assert.match(text, /\*\*The objective is not kept\.\*\* Nobody is woken on a normal day\./);
    assert.match(text, /\| launch \| 12 of 600 \| \*\*touched\*\* \| web-latency \|/);
  });

  it("stays within what GitHub takes, and says that it is cut", () => {
    const errors = Array.from({ length: 2000 }, (_, at) => ({
      diagnosticEvent: { severity: "error", message: `resource ${at} failed for a reason of some length` },
    }));
    const text = comment(1, errors);
    assert.ok(text.length < 65_536);
    assert.match(text, /The rest is cut off/);
  });
});

describe("D5 the issue of a night's comparison", () => {
  it("tells drift, a policy that time has broken, and a comparison that failed apart", () => {
    const policyEvent = { message: "The forecast\n", policyName: "runway", enforcementLevel: "mandatory" };
    const titleOf = (code: number, events: EngineEvent[]) =>
      driftOf(runOf("prod", code, events)).split("\n")[2];
    assert.match(titleOf(0, []) ?? "", /is as its program says/);
    assert.match(
      titleOf(1, [step("update", "aws:autoscaling/group:Group", "web")]) ?? "",
      /is not as its program says/,
    );
    assert.match(titleOf(1, [{ policyEvent }]) ?? "", /breaks a policy that it kept/);
    assert.match(titleOf(1, []) ?? "", /could not be compared/);
  });
});
