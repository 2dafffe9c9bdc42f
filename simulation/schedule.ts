import type { ScheduledAction } from "./fleet";
import { minute } from "./load";

interface Sizes {
  desired: number;
  minSize: number;
  maxSize: number;
}

/** Carries out scheduled actions in the minutes in which they are due. */
export class Schedule {
  private readonly due: readonly { readonly at: number; readonly action: ScheduledAction }[];
  private next = 0;

  constructor(actions: readonly ScheduledAction[], startTime: number) {
    this.due = actions
      .flatMap((action) =>
        action.times.map((time) => ({ at: Math.ceil((time - startTime) / minute), action })),
      )
      .filter(({ at }) => at >= 0)
      .sort((one, other) => one.at - other.at);
  }

  advance(at: number, sizes: Sizes): void {
    for (let due = this.due[this.next]; due && due.at <= at; due = this.due[++this.next]) {
      const { action } = due;
      sizes.minSize = action.minSize ?? sizes.minSize;
      sizes.maxSize = action.maxSize ?? sizes.maxSize;
      sizes.desired = Math.min(sizes.maxSize, Math.max(sizes.minSize, action.desired ?? sizes.desired));
    }
  }
}
