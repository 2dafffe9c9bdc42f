import type { Widget } from "../../infra/observability/dashboard";
import type { Line, Series } from "../../infra/observability/dashboard/widgets";

const cell = 56;

/**
 * A dashboard as a page of HTML, to be looked at: CloudWatch's grid, with titles, units, what is drawn and the lines of
 * thresholds. There is no data, so the curves are made up: of each threshold's size, to show where it lies.
 */
export function dashboardPage(title: string, widgets: readonly Widget[]): string {
  const height = Math.max(...widgets.map(({ y, height: rows }) => y + rows)) * cell;
  return `<!doctype html>
<meta charset="utf-8">
<title>${escape(title)}</title>
<style>
  body { font: 13px sans-serif; margin: 8px; background: #f2f3f3; }
  .grid { position: relative; width: ${24 * cell}px; height: ${height}px; }
  .widget { position: absolute; padding: 6px; box-sizing: border-box; overflow: hidden; background: #fff; border: 1px solid #d5dbdb; }
  h1, h2, h3, p { margin: 0 0 6px; } h3 { font-size: 14px; } h2 { font-size: 17px; }
  svg { width: 100%; } td, th { text-align: left; padding: 1px 10px 1px 0; font-size: 11px; }
  .legend { font-size: 11px; color: #545b64; }
</style>
<div class="grid">
${widgets.map(widgetHtml).join("\n")}
</div>
`;
}

function widgetHtml(widget: Widget): string {
  const { x, y, width, height, type, properties } = widget;
  const place = `left:${x * cell}px;top:${y * cell}px;width:${width * cell - 6}px;height:${height * cell - 6}px`;
  const content = type === "text" ? markdown(String(properties.markdown)) : graph(properties);
  return `<div class="widget" style="${place}">${content}</div>`;
}

interface GraphProperties {
  title: string;
  period: number;
  metrics: readonly Series[];
  yAxis: { left: { label: string } };
  annotations: { horizontal: readonly Line[] };
}

function graph(properties: Widget["properties"]): string {
  const { title, period, metrics, yAxis, annotations } = properties as unknown as GraphProperties;
  const lines = annotations.horizontal;
  const top = Math.max(1e-9, ...lines.map(({ value }) => value)) * 1.4;
  const heightOf = (value: number) => 200 - (200 * value) / top;
  const drawn = metrics.map(labelOf).filter((label) => label !== undefined);
  const curves = drawn.map((_, index) => {
    const level = (lines[0]?.value ?? top / 2) * (0.55 - 0.08 * index);
    const points = Array.from({ length: 61 }, (__, at) => {
      const value = level * (1 + 0.2 * Math.sin(at / 7 + index) + 0.06 * Math.sin(at * 1.7));
      return `${at * 5},${heightOf(value).toFixed(1)}`;
    });
    return `<polyline fill="none" stroke="hsl(${205 + 60 * index} 60% 45%)" points="${points.join(" ")}"/>`;
  });
  const thresholds = lines.map(({ value, label, color }) => {
    const at = heightOf(value).toFixed(1);
    return (
      `<line x1="0" x2="300" y1="${at}" y2="${at}" stroke="${color ?? "gray"}" stroke-dasharray="5 3"/>` +
      `<text x="2" y="${Number(at) - 3}" font-size="9" fill="${color ?? "gray"}">${escape(label)}: ${value}</text>`
    );
  });
  return [
    `<h3>${escape(title)}</h3>`,
    `<svg viewBox="0 0 300 205">${curves.join("")}${thresholds.join("")}</svg>`,
    `<p class="legend">${escape(yAxis.left.label)}, every ${period} s - ${drawn.map(escape).join(", ")}</p>`,
  ].join("");
}

/** What a series is called; nothing for those that only feed an expression. */
function labelOf(series: Series): string | undefined {
  const options = series.at(-1);
  if (typeof options !== "object" || options.visible === false) return undefined;
  return String(options.label);
}

function markdown(text: string): string {
  const rows = (line: string) => line.slice(1, -1).split("|");
  return text
    .split("\n")
    .filter((line) => !line.startsWith("|--"))
    .map((line) => {
      const bold = escape(line).replace(/\*\*(.+?)\*\*/g, "<b>$1</b>");
      if (line.startsWith("|")) {
        return `<table><tr>${rows(bold)
          .map((value) => `<td style="width:110px">${value}</td>`)
          .join("")}</tr></table>`;
      }
      const [, level = "", heading = ""] = /^(#+) (.*)/.exec(bold) ?? [];
      return level ? `<h${level.length}>${heading}</h${level.length}>` : `<p>${bold}</p>`;
    })
    .join("");
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
