import type { Instance } from "./fleet";

/**
 * CPU credits of a fleet, as the mean of its instances; one credit is a vCPU for a minute. A balance below zero is surplus
 * credits, which later earnings pay back; what is more than a day earns, or left at termination, is charged. Source: EC2
 * User Guide, "Unlimited mode concepts for burstable performance instances", read 2026-11-28.
 */
export class Credits {
  /** Of an instance; new ones have none. */
  balance = 0;
  /** Charged so far, and in the last minute, by all instances. */
  charged = 0;
  chargedNow = 0;
  private readonly earned: number;
  private readonly most: number;
  private instances = 0;

  constructor(private readonly instance: Instance) {
    this.earned = ((instance.burst?.baselinePercent ?? 0) / 100) * instance.vcpus;
    this.most = this.earned * 24 * 60;
  }

  /** The share of its vCPUs that an instance can use; less than all only in standard mode without credits. */
  get speed(): number {
    const { burst } = this.instance;
    return burst && !burst.isUnlimited && this.balance <= 0 ? burst.baselinePercent / 100 : 1;
  }

  get usd(): number {
    return (this.charged / 60) * (this.instance.burst?.surplusUsdPerVcpuHour ?? 0);
  }

  update(instances: number, utilisation: number): void {
    if (!this.instance.burst) return;
    this.chargedNow = 0;
    if (instances > this.instances) this.balance *= this.instances / instances;
    else if (this.balance < 0) this.chargedNow += -this.balance * (this.instances - instances);
    this.instances = instances;
    this.balance = Math.min(this.most, this.balance + this.earned - utilisation * this.instance.vcpus);
    if (!this.instance.burst.isUnlimited) this.balance = Math.max(0, this.balance);
    if (this.balance < -this.most) {
      this.chargedNow += (-this.most - this.balance) * instances;
      this.balance = -this.most;
    }
    this.charged += this.chargedNow;
  }
}
