const mostCohorts = 8;

/**
 * Where sessions are. Without sticky sessions they spread with their requests over all instances; with them a session stays
 * where it began, so that instances that came late have few. Instances that came together are one cohort.
 */
export class Placement {
  private readonly counts = new Float64Array(mostCohorts);
  private readonly held = new Float64Array(mostCohorts);
  private used = 1;
  /** Sessions that find no memory. */
  overfull = 0;
  /** Sessions of an instance of the fullest cohort, as a multiple of the mean. */
  hottest = 1;
  /** Sessions whose instance went away, so far. */
  moved = 0;

  /** @param perInstance sessions that fit the memory of an instance */
  constructor(
    private readonly isSticky: boolean,
    private readonly perInstance: number,
  ) {}

  begin(instances: number, sessions: number): void {
    this.counts[0] = instances;
    this.held[0] = sessions;
  }

  update(instances: number, sessions: number, starts: number): void {
    if (!this.isSticky) {
      this.overfull = Math.max(0, sessions - instances * this.perInstance);
      return;
    }
    this.resize(instances);
    const staying = Math.max(0, sessions - starts);
    const total = this.total(this.held);
    const share = total > 0 ? Math.min(1, staying / total) : 0;
    // Whoever has lost an instance, or has come, begins on any.
    const begun = sessions - total * share;
    this.overfull = 0;
    this.hottest = 1;
    for (let at = 0; at < this.used; at++) {
      const count = this.counts[at] ?? 0;
      const held = (this.held[at] ?? 0) * share + (instances > 0 ? (begun * count) / instances : 0);
      const room = count * this.perInstance;
      this.overfull += Math.max(0, held - room);
      this.held[at] = held;
      if (count > 0 && sessions > 0) {
        this.hottest = Math.max(this.hottest, (held * instances) / (count * sessions));
      }
    }
  }

  private resize(instances: number): void {
    const before = this.total(this.counts);
    if (instances < before) {
      const kept = instances / before;
      for (let at = 0; at < this.used; at++) {
        this.counts[at] = (this.counts[at] ?? 0) * kept;
        this.moved += (this.held[at] ?? 0) * (1 - kept);
        this.held[at] = (this.held[at] ?? 0) * kept;
      }
    } else if (instances > before) {
      if (this.used === mostCohorts) this.mergeOldest();
      this.counts[this.used] = instances - before;
      this.held[this.used] = 0;
      this.used += 1;
    }
  }

  private mergeOldest(): void {
    for (const values of [this.counts, this.held]) {
      values[0] = (values[0] ?? 0) + (values[1] ?? 0);
      values.copyWithin(1, 2, this.used);
    }
    this.used -= 1;
  }

  private total(values: Float64Array): number {
    let sum = 0;
    for (let at = 0; at < this.used; at++) sum += values[at] ?? 0;
    return sum;
  }
}
