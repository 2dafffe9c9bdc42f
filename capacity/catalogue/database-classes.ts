/** What the model knows of a provisioned DB instance class. */
export interface DatabaseClass {
  /** Such as `db.r6g.large`. */
  readonly name: string;
  readonly vcpus: number;
  readonly memoryGib: number;
  /** Earns CPU credits; for databases that nobody waits for. */
  readonly burstable: boolean;
  /** On demand, USD an hour and instance, by the engines that offer the class. */
  readonly usdPerHour: { readonly aurora?: number; readonly postgres: number };
}

/** How a serverless instance is called where a class is expected. */
export const serverlessClass = "db.serverless";

/** Per size: vCPUs, GiB, USD an hour with plain PostgreSQL, and with Aurora where it is offered. */
type Size = readonly [number, number, number, number?];

// Shapes: Amazon RDS and Aurora user guides, DB instance classes. Prices: RDS for PostgreSQL (Single-AZ) and Aurora
// PostgreSQL Standard, us-east-1, on demand, from memory of early 2025. Secondary lists agree within 0.2 % (read 2026-11-28); no
// dated record of AWS's was found, so that the output calls them unverified.
const families: Readonly<Record<string, Readonly<Record<string, Size>>>> = {
  t4g: {
    medium: [2, 4, 0.065, 0.073],
    large: [2, 8, 0.129, 0.146],
    xlarge: [4, 16, 0.258],
    "2xlarge": [8, 32, 0.517],
  },
  m5: {
    large: [2, 8, 0.178],
    xlarge: [4, 16, 0.356],
    "2xlarge": [8, 32, 0.712],
    "4xlarge": [16, 64, 1.424],
    "8xlarge": [32, 128, 2.848],
  },
  m6g: {
    large: [2, 8, 0.159],
    xlarge: [4, 16, 0.318],
    "2xlarge": [8, 32, 0.636],
    "4xlarge": [16, 64, 1.272],
    "8xlarge": [32, 128, 2.544],
  },
  r6g: {
    large: [2, 16, 0.225, 0.26],
    xlarge: [4, 32, 0.45, 0.519],
    "2xlarge": [8, 64, 0.899, 1.038],
    "4xlarge": [16, 128, 1.798, 2.076],
    "8xlarge": [32, 256, 3.597, 4.153],
  },
  r7g: {
    large: [2, 16, 0.239, 0.276],
    xlarge: [4, 32, 0.478, 0.552],
    "2xlarge": [8, 64, 0.956, 1.104],
    "4xlarge": [16, 128, 1.912, 2.208],
    "8xlarge": [32, 256, 3.824, 4.416],
  },
};

/** Ordered by family, the small sizes first. */
export const databaseClasses: readonly DatabaseClass[] = Object.entries(families).flatMap(([family, sizes]) =>
  Object.entries(sizes).map(([size, [vcpus, memoryGib, postgres, aurora]]) => ({
    name: `db.${family}.${size}`,
    vcpus,
    memoryGib,
    burstable: family.startsWith("t"),
    usdPerHour: aurora === undefined ? { postgres } : { aurora, postgres },
  })),
);

/** @throws RangeError when the catalogue has no such class. */
export function databaseClass(name: string): DatabaseClass {
  const found = databaseClasses.find((candidate) => candidate.name === name);
  if (found === undefined) throw new RangeError(`no database class ${name} in the catalogue`);
  return found;
}

/** Names that an engine takes for an instance's class. */
export function databaseClassesOf(engine: "aurora" | "postgres"): string[] {
  const provisioned = databaseClasses.filter(({ usdPerHour }) => usdPerHour[engine] !== undefined);
  return [...(engine === "aurora" ? [serverlessClass] : []), ...provisioned.map(({ name }) => name)];
}
