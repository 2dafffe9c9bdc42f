import type { Refresh } from "./fleet";
import type { Instances } from "./instances";

/**
 * An instance refresh: batch by batch, new instances first where the group may be larger than it wants to be, else old ones
 * go first. Source: EC2 Auto Scaling User Guide, "How an instance refresh works in an Auto Scaling group", read 2026-11-28.
 */
export class RollingRefresh {
  /** Instances that the group has beyond its desired capacity for now. */
  extra = 0;
  private left = 0;
  private nextAt = -1;

  constructor(private readonly refresh: Refresh) {}

  advance(at: number, startsAt: number | undefined, desired: number, instances: Instances): void {
    if (at === startsAt) {
      this.left = desired;
      this.nextAt = at;
    }
    if (at !== this.nextAt) return;
    // The batch that was launched is warm; as many old instances go.
    if (this.extra > 0) {
      this.left -= this.extra;
      this.extra = 0;
    }
    if (this.left <= 0) return;
    const { minHealthyPercent, maxHealthyPercent, warmupSeconds } = this.refresh;
    const isLaunchedFirst = maxHealthyPercent > 100;
    const percent = isLaunchedFirst ? maxHealthyPercent - 100 : 100 - minHealthyPercent;
    const batch = Math.min(this.left, Math.max(1, Math.floor((desired * percent) / 100)));
    if (isLaunchedFirst) this.extra = batch;
    else {
      instances.terminate(batch, at);
      this.left -= batch;
    }
    this.nextAt = at + instances.bootMinutes + Math.ceil(warmupSeconds / 60);
  }
}
