import type { Fleet } from "./fleet";

const minutes = (seconds: number) => Math.ceil(seconds / 60);

/** Between a launch and the state InService, in which an instance is counted and its warm-up begins. */
const pendingSeconds = 30;
/** From stopped to answering, of an instance that had booted before it went into a warm pool. */
const warmStartSeconds = 45;
/** In which EC2 Auto Scaling notices what the load balancer says, and terminates. */
const reactionSeconds = 60;
const mostMinutes = 256;

/** The instances of a group by zone and by what they are at; counts, since those of a zone that began together are alike. */
export class Instances {
  readonly serving: Int32Array;
  /** Booting, by zone and by the minute in which they serve. */
  private readonly booting: Int32Array;
  private readonly bootingIn: Int32Array;
  /** Serving or booting, not warm yet: by the minute in which they are. */
  private readonly warming = new Int32Array(mostMinutes);
  private readonly leaving = new Int32Array(mostMinutes);
  private readonly slowing = new Int32Array(mostMinutes);
  private readonly refilling = new Int32Array(mostMinutes);
  private readonly isUp: Uint8Array;
  readonly bootMinutes: number;
  private readonly neverServes: boolean;
  private readonly leaveMinutes: number;
  private readonly slowMinutes: number;
  servingCount = 0;
  bootingCount = 0;
  warmingCount = 0;
  leavingCount = 0;
  slowCount = 0;
  /** Lost with their zone, and not replaced yet. */
  deadCount = 0;
  /** Launched in this minute, which are not InService yet. */
  pendingCount = 0;
  poolCount: number;

  constructor(private readonly fleet: Fleet) {
    const { zones, balancer, bootSeconds, graceSeconds, replacesUnhealthy } = fleet;
    this.serving = new Int32Array(zones);
    this.bootingIn = new Int32Array(zones);
    this.booting = new Int32Array(zones * mostMinutes);
    this.isUp = new Uint8Array(zones).fill(1);
    // An instance that still boots when its grace period is over is replaced, by one that fares no better.
    this.neverServes = replacesUnhealthy && bootSeconds > graceSeconds;
    const registered = bootSeconds + balancer.healthyChecks * balancer.checkSeconds;
    this.bootMinutes = Math.min(mostMinutes - 2, minutes(this.neverServes ? graceSeconds : registered));
    this.leaveMinutes = minutes(balancer.deregistrationSeconds + reactionSeconds);
    this.slowMinutes = minutes(balancer.slowStartSeconds);
    this.poolCount = fleet.warmPool?.size ?? 0;
  }

  /** Everything that the group counts against its desired capacity. */
  get live(): number {
    return this.servingCount + this.bootingCount + this.deadCount;
  }

  /** Those that requests are spread over; in slow start an instance takes half of its share in the mean. */
  get weighted(): number {
    return this.servingCount - this.slowCount / 2;
  }

  /** Instances that have been there for a while, at the start of a run. */
  begin(count: number): void {
    for (let left = count; left > 0; left--) this.add(this.emptiest(), 1);
  }

  /** What has been under way and is done at this minute. */
  advance(at: number): void {
    const slot = at % mostMinutes;
    this.pendingCount = 0;
    this.warmingCount -= taken(this.warming, slot);
    this.leavingCount -= taken(this.leaving, slot);
    this.slowCount -= taken(this.slowing, slot);
    this.poolCount += taken(this.refilling, slot);
    if (this.bootingCount === 0) return;
    for (let zone = 0; zone < this.serving.length; zone++) {
      const ready = taken(this.booting, zone * mostMinutes + slot);
      if (ready === 0) continue;
      this.bootingCount -= ready;
      this.bootingIn[zone] = (this.bootingIn[zone] ?? 0) - ready;
      if (this.neverServes) continue;
      this.add(zone, ready);
      if (this.slowMinutes > 0) {
        this.slowCount += ready;
        add(this.slowing, (at + this.slowMinutes) % mostMinutes, ready);
      }
    }
  }

  /** @param warmupSeconds for how long they do not count for scaling policies */
  launch(count: number, at: number, warmupSeconds: number): void {
    const warm = minutes(Math.min(pendingSeconds + warmupSeconds, (mostMinutes - 2) * 60));
    if (warm > 0) {
      add(this.warming, (at + warm) % mostMinutes, count);
      this.warmingCount += count;
    }
    this.pendingCount += count;
    for (let left = count; left > 0; left--) this.boot(at);
  }

  private boot(at: number): void {
    const zone = this.emptiest();
    if (!this.isUp[zone]) return;
    let boot = this.bootMinutes;
    if (this.poolCount > 0) {
      this.poolCount -= 1;
      add(this.refilling, (at + this.bootMinutes) % mostMinutes, 1);
      const { healthyChecks, checkSeconds } = this.fleet.balancer;
      boot = Math.min(boot, minutes(warmStartSeconds + healthyChecks * checkSeconds));
    }
    if (boot === 0) {
      this.add(zone, 1);
      return;
    }
    add(this.booting, zone * mostMinutes + ((at + boot) % mostMinutes), 1);
    add(this.bootingIn, zone, 1);
    this.bootingCount += 1;
  }

  /** Takes instances out, of the fullest zone first. */
  terminate(count: number, at: number): void {
    const gone = Math.min(count, this.servingCount);
    for (let left = gone; left > 0; left--) this.add(this.fullest(), -1);
    this.leavingCount += gone;
    add(this.leaving, (at + this.leaveMinutes) % mostMinutes, gone);
  }

  /** A zone goes, with all that is in it. */
  lose(zone: number): number {
    const lost = this.serving[zone] ?? 0;
    this.isUp[zone] = 0;
    this.add(zone, -lost);
    this.deadCount += lost;
    const cancelled = this.bootingIn[zone] ?? 0;
    this.bootingCount -= cancelled;
    this.bootingIn[zone] = 0;
    this.booting.fill(0, zone * mostMinutes, (zone + 1) * mostMinutes);
    return lost;
  }

  restore(zone: number): void {
    this.isUp[zone] = 1;
  }

  /** How many instances the fullest zone has more than the emptiest, of those that are up. */
  imbalance(): number {
    return this.sizeOf(this.fullest()) - this.sizeOf(this.emptiest());
  }

  largestZone(): number {
    return this.fullest();
  }

  private add(zone: number, count: number): void {
    add(this.serving, zone, count);
    this.servingCount += count;
  }

  private sizeOf(zone: number): number {
    return (this.serving[zone] ?? 0) + (this.bootingIn[zone] ?? 0);
  }

  private emptiest(): number {
    let found = this.isUp.indexOf(1);
    for (let zone = 0; zone < this.serving.length; zone++) {
      if (this.isUp[zone] && this.sizeOf(zone) < this.sizeOf(found)) found = zone;
    }
    return Math.max(0, found);
  }

  private fullest(): number {
    let found = 0;
    for (let zone = 1; zone < this.serving.length; zone++) {
      if ((this.serving[zone] ?? 0) > (this.serving[found] ?? 0)) found = zone;
    }
    return found;
  }
}

function add(counts: Int32Array, at: number, count: number): void {
  counts[at] = (counts[at] ?? 0) + count;
}

function taken(counts: Int32Array, at: number): number {
  const count = counts[at] ?? 0;
  if (count !== 0) counts[at] = 0;
  return count;
}
