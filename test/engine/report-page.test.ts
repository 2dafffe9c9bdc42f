import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { reportData } from "../../report/data";
import { pageOf } from "../../report/page";
import { smallPreview } from "../report/small-preview";

const root = resolve(__dirname, "..", "..");

/** A Chromium that the machine has; none is downloaded. */
const browser = ["chromium", "chromium-browser", "google-chrome"]
  .flatMap((name) => (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name)))
  .find((path) => existsSync(path));

/** What the browser makes of a page: it has no network, and what it reports is in the title. */
interface Found {
  readonly width: number;
  readonly wide: number;
  readonly narrow: number;
  readonly text: string;
  readonly textColor: string;
  readonly ground: string;
}

describe(`A1-A13 the report in ${browser ?? "a browser: skipped, there is no Chromium on PATH"}`, function () {
  this.timeout("4m");
  let folder = "";
  let page = "";
  before(function () {
    if (browser === undefined) this.skip();
    folder = mkdtempSync(join(tmpdir(), "report-page-"));
    page = pageOf(reportData(root, "prod", smallPreview, new Date("2026-11-28T12:00Z"), () => undefined));
  });
  after(() => {
    if (folder) rmSync(folder, { recursive: true });
  });

  /** Opens a page in a frame of some width, which alone is narrower than a window may be, and measures it. */
  function measured(width: number, ...options: string[]): Found {
    const frame = join(folder, `frame-${width}.html`);
    const quoted = page.replaceAll("&", "&amp;").replaceAll('"', "&quot;");
    writeFileSync(
      frame,
      `<!doctype html><meta charset="utf-8"><iframe srcdoc="${quoted}" style="border:0;width:${width}px;height:900px"></iframe>
      <script>
        addEventListener("load", () => {
          const { document: it } = frames[0];
          const shown = (kind) => [...it.querySelectorAll("." + kind)].filter((drawing) => drawing.clientWidth > 0).length;
          const { color, backgroundColor } = frames[0].getComputedStyle(it.body);
          document.title = JSON.stringify({ width: it.documentElement.scrollWidth, wide: shown("wide"), narrow: shown("narrow"),
            text: it.body.innerText.slice(0, 2000), textColor: color, ground: backgroundColor });
        });
      </script>`,
    );
    const dom = chromium("--dump-dom", ...options, pathToFileURL(frame).href);
    const [, title = ""] = /<title>([^]*?)<\/title>/.exec(dom.slice(dom.lastIndexOf("<title>"))) ?? [];
    return JSON.parse(
      title.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"),
    ) as Found;
  }

  function chromium(...args: string[]): string {
    const fixed = [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      `--user-data-dir=${join(folder, "profile")}`,
    ];
    const offline = "--host-resolver-rules=MAP * ~NOTFOUND";
    return execFileSync(browser ?? "", [...fixed, offline, ...args], {
      encoding: "utf8",
      maxBuffer: 64 * 2 ** 20,
      stdio: ["ignore", "pipe", "ignore"],
    });
  }

  it("fits a desktop, with the wide drawings, and a phone, with the narrow ones", () => {
    const [desktop, phone] = [measured(1280), measured(390)];
    assert.ok(desktop.width <= 1280 && phone.width <= 390, `${desktop.width}, ${phone.width}`);
    assert.ok(desktop.wide > 5 && desktop.narrow === 0);
    assert.equal(phone.narrow, desktop.wide);
    assert.equal(phone.wide, 0);
    for (const { text } of [desktop, phone]) assert.match(text, /prod[^]*Users at once, peak\s+5,000/);
  });

  it("is dark where the reader's system is", () => {
    const [light, dark] = [measured(1280), measured(1280, "--blink-settings=preferredColorScheme=0")];
    assert.notEqual(light.ground, dark.ground);
    assert.notEqual(light.textColor, dark.textColor);
  });

  it("opens from disk and can be taken a picture of", () => {
    const [file, picture] = [join(folder, "index.html"), join(folder, "page.png")];
    writeFileSync(file, page);
    chromium(`--screenshot=${picture}`, "--window-size=1280,2000", pathToFileURL(file).href);
    // A blank page of this size is some 10 KB.
    assert.ok(statSync(picture).size > 60_000, `${statSync(picture).size}`);
  });
});
