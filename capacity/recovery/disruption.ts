/** What can be lost, from the smallest to what may be everywhere at once. */
export const disruptions = ["instance", "zone", "region", "data", "credential"] as const;
export type Disruption = (typeof disruptions)[number];

/** What is kept ready for the loss of the region. */
export const recoveryModes = ["none", "backup-only", "warm-standby", "active-active"] as const;
export type RecoveryMode = (typeof recoveryModes)[number];

/** What an environment asks for after a disruption; a part that is left out is not asked for. */
export interface Objective {
  /** Recovery time: from the disruption until users are served again, seconds. */
  readonly rtoSeconds?: number;
  /** Recovery point: how much of the last that was written may be gone, seconds. */
  readonly rpoSeconds?: number;
}

export type Objectives = Readonly<Partial<Record<Disruption, Objective>>>;
