import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import fc from "fast-check";
import { reportData, type ReportData, zoneLostCase } from "../../report/data";
import { html, trusted } from "../../report/html";
import { pageOf } from "../../report/page";
import { policyResults } from "../../report/policies";
import { summaryOf } from "../../report/summary";
import { keepsObjective } from "../../simulation/verdict";
import { checkEach } from "../check-each";
import { type Element, parsed } from "./dom";
import { smallPreview } from "./small-preview";

const project = resolve(__dirname, "..", "..");
const now = new Date("2026-11-28T12:00Z");

describe("A1-A13 the report", function () {
  this.timeout(60_000);
  let data: ReportData;
  let page: string;
  let root: Element;
  const all = (selector: string) => [...root.querySelectorAll(selector)];
  before(() => {
    data = reportData(project, "prod", smallPreview, now, () => undefined);
    page = pageOf(data);
    root = parsed(page);
  });

  it("needs nothing beside it: no script, no file, no address", () => {
    assert.deepEqual(all("script, link, img, iframe, object, embed, [src], image"), []);
    const style = all("style")
      .map(({ textContent }) => textContent)
      .join("\n");
    assert.doesNotMatch(style, /@import|url\(/);
    assert.doesNotMatch(page, /\son\w+=/);
    checkEach(
      all("[href]"),
      ({ outerHTML }) => outerHTML,
      (link) => {
        assert.match(link.getAttribute("href") ?? "", /^#/);
      },
    );
  });

  it("has a section for each question, which the navigation leads to", () => {
    const targets = all("nav a").map((link) => link.getAttribute("href")?.slice(1) ?? "");
    assert.deepEqual(targets, [
      "architecture",
      "capacity",
      "simulation",
      "runway",
      "events",
      "cost",
      "policies",
    ]);
    assert.deepEqual(
      all("main > section").map(({ id }) => id),
      targets,
    );
  });

  it("shows the figures of the plan and the group of the preview", () => {
    const text = root.textContent;
    assert.match(text, /5,000/);
    assert.match(text, /83\.3/);
    assert.match(text, /12 to 400 x t3\.medium/);
    assert.ok(text.includes(`${data.plan.compute.peak.required}`));
    for (const { message } of data.plan.contradictions) assert.ok(text.includes(message), message);
    checkEach(
      data.figures.flatMap(({ rows }) => rows),
      ({ figure }) => figure,
      ({ formula }) => {
        assert.ok(text.includes(formula), formula);
      },
    );
  });

  it("shows each case with its load, size, memory, latency and alarms", () => {
    assert.deepEqual(
      all(".case h3").map(({ textContent }) => textContent),
      data.cases.map(({ name }) => name),
    );
    const titles = [...(all(".case")[0]?.querySelectorAll("figcaption") ?? [])].map(
      ({ textContent }) => textContent,
    );
    assert.deepEqual(titles, [
      "Load",
      "Group size",
      "Memory and CPU of the group",
      "Latency, 95th percentile",
      "Alarms",
    ]);
  });

  it("compares the deployed group with other settings, of which the best are cheaper or better than all others", () => {
    const { variants } = data;
    assert.deepEqual(
      variants.filter(({ isDeployed }) => isDeployed).map(({ minSize, later }) => [minSize, later]),
      [[data.fleet.minSize, 0]],
    );
    const best = variants.filter(({ isBest }) => isBest);
    for (const it of variants) {
      assert.ok(
        best.some(({ cost, violatedMinutes }) => cost <= it.cost && violatedMinutes <= it.violatedMinutes),
      );
    }
    for (const it of best) {
      assert.ok(best.every((other) => other.cost >= it.cost || other.violatedMinutes > it.violatedMinutes));
    }
    // A larger floor and sooner thresholds cost more: the settings do reach the simulation.
    assert.ok(new Set(variants.map(({ cost }) => cost)).size > variants.length / 2);
    assert.equal(
      data.cases.find(({ name }) => name === zoneLostCase)?.outcome.cost,
      variants.find(({ isDeployed }) => isDeployed)?.cost,
    );
  });

  it("says what the policies found, with the resource, and nothing where they were not asked", () => {
    const { textContent: judged } = root.querySelector("#policies") ?? { textContent: "" };
    assert.match(judged, /2 policies found nothing/);
    assert.match(judged, /bucket-versioned[^]*mandatory[^]*files[^]*no versioning of <files>/);
    const { policies: judgement, ...rest } = data;
    assert.equal(judgement?.violations.length, 1);
    const silent = pageOf(rest);
    assert.match(silent, /was not judged/);
  });

  it("is accessible: headings in order, tables with captions and headers, drawings with a text", () => {
    const levels = all("h1, h2, h3").map(({ tagName }) => Number(tagName.slice(1)));
    assert.equal(levels[0], 1);
    levels.forEach((level, at) => {
      assert.ok(level <= (levels[at - 1] ?? 0) + 1, `heading ${at}`);
    });
    const ids = all("[id]").map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(root.getAttribute("lang"), "en");
    checkEach(
      all("table"),
      (table) => table.outerHTML.slice(0, 80),
      (table) => {
        assert.ok(table.querySelector("caption")?.textContent);
        assert.equal([...table.querySelectorAll("th:not([scope])")].length, 0);
      },
    );
    checkEach(
      all("svg"),
      (svg) => svg.parentElement?.outerHTML.slice(0, 80) ?? "",
      (svg) => {
        const label = svg.closest("[role=img]")?.getAttribute("aria-label") ?? "";
        assert.ok(label.length > 20, label);
      },
    );
  });

  it("judges each case by the objective, as the verdict does, and not by a single minute", () => {
    const cases = all("details.case").map((it) => it.querySelector("summary"));
    assert.equal(cases.length, data.cases.length);
    data.cases.forEach((it, at) => {
      const said = cases[at]?.querySelector(".badge");
      const tone = keepsObjective(it) ? "good" : it.isPromised ? "bad" : "note";
      assert.ok(said?.getAttribute("class") === `badge ${tone}`, `${it.name}: ${said?.outerHTML ?? ""}`);
    });
  });

  it("has its summary in Markdown, with the same verdict, cases and limits", () => {
    const summary = summaryOf(data);
    for (const { name, result } of data.cases) {
      assert.ok(summary.includes(`| ${name} | ${result.violatedMinutes} of `), name);
    }
    assert.equal(summary.includes("✅ Objective kept in every case"), data.verdict.objectiveKept);
    assert.match(summary, /- bucket-versioned \(mandatory\): files/);
    for (const part of ["# Capacity of prod", "## Architecture", "## Under load", "## Runway"]) {
      assert.ok(summary.includes(`\n${part}\n`) || summary.startsWith(`${part}\n`), part);
    }
  });
});

describe("the colors of the report", () => {
  const style = readFileSync(join(project, "report", "style.css"), "utf8");
  const [light = "", dark = ""] = [...style.matchAll(/:root \{([^}]*)\}/g)].map(([, block]) => block ?? "");
  const colorsOf = (block: string) =>
    Object.fromEntries(
      [...block.matchAll(/--(\w+): (#[0-9a-f]{6})/g)].map(([, name = "", color = ""]) => [name, color]),
    );

  it("are told from their ground: text by 4.5 to 1, drawings by 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11)", () => {
    const rows = [light, dark].map(colorsOf).flatMap((colors) =>
      ["ground", "card"].flatMap((ground) => [
        ...["text", "quiet", "accent", "green", "red"].map((name) => ({
          colors,
          ground,
          name,
          least: 4.5,
        })),
        ...["blue", "orange", "violet", "gray"].map((name) => ({ colors, ground, name, least: 3 })),
      ]),
    );
    checkEach(
      rows,
      ({ ground, name }) => `${name} on ${ground}`,
      ({ colors, ground, name, least }) => {
        const found = contrast(colors[name] ?? "", colors[ground] ?? "");
        assert.ok(found >= least, found.toFixed(2));
      },
    );
  });
});

/** Source: WCAG 2.2, "contrast ratio" and "relative luminance". */
function contrast(one: string, other: string): number {
  const luminance = (color: string) => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
      const share = parseInt(color.slice(at, at + 2), 16) / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

describe("the markup of the report", () => {
  it("holds any text as text, in elements and in attributes", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary-ascii" }), (text) => {
        const found = parsed(
          html`<html>
            <p title="${text}">${[text, html`<b>${text}</b>`]}</p>
          </html>`.text,
        );
        const paragraph = found.querySelector("p");
        assert.equal([...found.querySelectorAll("p, p *")].length, 2);
        assert.equal(paragraph?.getAttribute("title"), text);
        assert.equal(paragraph.textContent, text + text);
      }),
    );
  });

  it("takes only markup as markup", () => {
    assert.equal(
      html`<p>${trusted("<br>")}${"<br>"}${false}${undefined}${0}</p>`.text,
      "<p><br>&lt;br&gt;0</p>",
    );
  });
});

describe("the results of policies", () => {
  it("count a policy as passed only where no resource breaks it", () => {
    const events = [
      { policyAnalyzeStackSummaryEvent: { passed: ["a", "b"] } },
      {
        policyEvent: {
          policyName: "a",
          enforcementLevel: "advisory",
          message: "no\n",
          resourceUrn: "urn:pulumi:s::p::t::n",
        },
      },
    ];
    assert.deepEqual(policyResults(events.map((event) => JSON.stringify(event)).join("\n")), {
      passed: ["b"],
      violations: [{ policy: "a", level: "advisory", resource: "n", message: "no" }],
    });
  });
});
