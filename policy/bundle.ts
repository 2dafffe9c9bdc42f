import { Command } from "commander";
import { build } from "esbuild";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";

/** What a bundle needs beside itself: Pulumi loads policies of its own copy of the library only. */
const external = ["@pulumi/policy"];

interface Manifest {
  readonly version: string;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const tiers = ["dev", "prod"];

/** The whole pack, and its halves. */
const packs = { platform: ".", reliability: "reliability", security: "security" } as const;
type Pack = keyof typeof packs;

/** By tier, as they are in the checkout. */
const configurations = tiers.map((tier) => `${tier}.json`);

/**
 * Writes a pack that stands alone: one JavaScript file with the formulas it uses, its description, and a package.json
 * with which `npm install` brings what it needs. It can be published, or given as `--policy-pack` from anywhere.
 */
export async function bundlePack(pack: Pack, folder: string): Promise<void> {
  const source = join(__dirname, packs[pack]);
  mkdirSync(folder, { recursive: true });
  await build({
    entryPoints: [join(source, "pack.ts")],
    outfile: join(folder, "index.js"),
    bundle: true,
    platform: "node",
    target: "node20",
    external,
  });
  const description = parse(readFileSync(join(source, "PulumiPolicy.yaml"), "utf8")) as object;
  // It is JavaScript already; Pulumi would start a TypeScript compiler for nothing.
  const runtime = { name: "nodejs", options: { typescript: false } };
  writeFileSync(join(folder, "PulumiPolicy.yaml"), stringify({ ...description, runtime }));
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifestOf(source), undefined, 2) + "\n");
  for (const configuration of configurations) {
    cpSync(join(__dirname, configuration), join(folder, configuration));
  }
}

function manifestOf(source: string): object {
  const own = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as object;
  const project = JSON.parse(readFileSync(join(__dirname, "..", "package.json"), "utf8")) as Manifest;
  const dependencies = Object.fromEntries(external.map((name) => [name, project.devDependencies[name]]));
  return { ...own, main: "index.js", dependencies };
}

function isPack(name: string): name is Pack {
  return name in packs;
}

async function main(pack: string, folder: string, command: Command): Promise<void> {
  if (!isPack(pack)) {
    return command.error(`there is no pack "${pack}"; allowed: ${Object.keys(packs).join(", ")}`, {
      exitCode: 2,
    });
  }
  const target = resolve(folder);
  if (existsSync(target) && readdirSync(target).some((name) => !ofBundle.includes(name))) {
    command.error(`${target} holds other files; name an empty folder or one that does not exist yet`, {
      exitCode: 1,
    });
  }
  await bundlePack(pack, target);
  console.log(
    `the pack ${pack} is in ${target}; run \`npm install\` there, then \`--policy-pack ${target}\``,
  );
}

/** What a folder may hold that a bundle is written to, as an earlier bundle leaves it. */
const ofBundle = [
  "index.js",
  "PulumiPolicy.yaml",
  "package.json",
  "package-lock.json",
  "node_modules",
  ...configurations,
];

if (require.main === module) {
  void new Command("npm run policy:bundle --")
    .description("Bundles a policy pack into a folder that stands alone.")
    .argument("<pack>", Object.keys(packs).join(", "))
    .argument("<folder>", "where it goes; created where it does not exist")
    .action((pack: string, folder: string, _: unknown, command: Command) => main(pack, folder, command))
    // Commander's own errors are about usage.
    .exitOverride(({ code, exitCode }) =>
      process.exit(exitCode === 0 || code === "commander.error" ? exitCode : 2),
    )
    .parseAsync();
}
