import { readFileSync } from "node:fs";
import { parseDocument } from "yaml";
import { z } from "zod";
import { defaultOsReserveMb, type Sizing, type Workload } from "../capacity";
import { issueProblems } from "./issues";
import { ConfigError, inWords, type Problem, valueAt } from "./problems";
import { workload } from "./schema/workload";

/** A workload that is declared in a file of its own, for a stack of another program. */
export interface DeclaredWorkload {
  readonly workload: Workload;
  readonly sizing: Pick<Sizing, "osReserveMb"> & { readonly availabilityZones?: number };
}

/** What a file need not say, since no simulation asks for it. */
const unasked = {
  requestKb: 0,
  responseKb: 0,
  databaseKbPerUser: 0,
  monthlyGrowth: { low: 0, high: 0 },
  bufferShare: 0.2,
};

const key = "platform:workload";
const schema = z.object({ [key]: workload });
const sizing = z.object({
  osReserveMb: z.number("memory of the operating system, MiB").min(0).default(defaultOsReserveMb),
  availabilityZones: z.number("a number of zones").int().min(1).optional(),
});

/**
 * Reads YAML or JSON: the fields of a workload, or sections `workload` and `sizing`, or a stack's file with
 * `platform:workload` in it.
 * @throws ConfigError that names the file, the key or line, and what is allowed.
 */
export function readWorkloadFile(file: string): DeclaredWorkload {
  const content = contentOf(file);
  const declared =
    valueAt(content, ["config", key]) ?? valueAt(content, [key]) ?? valueAt(content, ["workload"]) ?? content;
  const values = { [key]: { ...unasked, ...(typeof declared === "object" ? declared : {}) } };
  const parsed = schema.safeParse(values);
  const fleet = sizing.safeParse(valueAt(content, ["sizing"]) ?? {});
  const problems = [
    ...(parsed.success ? [] : issueProblems(parsed.error.issues, values)),
    ...(fleet.success
      ? []
      : fleet.error.issues.map(({ path, message }) => ({
          key: ["sizing", ...path].join("."),
          found: inWords(valueAt(content, ["sizing", ...path])),
          allowed: message,
        }))),
  ];
  if (!parsed.success || !fleet.success) {
    throw new ConfigError(problems.map((it) => ({ ...it, file, key: it.key.replace("platform:", "") })));
  }
  return { workload: parsed.data[key], sizing: fleet.data };
}

function contentOf(file: string): unknown {
  const document = parseDocument(textOf(file));
  const syntax = document.errors.map(({ message, linePos }): Problem => ({
    file,
    key: linePos ? `line ${linePos[0].line}, column ${linePos[0].col}` : "the file",
    found: message.split(/ at line \d/)[0] ?? message,
    allowed: "YAML or JSON",
  }));
  if (syntax.length > 0) throw new ConfigError(syntax);
  return document.toJS();
}

function textOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    throw new ConfigError([{ file, key: "the file", found, allowed: "a file that can be read" }]);
  }
}
