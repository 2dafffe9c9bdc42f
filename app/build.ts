import { buildSync } from "esbuild";
import { dirname, join } from "node:path";

/** What the sample application is called in its archive; Node.js runs it as it is, without packages. */
export const sampleFile = "server.js";

/** The sample application in one file: the same bytes wherever it is built, since a change of them rolls the fleet. */
export function buildSample(): string {
  const { outputFiles } = buildSync({
    entryPoints: [join(__dirname, "server.ts")],
    absWorkingDir: dirname(__dirname),
    bundle: true,
    platform: "node",
    target: "node22",
    format: "cjs",
    minify: true,
    legalComments: "none",
    write: false,
  });
  const [file] = outputFiles;
  if (!file) throw new Error("esbuild wrote nothing");
  return file.text;
}
