// Lets Node run the project's TypeScript: `node --require ./register.js FILE.ts`, by tsx. What packages hold is JavaScript and
// goes to Node as it is: tsx would scan each of their files, and Node read each one's source map, which is half of the time that
// a program of Pulumi takes to start (docs/decisions.md).
const { existsSync, readFileSync } = require("node:fs");
const Module = require("node:module");
const { dirname, join, sep } = require("node:path");

const extensions = Module._extensions;
const node = extensions[".js"];
require("tsx/cjs");

for (const extension of [".js", ".cjs", ".ts"]) {
  const tsx = extensions[extension];
  extensions[extension] = (module, file) => {
    const asItIs = file.includes(`${sep}node_modules${sep}`) && isCommonJs(file);
    process.setSourceMapsEnabled(!asItIs);
    // Node finds the lines of our files; `source-map-support`, which Pulumi's SDK puts in its place, looks for maps on disk only.
    if (!asItIs) Error.prepareStackTrace = undefined;
    try {
      (asItIs ? node : tsx)(module, file);
    } finally {
      process.setSourceMapsEnabled(true);
    }
  };
}

/** Whether every Node that the project runs on can `require` the file. */
function isCommonJs(file) {
  return file.endsWith(".cjs") || (file.endsWith(".js") && typeIn(dirname(file)) !== "module");
}

const types = new Map();

/** What the nearest package.json says that the files of a folder are. */
function typeIn(folder) {
  if (!types.has(folder)) types.set(folder, readType(folder));
  return types.get(folder);
}

function readType(folder) {
  const manifest = join(folder, "package.json");
  if (existsSync(manifest)) return JSON.parse(readFileSync(manifest, "utf8")).type;
  return folder === dirname(folder) ? undefined : typeIn(dirname(folder));
}
