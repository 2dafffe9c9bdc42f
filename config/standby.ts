import type { ConfigSource } from "./load";
import { standbyRegionOf } from "./pair";
import { ConfigError, inWords, type Problem, valueAt } from "./problems";
import { encrypted } from "./pulumi";

/** Key of a standby's file that names the stack which it takes everything else from. */
const standbyKey = "platform:standbyOf";

/** What is a stack's own: where it is, what has a name in one region only, and a floor, which is for what each has to do. */
const own: readonly (readonly [section: string, key?: string])[] = [
  ["aws:region"],
  [standbyKey],
  ["platform:network", "zones"],
  ["platform:compute", "imageId"],
  ["platform:compute", "minSize"],
  ["platform:domain", "certificateArn"],
  ["platform:domain", "weight"],
  ["platform:backup", "copyToRegion"],
];

/** What has to be the same in both, or the standby could not take over. */
const shared = ["platform:workload", "platform:recovery", "platform:tier"];

/**
 * Completes the configuration of a standby by that of the stack whose standby it is; any other stays as it is. A key that its
 * own file sets is taken from there.
 * @param read reads the file of another stack
 * @throws ConfigError when the two do not belong together.
 */
export function withPrimary(source: ConfigSource, read: (stack: string) => ConfigSource): ConfigSource {
  const named = source.values[standbyKey];
  if (named === undefined) return source;
  if (typeof named !== "string" || named === source.stack) {
    throw refused(source, standbyKey, "the name of the stack that it is the standby of");
  }
  const primary = read(named);
  const inherited = Object.fromEntries(
    Object.entries(primary.values)
      .filter(([section]) => !own.some(([name, key]) => name === section && key === undefined))
      .map(([section, value]) => [section, withoutOwn(section, value)]),
  );
  const problems = [...notTogether(source, primary), ...unreadable(source, primary, inherited)];
  if (problems.length > 0) throw new ConfigError(problems);
  const values = merged(inherited, source.values) as Readonly<Record<string, unknown>>;
  return {
    ...source,
    values,
    primary: { stack: primary.stack, region: String(primary.values["aws:region"]) },
  };
}

function withoutOwn(section: string, value: unknown): unknown {
  const keys = own.flatMap(([name, key]) => (name === section && key !== undefined ? [key] : []));
  if (!isSection(value) || keys.length === 0) return value;
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

/** Sections are merged key by key; a list is taken as a whole. */
function merged(inherited: unknown, given: unknown): unknown {
  if (!isSection(inherited) || !isSection(given)) return given ?? inherited;
  const keys = [...new Set([...Object.keys(inherited), ...Object.keys(given)])];
  return Object.fromEntries(keys.map((key) => [key, merged(inherited[key], given[key])]));
}

function isSection(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function notTogether(source: ConfigSource, primary: ConfigSource): Problem[] {
  const { file, values } = source;
  const second = shared
    .filter((key) => values[key] !== undefined)
    .map((key) => ({
      file,
      key,
      found: inWords(values[key]),
      allowed: `nothing: it is that of ${primary.file}`,
    }));
  if (primary.values[standbyKey] !== undefined) {
    const allowed = "a stack that is no standby itself";
    return [{ file, key: standbyKey, found: inWords(primary.stack), allowed }, ...second];
  }
  const named = (section: string, key: string) => {
    const value = valueAt(primary.values, [section, key]);
    return typeof value === "string" ? value : undefined;
  };
  const region = standbyRegionOf(String(primary.values["aws:region"]), {
    standbyRegion: named("platform:recovery", "standbyRegion"),
    copyToRegion: named("platform:backup", "copyToRegion"),
  });
  if (region === values["aws:region"]) return second;
  const allowed = `${region ?? "the region"} that ${primary.file} keeps its standby in`;
  const fix = `or name this one there: pulumi config set --path platform:recovery.standbyRegion REGION --stack ${primary.stack}`;
  return [{ file, key: "aws:region", found: inWords(values["aws:region"]), allowed, fix }, ...second];
}

/** Each stack has a key of its own for what it encrypts. */
function unreadable(source: ConfigSource, primary: ConfigSource, inherited: object): Problem[] {
  return Object.entries(inherited)
    .filter(([key, value]) => source.values[key] === undefined && hasEncrypted(value))
    .map(([key]) => ({
      file: source.file,
      key,
      found: "nothing",
      allowed: `a section of its own: that of ${primary.file} has a secret, which only ${primary.stack} can read`,
    }));
}

function hasEncrypted(value: unknown): boolean {
  if (value === encrypted) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(hasEncrypted);
}

function refused({ file, values }: ConfigSource, key: string, allowed: string): ConfigError {
  return new ConfigError([{ file, key, found: inWords(values[key]), allowed }]);
}
