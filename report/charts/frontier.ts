import * as Plot from "@observablehq/plot";
import { number, usd } from "../format";
import type { RuleOutcome, Variant } from "../frontier";
import type { Html } from "../html";
import { table } from "../table";
import { chart, ink } from "./chart";

/** Settings by what they cost and how often they miss the objective; the exact fleet misses nothing. */
export function frontierChart(
  variants: readonly Variant[],
  rules: readonly RuleOutcome[],
  exactCost: number,
): Html {
  const best = variants.filter(({ isBest }) => isBest).sort((a, b) => a.cost - b.cost);
  const others = variants.filter(({ isBest, isDeployed }) => !isBest && !isDeployed);
  const deployed = variants.filter(({ isDeployed }) => isDeployed);
  const place = { x: "cost", y: "violatedMinutes" };
  return chart({
    title: "Cost against violated minutes, a zone lost at the worst minute of a day",
    description: [...deployed, ...best]
      .map(
        (it) =>
          `${it.isDeployed ? "deployed" : nameOf(it)}: ${usd(it.cost)}, ${number(it.violatedMinutes)} minutes`,
      )
      .concat(rules.map((it) => `${it.name}: ${usd(it.cost)}, ${number(it.violatedMinutes)} minutes`))
      .join("; "),
    legend: [
      { label: "deployed", color: "blue" },
      { label: "no other setting is cheaper and better", color: "green" },
      { label: "other floors and thresholds", color: "gray" },
      { label: "other rules: the brief's, a target", color: "red" },
      { label: `exact fleet ${usd(exactCost)}`, color: "violet", isDashed: true },
    ],
    table: settingTable([...deployed, ...best.filter(({ isDeployed }) => !isDeployed)], rules, exactCost),
    drawing: ({ isNarrow }) => ({
      height: 260,
      marginLeft: 48,
      marginRight: 24,
      marginBottom: 38,
      x: {
        label: "USD a day",
        labelAnchor: "center",
        labelArrow: "none",
        grid: true,
        nice: true,
        ticks: isNarrow ? 4 : 10,
        domain: [
          Math.min(exactCost, ...[...variants, ...rules].map(({ cost }) => cost)),
          Math.max(...[...variants, ...rules].map(({ cost }) => cost)),
        ],
      },
      y: { label: "violated minutes", labelArrow: "none", grid: true, zero: true, nice: true, ticks: 5 },
      marks: [
        Plot.ruleX([exactCost], { stroke: ink("violet"), strokeDasharray: "5 4", strokeWidth: 1.5 }),
        Plot.ruleY([0], { stroke: ink("gray") }),
        Plot.line(best, { ...place, stroke: ink("green"), strokeWidth: 1.5, curve: "step-after" }),
        Plot.dot(others, { ...place, stroke: ink("gray"), r: 3 }),
        Plot.dot(best, { ...place, fill: ink("green"), r: 4 }),
        Plot.dot(rules, { ...place, stroke: ink("red"), symbol: "times", strokeWidth: 2, r: 5 }),
        Plot.dot(deployed, { ...place, fill: ink("blue"), stroke: ink("card"), r: 7 }),
      ],
    }),
  });
}

function nameOf({ minSize, later }: Variant): string {
  const when =
    later === 0
      ? "thresholds as deployed"
      : `thresholds ${Math.abs(later)} points ${later > 0 ? "later" : "sooner"}`;
  return `floor ${minSize}, ${when}`;
}

function settingTable(variants: readonly Variant[], rules: readonly RuleOutcome[], exactCost: number): Html {
  const rows: RuleOutcome[] = [
    ...variants.map((it) => ({ ...it, name: it.isDeployed ? `deployed: ${nameOf(it)}` : nameOf(it) })),
    ...rules,
    { name: "exact fleet, which knows each minute in advance", cost: exactCost, violatedMinutes: 0 },
  ];
  return table(
    "Settings",
    [
      { title: "Setting", of: ({ name }) => name },
      { title: "USD a day", isFigure: true, of: ({ cost }) => number(cost) },
      { title: "Times the exact fleet", isFigure: true, of: ({ cost }) => (cost / exactCost).toFixed(2) },
      { title: "Violated minutes", isFigure: true, of: ({ violatedMinutes }) => number(violatedMinutes) },
    ],
    rows,
  );
}
