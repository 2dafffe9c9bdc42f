import * as Plot from "@observablehq/plot";
import type { ReportData, RecordedCase } from "../data";
import { number } from "../format";
import type { Html } from "../html";
import { chart, type Color, ink, type Width } from "./chart";
import { pointsOf } from "./series";

interface Line {
  readonly label: string;
  readonly color: Color;
  readonly values: ArrayLike<number>;
}

interface Limit {
  readonly label: string;
  readonly value: number;
  readonly color: Color;
}

interface LineChart {
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly lines: readonly Line[];
  readonly limits?: readonly Limit[];
  /** The axis ends here; what is above it is drawn at its end. */
  readonly top?: number;
  readonly isStep?: boolean;
  /** Shows the mean of a few minutes in place of their largest value. */
  readonly isMean?: boolean;
}

/** The lines of a run over its hours, with the limits that they are to stay below. */
function lineChart({
  title,
  description,
  unit,
  lines,
  limits = [],
  top,
  isStep = false,
  isMean = false,
}: LineChart): Html {
  return chart({
    title,
    description,
    size: "half",
    legend: [
      ...lines.map(({ label, color }) => ({ label, color })),
      ...limits.map(({ label, color }) => ({ label, color, isDashed: true })),
    ],
    drawing: ({ isNarrow }: Width) => ({
      height: isNarrow ? 190 : 200,
      marginLeft: 52,
      marginBottom: 34,
      x: {
        label: "hours since the beginning",
        labelAnchor: "center",
        labelArrow: "none",
        ticks: isNarrow ? 5 : 8,
      },
      y: {
        label: unit,
        grid: true,
        nice: true,
        zero: true,
        ticks: 5,
        labelArrow: "none",
        ...(top !== undefined && { domain: [0, top], clamp: true }),
      },
      marks: [
        Plot.ruleY(limits, {
          y: "value",
          stroke: ({ color }: Limit) => ink(color),
          strokeDasharray: "5 4",
          strokeWidth: 1.5,
        }),
        ...lines.map(({ color, values }) =>
          Plot.lineY(pointsOf(values, isMean ? "mean" : "largest"), {
            x: "hour",
            y: "value",
            stroke: ink(color),
            strokeWidth: 1.8,
            ...(isStep && { curve: "step-after" as const }),
          }),
        ),
        Plot.ruleY([0], { stroke: ink("gray") }),
      ],
    }),
  });
}

export function loadChart({ load }: RecordedCase, { plan: { traffic } }: ReportData): Html {
  const perSecond = load.requests.map((requests) => requests / 60);
  const peak = number(traffic.peakRps);
  return lineChart({
    title: "Load",
    description: `Requests a second, up to ${number(largest(perSecond))}; the declared peak is ${peak}.`,
    unit: "requests a second",
    isMean: true,
    lines: [{ label: "requests", color: "blue", values: perSecond }],
    limits: [{ label: `declared peak ${peak}`, value: traffic.peakRps, color: "gray" }],
  });
}

export function sizeChart({ history }: RecordedCase, { fleet }: ReportData): Html {
  return lineChart({
    title: "Group size",
    description: `Instances, from ${number(smallest(history.size))} to ${number(largest(history.size))}; the ceiling is ${fleet.maxSize}.`,
    unit: "instances",
    isStep: true,
    lines: [
      { label: "launched", color: "gray", values: history.size },
      { label: "serving", color: "green", values: history.serving },
    ],
    limits: [{ label: `ceiling ${fleet.maxSize}`, value: fleet.maxSize, color: "red" }],
  });
}

export function usageChart({ history }: RecordedCase, { environment: { alarms } }: ReportData): Html {
  return lineChart({
    title: "Memory and CPU of the group",
    description:
      `Memory up to ${number(largest(history.memoryPercent))} percent, CPU up to ${number(largest(history.cpuPercent))} percent; ` +
      `the alarm on memory is at ${alarms.memoryPercent} percent.`,
    unit: "percent",
    top: 100,
    lines: [
      { label: "memory", color: "violet", values: history.memoryPercent },
      { label: "CPU", color: "orange", values: history.cpuPercent },
    ],
    limits: [{ label: `memory alarm ${alarms.memoryPercent} %`, value: alarms.memoryPercent, color: "red" }],
  });
}

/** The axis ends at so many times the objective: beyond it only how long matters. */
const latencyScale = 3;

export function latencyChart({ history }: RecordedCase, { environment: { alarms } }: ReportData): Html {
  const values = Array.from(history.latencyMs, (value) => (Number.isNaN(value) ? 0 : value));
  return lineChart({
    title: "Latency, 95th percentile",
    description: `Milliseconds, up to ${number(largest(values))}; the objective is ${alarms.latencyMs}.`,
    unit: "ms",
    top: alarms.latencyMs * Math.min(latencyScale, Math.max(1.2, largest(values) / alarms.latencyMs)),
    lines: [{ label: "95 of 100 requests are faster", color: "blue", values }],
    limits: [{ label: `objective ${alarms.latencyMs} ms`, value: alarms.latencyMs, color: "red" }],
  });
}

function largest(values: ArrayLike<number>): number {
  return Array.prototype.reduce.call(values, (most, it) => Math.max(Number(most), Number(it)), 0) as number;
}

function smallest(values: ArrayLike<number>): number {
  return Array.prototype.reduce.call(
    values,
    (least, it) => Math.min(Number(least), Number(it)),
    Infinity,
  ) as number;
}
