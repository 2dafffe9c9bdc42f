import type { Graph } from "./widgets";

/** A widget as CloudWatch takes it. Source: CloudWatch API Reference, "Dashboard Body Structure and Syntax". */
export interface Widget {
  readonly type: "metric" | "text";
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

export type Unplaced = Omit<Widget, "x" | "y">;

/** Columns of CloudWatch's grid. */
const gridWidth = 24;

/** Puts rows below each other; what does not fit a row goes on in the next line. */
export function place(rows: readonly (readonly Unplaced[])[]): Widget[] {
  const widgets: Widget[] = [];
  let y = 0;
  for (const row of rows) {
    let x = 0;
    let height = 0;
    for (const widget of row) {
      if (x + widget.width > gridWidth) {
        y += height;
        x = 0;
        height = 0;
      }
      widgets.push({ ...widget, x, y });
      x += widget.width;
      height = Math.max(height, widget.height);
    }
    y += height;
  }
  return widgets;
}

export function textWidget(markdown: string, width: number, height: number): Unplaced {
  return { type: "text", width, height, properties: { markdown } };
}

export function heading(title: string): Unplaced {
  return textWidget(`## ${title}`, gridWidth, 1);
}

export function graphWidget(
  { title, unit, period, metrics, lines, from = 0 }: Graph,
  region: string,
  width = 6,
): Unplaced {
  return {
    type: "metric",
    width,
    height: 6,
    properties: {
      title,
      region,
      view: "timeSeries",
      stacked: false,
      period,
      metrics,
      yAxis: { left: { label: unit, min: from, showUnits: false } },
      annotations: { horizontal: lines },
    },
  };
}
