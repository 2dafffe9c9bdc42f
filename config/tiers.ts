import { minimumBufferShare } from "../capacity";
import type { StackConfiguration, Tier } from "./schema";

type ByTier<Value> = Readonly<Record<Tier, Value>>;

type Defaults = {
  [Section in keyof StackConfiguration]?: {
    [Key in keyof StackConfiguration[Section]]?: ByTier<NonNullable<StackConfiguration[Section][Key]>>;
  };
};

/** Everything that differs by tier: defaults, of which a stack's file may set each key itself. All others are in the schema. */
export const tierDefaults = {
  "platform:network": {
    natGateways: { dev: "single", prod: "onePerZone" },
  },
  "platform:compute": {
    holdsZoneLoss: { dev: false, prod: true },
  },
  "platform:loadBalancer": {
    deletionProtection: { dev: false, prod: true },
  },
  "platform:webAcl": {
    enabled: { dev: false, prod: true },
  },
  "platform:database": {
    classFamily: { dev: "t4g", prod: "m5" },
    readers: { dev: 0, prod: 1 },
    maxReaders: { dev: 0, prod: 3 },
    backupRetentionDays: { dev: 7, prod: 35 },
    deletionProtection: { dev: false, prod: true },
    retainBackups: { dev: false, prod: true },
  },
  "platform:cache": {
    nodes: { dev: 1, prod: 2 },
    snapshotRetentionDays: { dev: 1, prod: 7 },
    retainBackups: { dev: false, prod: true },
  },
  "platform:storage": {
    forceDestroy: { dev: true, prod: false },
  },
  "platform:encryption": {
    retainKeys: { dev: false, prod: true },
  },
  "platform:logs": {
    retentionDays: { dev: 7, prod: 90 },
    accessLogRetentionDays: { dev: 30, prod: 365 },
  },
  "platform:backup": {
    vaultLock: { dev: "none", prod: "governance" },
    weeklyRetentionDays: { dev: 28, prod: 90 },
    monthlyRetentionDays: { dev: 90, prod: 365 },
    copyToRegion: { dev: "none", prod: "companion" },
    restoreTesting: { dev: false, prod: true },
    retainVault: { dev: false, prod: true },
  },
  "platform:recovery": {
    mode: { dev: "none", prod: "warm-standby" },
  },
  "platform:budget": {
    // The bill of a small environment moves more by a single test.
    marginShare: { dev: 0.5, prod: 0.2 },
  },
  "platform:slo": {
    availability: { dev: 0.99, prod: 0.999 },
  },
} as const satisfies Defaults;

/** What a stack of a tier must have at least, whatever its file says; `cross-field/` says why. */
export const tierMinimums = {
  availabilityZones: { dev: 2, prod: 3 },
  bufferShare: { dev: 0, prod: minimumBufferShare },
  readers: { dev: 0, prod: 1 },
  /** Days, of the database's own backups and of AWS Backup's daily ones. */
  backupRetentionDays: { dev: 1, prod: 7 },
  cacheNodes: { dev: 1, prod: 2 },
  /** Days. */
  cacheSnapshots: { dev: 0, prod: 1 },
} satisfies Record<string, ByTier<number>>;

/** What a stack of a tier cannot do without. */
export const tierNeeds = {
  domain: { dev: false, prod: true },
  copyToRegion: { dev: false, prod: true },
} satisfies Record<string, ByTier<boolean>>;

type Rows = typeof tierDefaults;
export type TieredSection = keyof Rows;

/** A section in which the keys that have a default by tier are always there. */
export type Tiered<Section extends TieredSection> = Omit<StackConfiguration[Section], keyof Rows[Section]> & {
  [Key in keyof Rows[Section] & keyof StackConfiguration[Section]]-?: NonNullable<
    StackConfiguration[Section][Key]
  >;
};

/** Fills in what a section leaves to its stack's tier. */
export function withTierDefaults<Section extends TieredSection>(
  name: Section,
  section: StackConfiguration[Section],
  tier: Tier,
): Tiered<Section> {
  const rows: Readonly<Record<string, ByTier<unknown>>> = tierDefaults[name];
  const defaults = Object.fromEntries(Object.entries(rows).map(([key, row]) => [key, row[tier]]));
  return { ...defaults, ...section } as unknown as Tiered<Section>;
}
