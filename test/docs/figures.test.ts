import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  instanceType,
  monthlyCost,
  type MonthlyCost,
  planCapacity,
  type Range,
  type Sizing,
} from "../../capacity";
import { hoursPerMonth } from "../../capacity/cost/hours";
import { utilisationWith } from "../../capacity/operating-point";
import { deploymentOf, loadEnvironment, sizingOf } from "../../config";
import { readStackFile } from "../../config/stack-file";

const root = join(__dirname, "..", "..");
const number = (value: number) => new Intl.NumberFormat("en", { maximumFractionDigits: 1 }).format(value);

function planned(stack: "dev" | "prod" | "prod-standby") {
  const environment = loadEnvironment(readStackFile(root, stack));
  const { workload } = environment;
  const sizing = sizingOf(environment);
  const billOf = (declared: Sizing = sizing) =>
    monthlyCost(workload, declared, planCapacity(workload, declared), deploymentOf(environment));
  return { plan: planCapacity(workload, sizing), workload, sizing, billOf };
}

const whole = (value = 0) => new Intl.NumberFormat("en", { maximumFractionDigits: 0 }).format(value);

function usdOfLines({ lines }: MonthlyCost, component: string, item: RegExp): number {
  const found = lines.filter((line) => line.component === component && item.test(line.item));
  return found.reduce((sum, { usdPerMonth }) => sum + usdPerMonth, 0);
}

/** The text of a file with its line breaks and comment signs as single spaces. */
function textOf(file: string): string {
  return readFileSync(join(root, file), "utf8").replace(/\n\s*#?\s*/g, " ");
}

describe("the figures of the documents", () => {
  const [prod, dev, standby] = [planned("prod"), planned("dev"), planned("prod-standby")];
  const { compute, operatingPoint, users } = prod.plan;
  const { vcpus } = instanceType(compute.instanceType);
  const quota = prod.sizing.quotas.onDemandStandardVcpus;
  const held = number(operatingPoint.memoryPercent);
  const atBaseline = users.baselineConcurrent / dev.plan.compute.baseline.required;
  const zones = compute.availabilityZones;
  // Of 75 % so much is the users', who have to fit one zone fewer.
  const { memoryMib } = instanceType(compute.instanceType);
  const inTwoZones =
    ((0.75 * memoryMib - prod.sizing.osReserveMb) * zones) / (zones - 1) + prod.sizing.osReserveMb;
  const usdOf = (instances: number) =>
    Math.round(instances * hoursPerMonth * instanceType(compute.instanceType).usdPerHour);
  const [bill, standbyBill] = [prod.billOf(), standby.billOf()];
  const [databaseReplicated, filesReplicated] = [
    usdOfLines(bill, "database", /repl/),
    usdOfLines(bill, "files", /repl/),
  ];
  const acu = { min: 8, max: prod.plan.database.acu?.max ?? 0 };
  const databaseUsd = (stack: typeof prod, range?: Range) =>
    whole(
      usdOfLines(
        stack.billOf({
          ...stack.sizing,
          database: { ...stack.sizing.database, ...(range && { acu: range }) },
        }),
        "database",
        /^instances$/,
      ),
    );
  const sentences: Readonly<Record<string, readonly string[]>> = {
    "docs/decisions.md": [
      `${operatingPoint.users} users to a t3.medium in prod, ${dev.plan.operatingPoint.users} in dev, so that ${number(users.peakConcurrent)} users are ${compute.peak.required} instances and not the brief's ${prod.workload.claims?.peakInstancesByMemory}`,
      `${held} % of a t3.medium`,
      `the two zones would need ${Math.round((100 * inTwoZones) / memoryMib)} % of their memory`,
      `hold the baseline: ${dev.plan.compute.min}, at ${Math.round(utilisationWith(atBaseline, dev.workload, dev.sizing).memoryPercent)} % of memory`,
      `The floor is what the baseline needs at the operating point: ${compute.min},`,
      `From prod's ${compute.min} instances the ${compute.peak.whileZoneLost} of the peak are six steps`,
      `leaves ${(standby.sizing.takeoverSeconds ?? 0) / 60} after detection and DNS`,
      `the standby's floor is ${standby.plan.compute.min} (\`capacity/takeover.ts\`), ${usdOf(standby.plan.compute.min)} USD a month in place of ${usdOf(compute.min)}.`,
      `costs ${whole(standbyBill.totalUsd)} USD a month while nobody comes to it and ${whole(standbyBill.underLoad?.totalUsd)} under`,
      `at prod's load ${whole(databaseReplicated + filesReplicated)} USD a month, of which the database's writes are ${whole(databaseReplicated)},`,
      `8 ACU are ${databaseUsd(prod, acu)} USD a month for prod's two instances in place of ${databaseUsd(prod)}, and, the standby having the same range, ${databaseUsd(standby, acu)} in place of ${databaseUsd(standby)} there.`,
      `\`platform:database.acu: { min: 8, max: ${acu.max} }\``,
      `${compute.peak.required} instances at peak are ${compute.peak.withBuffer} with the buffer`,
      `a group that lacks one instance arrives at ${compute.peak.reached}, and the ceiling is ${compute.usualMax}:`,
    ],
    "Pulumi.prod.yaml": [
      `room for ${quota / vcpus} instances of ${vcpus} vCPUs; the ceiling of ${compute.usualMax} takes ${compute.usualMax * vcpus}.`,
    ],
  };
  for (const [file, said] of Object.entries(sentences)) {
    it(`${file} says what npm run capacity prints`, () => {
      const text = textOf(file);
      assert.deepEqual(
        said.filter((sentence) => !text.includes(sentence)),
        [],
        "change the document, or what it describes",
      );
    });
  }
});
