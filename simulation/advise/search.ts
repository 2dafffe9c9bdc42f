import type { Demand } from "../demand";
import type { Fleet } from "../fleet";
import { type Load, part } from "../load";
import { type Evaluation, evaluateFleet } from "./evaluate";
import { limitOf, type PhysicalLimit } from "./limit";
import { Pool } from "./pool";
import { type Setting, sessionsAt, settingsFor, typesFor } from "./settings";

/** A setting, or what stands beside it, on the weeks that it was chosen by, on the last, and on both. */
export interface Candidate {
  readonly name: string;
  readonly setting?: Setting;
  readonly fit: Evaluation;
  readonly last: Evaluation;
  readonly all: Evaluation;
}

export interface Advice {
  /** Settings that were simulated. */
  readonly tried: number;
  readonly best?: Candidate;
  /** The best that the platform's configuration can say, and its policies would take. */
  readonly declarable?: Candidate;
  /** The deployed group, the brief's 75/30 rule, the best target. */
  readonly others: readonly Candidate[];
  /** The best of each instance type that keeps the objective, cheapest first. */
  readonly byType: readonly Candidate[];
  /** Settings that no other is better than in both cost and violated minutes, over the whole load with a zone lost. */
  readonly frontier: readonly Candidate[];
  readonly limit: PhysicalLimit;
}

export interface AdviceOptions {
  /** Is told what is done, line by line. */
  readonly progress?: (line: string) => void;
  readonly isDeclarable?: (setting: Setting) => boolean;
}

/** Of those that hold without a lost zone, so many of the cheapest are tried with one. */
const [shortlist, ofEachType] = [48, 6];
const shareOfFit = 2 / 3;

/**
 * Searches the cheapest setting that keeps the objective with a zone lost at its worst minute. It is chosen by the first two
 * thirds of the load; the last third, which no choice depends on, tells what it is worth.
 */
export async function advise(
  base: Fleet,
  demand: Demand,
  load: Load,
  { progress = () => undefined, isDeclarable = () => true }: AdviceOptions = {},
): Promise<Advice> {
  const split = Math.round(load.minutes * shareOfFit);
  const loads = [part(load, 0, split), part(load, split), load];
  const pool = new Pool({ base, demand, loads });
  try {
    const settings = settingsFor(demand, typesFor(demand, base.instance.type, base.zones), base.zones);
    const plain = await pool.evaluate(
      settings.map((setting) => ({ setting, load: 0, isZoneLost: false })),
      (done) => {
        progress(`simulated ${done} of ${settings.length} settings`);
      },
    );
    const ranked = settings
      .map((setting, at) => ({ setting, fit: plain[at] }))
      .filter((it): it is { setting: Setting; fit: Evaluation } => it.fit?.isKept === true)
      .sort((one, other) => one.fit.cost - other.fit.cost);
    const chosen = shortlisted(ranked.map(({ setting }) => setting));
    progress(`losing a zone at the worst minute of ${chosen.length} of them`);
    const candidates = await withZoneLost(pool, [...chosen, ...extras(base, demand, chosen)]);
    const holding = candidates.filter(({ fit }) => fit.isKept).sort(byFit);
    const [best] = holding;
    const declarable = holding.find(({ setting }) => setting && isDeclarable(setting));
    const targets = candidates.filter(({ setting }) => setting?.rule.kind === "requests").sort(byFit);
    return {
      tried: settings.length,
      ...(best && { best }),
      ...(declarable && { declarable }),
      others: [
        deployed(base, demand, loads),
        ...candidates.filter(({ name }) => name === briefName),
        ...targets.slice(0, 1).map((it) => ({ ...it, name: `target tracking, ${it.name}` })),
      ],
      byType: firstOfEachType(holding),
      frontier: frontierOf(candidates),
      limit: limitOf(base, demand, load),
    };
  } finally {
    await pool.end();
  }
}

const byFit = (one: Candidate, other: Candidate) => one.fit.cost - other.fit.cost;

/** The cheapest of all, and of each type and kind of rule. */
function shortlisted(ranked: readonly Setting[]): Setting[] {
  const counts = new Map<string, number>();
  return ranked.filter((setting, at) => {
    const key = `${setting.type} ${setting.rule.kind}`;
    const count = (counts.get(key) ?? 0) + 1;
    counts.set(key, count);
    return at < shortlist / 2 || count <= ofEachType;
  });
}

export const briefName = "the brief's rule: out above 75 % CPU, in below 30 %";

/** Beside the grid: warm pools for the cheapest few, floors by hour, and the brief's rule. */
function extras(base: Fleet, demand: Demand, chosen: readonly Setting[]): Setting[] {
  const [cheapest] = chosen;
  const need = Math.ceil(demand.peakUsers / sessionsAt(base.instance.type, 75, demand));
  const brief: Setting = {
    type: base.instance.type,
    minSize: base.minSize,
    maxSize: need * 2,
    rule: { kind: "cpu", out: 75, in: 30 },
  };
  if (!cheapest) return [brief];
  return [
    brief,
    ...[0.1, 0.3].map((share) => ({ ...cheapest, warmPool: Math.ceil(cheapest.maxSize * share) })),
  ];
}

async function withZoneLost(pool: Pool, settings: readonly Setting[]): Promise<Candidate[]> {
  const tasks = settings.flatMap((setting) => [0, 1, 2].map((load) => ({ setting, load, isZoneLost: true })));
  const evaluations = await pool.evaluate(tasks);
  return settings.flatMap((setting, at) => {
    const [fit, last, all] = evaluations.slice(at * 3, at * 3 + 3);
    return fit && last && all ? [{ name: nameOf(setting), setting, fit, last, all }] : [];
  });
}

function deployed(base: Fleet, demand: Demand, loads: readonly Load[]): Candidate {
  const evaluations = loads.map((load) => evaluateFleet(base, demand, load, true));
  const [fit, last, all] = evaluations as [Evaluation, Evaluation, Evaluation];
  return { name: `as deployed (${base.instance.type})`, fit, last, all };
}

function nameOf({ type, minSize, rule, warmPool, floorByHour }: Setting): string {
  if (rule.kind === "cpu") return briefName;
  const how =
    rule.kind === "requests"
      ? `${rule.target} requests per target and minute`
      : `memory out ${rule.out} %, in ${rule.in} %, ${rule.steps.map(({ amount }) => `+${amount}`).join("/")} %, at least ${rule.atLeast}`;
  const more = [
    ...(warmPool === undefined ? [] : [`warm pool ${warmPool}`]),
    ...(floorByHour ? ["floor by hour"] : []),
  ];
  return [type, `floor ${minSize}`, how, ...more].join(", ");
}

function firstOfEachType(candidates: readonly Candidate[]): Candidate[] {
  const types = new Set<string>();
  return candidates.filter(({ setting }) => {
    const type = setting?.type ?? "";
    if (types.has(type)) return false;
    types.add(type);
    return true;
  });
}

function frontierOf(candidates: readonly Candidate[]): Candidate[] {
  const sorted = [...candidates].sort((one, other) => one.all.cost - other.all.cost);
  let fewest = Infinity;
  return sorted.filter(({ all }) => {
    if (all.violatedMinutes >= fewest) return false;
    fewest = all.violatedMinutes;
    return true;
  });
}
