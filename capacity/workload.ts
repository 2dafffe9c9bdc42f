/** Bounds, both included; `min` is at most `max`. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

/** A time of more load than the usual peak: a launch, a holiday sale. */
export interface WorkloadEvent {
  /** Unique among the events; letters, digits and hyphens, so that it can name a scheduled action. */
  readonly name: string;
  /**
   * Concurrent users during the event, as a multiple of the usual peak (1-100). Of events that are on together each brings
   * what it adds to the usual peak.
   */
  readonly multiplier: number;
  /**
   * When the load arrives: `2026-11-27T05:00Z` once, or `--11-27T05:00Z` in every year. The zone is part of it: `Z` or an
   * offset such as `-05:00`, which a yearly event keeps, or a name in brackets, `--11-27T00:00[America/New_York]`, whose
   * summer time it follows.
   */
  readonly start: string;
  /** How long the load lasts, hours (0.25-2160). */
  readonly durationHours: number;
  /** How long before `start` the instances must be there, hours (0-168). */
  readonly leadHours: number;
}

/** Figures that somebody else has stated and the model shows its own beside. */
export interface Claims {
  readonly peakConcurrentUsers?: number;
  readonly peakRps?: number;
  readonly peakMemoryGb?: number;
  /** Instances at the peak by the users that one serves, by memory alone, with the buffer; and said to be enough. */
  readonly peakInstancesByUsers?: Range;
  readonly peakInstancesByMemory?: number;
  readonly peakInstancesWithBuffer?: number;
  readonly peakInstances?: Range;
  /** Instances said to be enough in quiet hours. */
  readonly baselineInstances?: Range;
}

/**
 * What an environment declares about its users. All of it is data: the model has no figure of its own.
 * Shares are fractions (0.1 is 10 %), KB and GB are decimal (1 GB = 1,000,000 KB).
 */
export interface Workload {
  /** Registered users, people (1-10^9). */
  readonly registeredUsers: number;
  /** Day on which they were counted, `2026-11-28`; growth goes on from it. Without it they are today's. */
  readonly countedOn?: string;
  /** Share of the registered users who come on a day (0-1). */
  readonly dailyActiveShare: number;
  /** Share of a day's users who are there at the same time at the peak (0-1). */
  readonly peakConcurrencyShare: number;
  /** Users at the same time in quiet hours, people (1-10^9). */
  readonly baselineConcurrentUsers: number;
  /**
   * The least time in which the load of a day rises from the baseline to the peak, hours (0.25-24). The floor of
   * the group is such that scaling keeps up with it.
   */
  readonly rampHours?: number;
  /** Length of a session, minutes (0.1-1440). */
  readonly sessionMinutes: number;
  /** Requests in a session (1-100,000). */
  readonly requestsPerSession: number;
  /** Mean size of a request, KB (0-1,000,000). */
  readonly requestKb: number;
  /** Mean size of a response, KB (0-1,000,000). */
  readonly responseKb: number;
  /** Memory that a concurrent user takes on an instance, MB (0.001-1,000,000). */
  readonly memoryMbPerUser: number;
  /**
   * Concurrent users that one instance of the chosen type was seen to serve, people (1-1,000,000). It belongs to
   * that type: measure again when the type changes.
   */
  readonly usersPerInstance: Range;
  /** CPU time that a request takes on one vCPU, ms (0.001-600,000). */
  readonly cpuMillisecondsPerRequest: number;
  /** Database volume of a registered user, KB (0-1,000,000,000). */
  readonly databaseKbPerUser: number;
  /** Share of the database volume that is in constant use at the peak and should be in memory (0-1). */
  readonly databaseHotShare: number;
  /** Database queries that a request makes (0-10,000). */
  readonly queriesPerRequest: number;
  /** CPU time that a query takes on one vCPU of the database, ms (0.001-60,000). */
  readonly databaseMillisecondsPerQuery: number;
  /**
   * Database connections that an instance's pool opens (1-1,000). Where the application leaves it open the plan says
   * how many.
   */
  readonly databaseConnectionsPerInstance?: number;
  /** Size of a session in the session store, KB (0.001-10,000). */
  readonly sessionKb: number;
  /** Static files in S3, GB (0-1,000,000). */
  readonly staticFilesGb: number;
  /** File backups in S3, GB (0-1,000,000). */
  readonly fileBackupGb: number;
  /** Growth of the registered users in a month, as fractions (-0.9 to 10). */
  readonly monthlyGrowth: { readonly low: number; readonly high: number };
  /** Capacity kept above the peak, as a fraction of it (0-10). */
  readonly bufferShare: number;
  readonly events: readonly WorkloadEvent[];
  readonly claims?: Claims;
}
