import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { loadEnvironment } from "../../config";
import { readStackFile } from "../../config/stack-file";
import { wordsOf } from "./commands";
import { commandsOf, documents, interfaceOf, programOf, scriptsIn } from "./documented";
import { runs } from "./runs";

const root = join(__dirname, "..", "..");
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  scripts: Record<string, string>;
};
const all = documents.flatMap((document) => commandsOf(document).map((command) => ({ document, command })));

/** A stack that a document makes. */
const copied = "--stack prod-west";

/** Commands of Pulumi that `npm run local` passes on. */
const pulumiCommands = new Set(["preview", "up", "refresh", "destroy", "stack"]);

/** What is wrong with the use of one of the project's scripts; none where it takes all that is written. */
function complaintsOf(script: string, words: readonly string[]): string[] {
  if (scripts[script] === undefined) return [`there is no npm run ${script}`];
  if (words.length === 0) return [];
  const { options, commands } = interfaceOf(script);
  const [first = ""] = words;
  if (script === "local" && pulumiCommands.has(first)) return [];
  if (script === "local" && !commands.has(first)) return [`npm run local has no ${first}`];
  // What comes after `exec` is another command's.
  const own = first === "exec" ? words.slice(0, 1) : words;
  return own
    .filter((word) => /^--?[a-z]/.test(word) && !options.has(word.split("=", 1)[0] ?? ""))
    .map((word) => `npm run ${script} has no ${word}`);
}

/** `a{b,c}` as `ab` and `ac`. */
function alternatives(pattern: string): string[] {
  const [whole, inside = ""] = /\{([^}]*)\}/.exec(pattern) ?? [];
  return whole === undefined ? [pattern] : inside.split(",").map((one) => pattern.replace(whole, one));
}

/** Whether a folder has a file of this name, in which `*` is any text. */
function isThere(pattern: string): boolean {
  const name = new RegExp(`^${basename(pattern).replaceAll(".", "\\.").replaceAll("*", ".*")}$`);
  return readdirSync(join(root, dirname(pattern))).some((file) => name.test(file));
}

/** The values in place of words that stand for something of the reader's. */
const values: Readonly<Record<string, string>> = {
  ARN: "arn:aws:iam::123456789012:policy/boundary",
  CERTIFICATE: "arn:aws:acm:us-west-2:123456789012:certificate/12ab34cd",
  N: "264",
};

type Settings = Readonly<Record<string, unknown>>;

/** The stack's settings once a documented `pulumi config set` has been typed. */
function afterSetting(command: string): unknown {
  const source = readStackFile(root, wordsOf(command).includes("dev") ? "dev" : "prod");
  return loadEnvironment({ ...source, values: configured(source.values, command) });
}

/** Settings after a `pulumi config set`, or a `pulumi config rm`. */
function configured(settings: Settings, command: string): Settings {
  const [, , how, ...words] = wordsOf(command);
  const [key = "", value = ""] = words.filter(
    (word, at) => !word.startsWith("--") && words[at - 1] !== "--stack",
  );
  const [name = "", ...path] = key.split(/[.[\]]+/).filter(Boolean);
  const typed = values[value] ?? value;
  const given: unknown = /^(true|false|[\d.]+)$/.test(typed) ? JSON.parse(typed) : typed;
  return { ...settings, [name]: within(settings[name], path, how === "rm" ? undefined : given) };
}

function within(old: unknown, [name, ...rest]: readonly string[], value: unknown): unknown {
  if (name === undefined) return value;
  if (/^\d+$/.test(name)) return [within(undefined, rest, value)];
  const object = (old ?? {}) as Record<string, unknown>;
  return { ...object, [name]: within(object[name], rest, value) };
}

describe("every command of the documents", () => {
  it("is run by a test, or is said to need an account or a person", () => {
    const unknown = all.filter(({ command }) => !runs.some(({ commands }) => commands.test(command)));
    assert.deepEqual(unknown, [], "a row for it in test/docs/runs.ts");
    const unused = runs.filter(
      (run) => !all.some(({ command }) => runs.find(({ commands }) => commands.test(command)) === run),
    );
    assert.deepEqual(unused, [], "no document has a command of these rows");
  });

  for (const { commands, by } of runs) {
    if (typeof by === "string") continue;
    const [file, evidence] = by;
    it(`${commands.source} is run by ${file}`, () => {
      assert.ok(readFileSync(join(root, file), "utf8").includes(evidence), `${file} has ${evidence}`);
    });
  }

  it("is a script of package.json with options that it has", () => {
    const wrong = all.flatMap(({ document, command }) =>
      scriptsIn(command).flatMap(({ script, words }) =>
        complaintsOf(script, words).map((says) => `${document}: ${command}: ${says}`),
      ),
    );
    assert.deepEqual(wrong, []);
  });

  it("names tests that there are (npx mocha)", () => {
    const files = all
      .filter(({ command }) => command.startsWith("npx mocha"))
      .flatMap(({ command }) => wordsOf(command).slice(2))
      .filter((word) => word.startsWith("test/"));
    assert.ok(files.length > 5);
    assert.deepEqual(
      files.flatMap(alternatives).filter((file) => !isThere(file)),
      [],
    );
  });

  it("sets what the configuration takes (pulumi config set)", () => {
    const settings = all.filter(
      ({ command }) =>
        command.startsWith("pulumi config set") &&
        !command.includes("KEY VALUE") &&
        !command.includes(copied),
    );
    assert.ok(settings.length > 8);
    for (const { document, command } of settings)
      assert.doesNotThrow(() => afterSetting(command), `${document}: ${command}`);
  });

  it("sets what the configuration takes by all together, of a stack that is prod's copy at first", () => {
    const typed = all.filter(
      ({ command }) => /^pulumi (config|up)/.test(command) && command.includes(copied),
    );
    const source = readStackFile(root, "prod");
    let settings = configured(source.values, "pulumi config set --path platform:recovery.mode backup-only");
    let updates = 0;
    for (const { command } of typed) {
      if (command.startsWith("pulumi config")) settings = configured(settings, command);
      else {
        const { region, domain } = loadEnvironment({ ...source, values: settings });
        assert.equal(region, "us-west-2");
        assert.equal(domain?.name, updates === 0 ? "restored.example.com" : "app.example.com");
        updates += 1;
      }
    }
    assert.equal(updates, 3);
  });

  it("is seen to be wrong where it is", () => {
    assert.deepEqual(complaintsOf("capacty", []), ["there is no npm run capacty"]);
    assert.deepEqual(complaintsOf("capacity", ["--stak", "dev"]), ["npm run capacity has no --stak"]);
    assert.deepEqual(complaintsOf("local", ["fualt", "add"]), ["npm run local has no fualt"]);
    assert.throws(
      () => afterSetting("pulumi config set --path platform:compute.maxsize 5 --stack prod"),
      /maxsize/,
    );
    assert.equal(programOf("capacity"), "capacity/cli.ts");
  });
});
