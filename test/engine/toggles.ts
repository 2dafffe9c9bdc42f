import assert from "node:assert/strict";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { planCapacity } from "../../capacity";
import { ConfigError, loadEnvironment, sizingOf } from "../../config";
import { valueAt } from "../../config/problems";
import { type ConfigKey, configKeys } from "../../config/schema/keys";
import { readStackFile } from "../../config/stack-file";
import { setAt } from "../config/mutation";
import { runProgram } from "../infra/program";

export type Values = Readonly<Record<string, unknown>>;
type Changes = Readonly<Record<string, unknown>>;

/** Keys of which another value is needed that the schema cannot give, by key. */
const otherValues: Changes = {
  "aws:region": "us-west-2",
  "platform:domain.name": "www.example.com",
  "platform:domain.hostedZone": "app.example.com",
  "platform:domain.certificateArn": "arn:aws:acm:us-east-1:123456789012:certificate/12ab34cd",
  "platform:notifications.emails": ["somebody@example.com"],
  "platform:notifications.https": ["https://oncall.example.com/hook"],
  "platform:notifications.ticket.emails": ["team@example.com"],
  "platform:notifications.ticket.https": ["https://tickets.example.com/hook"],
  "platform:tags": { Team: "other" },
  "platform:workload.countedOn": "2026-06-30",
  "platform:workload.events": [],
  "platform:workload.events[].name": "launch",
  "platform:workload.events[].start": "--03-01T08:00Z",
  "platform:network.cidrBlock": "10.1.0.0/18",
  "platform:network.zones": ["us-east-1d", "us-east-1e", "us-east-1f"],
  "platform:application.archive": "docs",
  "platform:application.command": "node other.js",
  "platform:application.packages": ["python3.12"],
  "platform:application.image": `example.com/web@sha256:${"0".repeat(64)}`,
  "platform:permissionsBoundary": "arn:aws:iam::123456789012:policy/boundary",
  "platform:compute.instanceType": "m7i.large",
  "platform:compute.imageId": "ami-0123456789abcdef0",
  "platform:compute.bootScript": "infra/compute/instance/monitoring.sh",
  "platform:database.instanceClass": "db.r6g.4xlarge",
  "platform:database.classFamily": "r6g",
  "platform:database.backupWindow": "01:00-02:00",
  "platform:database.maintenanceWindow": "mon:07:00-mon:08:00",
  "platform:cache.nodeType": "cache.m7g.2xlarge",
  "platform:cache.snapshotWindow": "01:00-02:00",
  "platform:cache.maintenanceWindow": "mon:07:00-mon:08:00",
  "platform:backup.copyToRegion": "us-east-2",
  "platform:recovery.standbyRegion": "us-east-2",
  ...Object.fromEntries(
    ["instance", "zone", "region", "data", "credential"].flatMap((disruption) =>
      ["rto", "rpo"].map((part) => [`platform:recovery.objectives.${disruption}.${part}`, "30d"]),
    ),
  ),
};

const declaredDomain = { name: "app.example.com", hostedZone: "example.com" };

/** What has to be declared for a key to have a meaning, by the beginning of the key. */
const contexts: Readonly<Record<string, Changes>> = {
  "platform:workload.events": {
    "platform:workload.events": [
      { name: "sale", multiplier: 2, start: "--11-27T05:00Z", durationHours: 96, leadHours: 2 },
    ],
  },
  "platform:compute.scaling.requestsPerTargetPerMinute": {
    "platform:compute.scaling": { metric: "requestsPerTarget", requestsPerTargetPerMinute: 20 },
  },
  "platform:compute.scaling.metric": { "platform:compute.scaling": { requestsPerTargetPerMinute: 20 } },
  // A zone without a way out of its own keeps no objective of minutes.
  "platform:network.natGateways": { "platform:recovery.objectives": {} },
  "platform:domain.weight": { "platform:domain": { ...declaredDomain, routing: "weighted" } },
  // Plain PostgreSQL has no standby, and so keeps no objective of minutes for the region.
  "platform:database.engine": { "platform:recovery": { mode: "backup-only", objectives: {} } },
  // Dev's defaults keep less than prod's objectives ask for.
  "platform:tier": { "platform:recovery": { mode: "backup-only", objectives: {} } },
  "platform:database.classFamily": {
    "platform:database.engine": "postgres",
    "platform:recovery": { mode: "backup-only", objectives: {} },
  },
  "platform:database.acu": { "platform:database.acu": { min: 4, max: 64 } },
  "platform:sessionTable": {
    "platform:sessionStore": "dynamodb",
    "platform:sessionTable": { billing: "provisioned" },
  },
};

/**
 * Says what is allowed, and so changes nothing but what is refused: test/config/cross-field-network.test.ts shows it. Or
 * where the rest is to be read: test/config/standby.test.ts.
 */
const permissions = ["platform:optInRegions", "platform:standbyOf"];

const root = join(__dirname, "..", "..");
/** What prod declares. */
export const declared = readStackFile(root, "prod").values;

export interface Toggle {
  readonly key: string;
  readonly before: Values;
  /** What the file says with another value, where it is valid. */
  readonly after: readonly Values[];
}

/** Every key with the file's value and another that is valid, but for those that only permit others. */
export const toggles = (): Toggle[] =>
  configKeys()
    .filter(({ key }) => !permissions.includes(key))
    .map(toggleOf);

function toggleOf(key: ConfigKey): Toggle {
  const context = Object.entries(contexts).find(([start]) => key.key.startsWith(start))?.[1] ?? {};
  const before = Object.entries(context).reduce(
    (values, [name, value]) => changed(values, name, value),
    declared,
  );
  const now = valueAt(before, pathOf(key.key));
  return {
    key: key.key,
    before,
    after: candidates(key, now)
      .map((value) => changed(before, key.key, value))
      .filter(
        (values) => isValid(values) && !isDeepStrictEqual(environmentOf(values), environmentOf(before)),
      ),
  };
}

function candidates(
  { key, type, minimum = 0, maximum = 0, choices, default: usual }: ConfigKey,
  now: unknown,
) {
  if (key in otherValues) return [otherValues[key]];
  if (choices) return choices.filter((choice) => choice !== (now ?? usual));
  if (type === "boolean") return [true, false].filter((flag) => flag !== (now ?? usual));
  const from = typeof now === "number" ? now : typeof usual === "number" ? usual : (minimum + maximum) / 2;
  const numbers = [from * 2, from / 2, from + 1, from - 1, from * 1.2, from * 0.9, minimum, maximum, 10, 20];
  return numbers
    .map((number) => (type === "integer" ? Math.round(number) : number))
    .filter((it) => it !== now);
}

export function pathOf(key: string): (string | number)[] {
  return key.split(".").flatMap((part) => (part.endsWith("[]") ? [part.slice(0, -2), 0] : [part]));
}

/** The values with one of them set, and the sections around it made where they are missing. */
export function changed(values: Values, key: string, value: unknown): Values {
  const path = pathOf(key);
  const around = path
    .slice(0, -1)
    .map((_, index) => path.slice(0, index + 1))
    .reduce<object>(
      (made, at) => (valueAt(made, at) === undefined ? setAt(at, () => ({}))(made).values : made),
      values,
    );
  return setAt(path, () => value)(around).values as Values;
}

function isValid(values: Values): boolean {
  try {
    environmentOf(values);
    return true;
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return false;
  }
}

function environmentOf(values: Values) {
  return loadEnvironment({ file: "Pulumi.prod.yaml", stack: "prod", values });
}

export function planOf(values: Values) {
  const environment = environmentOf(values);
  return planCapacity(environment.workload, sizingOf(environment));
}

/** The resources of the program, but for the declaration, which repeats what the file says. */
export async function build(values: Values) {
  const resources = await runProgram("prod", values);
  resources.delete("platform:capacity:CapacityPlan capacity");
  return resources;
}
