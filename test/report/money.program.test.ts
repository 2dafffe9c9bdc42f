import assert from "node:assert/strict";
import { resolve } from "node:path";
import { reportData, type ReportData } from "../../report/data";
import { number } from "../../report/format";
import { pageOf } from "../../report/page";
import { type Element, parsed } from "./dom";
import { smallPreview } from "./small-preview";

const project = resolve(__dirname, "..", "..");

describe("A11, A12 the report on cost and growth", function () {
  this.timeout(60_000);
  let data: ReportData;
  let root: Element;
  const all = (selector: string) => [...root.querySelectorAll(selector)];
  before(() => {
    data = reportData(project, "prod", smallPreview, new Date("2026-11-28T12:00Z"), () => undefined);
    root = parsed(pageOf(data));
  });

  it("shows a month's bill by component, each item with its formula and what else it is sold as", () => {
    assert.ok(typeof data.cost !== "string");
    const { textContent: shown } = root.querySelector("#cost") ?? { textContent: "" };
    for (const { component, item, formula } of data.cost.lines) {
      assert.ok(shown.includes(`${component}: ${item}`), item);
      assert.ok(shown.includes(formula), formula);
    }
    const bars = all("#cost svg")[0]?.textContent ?? "";
    for (const component of Object.keys(data.cost.byComponent))
      assert.ok(bars.includes(component), component);
    const unknown = pageOf({ ...data, cost: "no prices of mars-east-1" });
    assert.match(unknown, /no prices of mars-east-1/);
  });

  it("says of an idle standby what a month after a failover is", () => {
    assert.ok(typeof data.cost !== "string");
    const underLoad = { totalUsd: 4845, totalWithSavingsPlanUsd: 4771, day: data.cost.day };
    const page = parsed(pageOf({ ...data, cost: { ...data.cost, underLoad } }));
    const { textContent: shown } = page.querySelector("#cost") ?? { textContent: "" };
    assert.match(shown, /a standby that nobody comes to, .* a month after a failover is\s+\$4,845/);
    assert.doesNotMatch(root.querySelector("#cost")?.textContent ?? "", /failover/);
  });

  it("sets the brief's rule, target tracking and an exact fleet beside the deployed group", () => {
    assert.deepEqual(
      data.rules.map(({ name }) => name.split(",")[0]),
      ["the brief's rule: out above 75 % CPU", "target tracking"],
    );
    const [brief, target] = data.rules;
    // Memory is full long before CPU is at 75 %.
    assert.ok(brief && target && brief.violatedMinutes > target.violatedMinutes);
    const { textContent: shown } = root.querySelector("#cost") ?? { textContent: "" };
    for (const { name } of data.rules) assert.ok(shown.includes(name), name);
    assert.match(shown, /exact fleet, which knows each minute in advance/);
  });

  it("A11 shows what to change before a limit is reached, and what would be planned then", () => {
    const { textContent: shown } = root.querySelector("#runway") ?? { textContent: "" };
    assert.match(shown, /ask AWS for a larger quota of vCPUs/);
    assert.match(shown, /Planned anew at 20 % a month/);
    for (const it of data.forecast.filter(({ month }) => month === 24)) {
      assert.ok(shown.includes(number(it.registeredUsers)), it.growth);
    }
  });
});
