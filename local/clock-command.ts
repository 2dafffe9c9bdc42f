import { Argument, Command, InvalidArgumentError } from "commander";
import { cancelDeletion, dueKeys, waitingKeys } from "./aws/key-deletion";
import { type Due, dueActions } from "./aws/scheduled-actions";
import { Clock } from "./cloud/clock";
import { Store } from "./cloud/store";

const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 7 * 86_400_000 } as const;

/** `clock`, `clock +30d`, `clock 2027-11-26T00:00:00Z`: shows the local AWS's time, or lets time pass. */
export function clockCommand(directory: string): Command {
  const store = new Store(directory);
  const clock = new Clock(directory);
  return new Command("clock")
    .exitOverride()
    .description("show the local AWS's time, or let time pass: what is due meanwhile happens")
    .addArgument(
      new Argument(
        "[to]",
        "how far, such as +90m, +6h, +30d or +52w, or a time such as 2027-11-26T00:00:00Z",
      ).argParser((text) => target(text, clock.now())),
    )
    .option("--cancel <key>", "take back the deletion of a key, by its id or ARN")
    .action((to: Date | undefined, { cancel }: { cancel?: string }, command: Command) => {
      if (cancel !== undefined && !cancelDeletion(store, cancel))
        command.error(`error: no key ${cancel} waits to be deleted`, { exitCode: 1 });
      if (to !== undefined) for (const line of letPass(store, clock, to)) console.log(line);
      console.log(`${secondsOf(clock.now())} in the local AWS`);
      for (const { key, goneAt } of waitingKeys(store))
        console.log(`${secondsOf(goneAt)}  key ${key.id} is deleted`);
    });
}

/** Puts the clock forward and does what is due, in its order; returns a line for each. */
export function letPass(store: Store, clock: Clock, to: Date): string[] {
  const lines: string[] = [];
  for (let since = clock.now(); ;) {
    const [first, ...others] = dueAfter(store, since);
    if (first === undefined || first.at > to) break;
    since = first.at;
    const atOnce = others.filter(({ at }) => at.getTime() === first.at.getTime());
    for (const due of [first, ...atOnce]) lines.push(`${secondsOf(due.at)}  ${due.carryOut()}`);
  }
  clock.putForward(to.getTime() - clock.now().getTime());
  return lines;
}

/** What comes next, the first first. */
function dueAfter(store: Store, since: Date): Due[] {
  const all = [...dueActions(store, since), ...dueKeys(store, since)];
  return all.sort((a, b) => a.at.getTime() - b.at.getTime());
}

function target(text: string, now: Date): Date {
  const [, count, unit] = /^\+(\d+)([mhdw])$/.exec(text) ?? [];
  const to =
    unit === undefined
      ? Date.parse(text)
      : now.getTime() + Number(count) * unitMs[unit as keyof typeof unitMs];
  if (Number.isNaN(to))
    throw new InvalidArgumentError("It has to be +30d (or m, h, w), or a time such as 2027-11-26T00:00:00Z.");
  if (to < now.getTime())
    throw new InvalidArgumentError(
      `It is ${secondsOf(now)} already, and time does not go back; \`reset\` starts anew.`,
    );
  return new Date(to);
}

function secondsOf(time: Date | string): string {
  return new Date(time).toISOString().replace(/\.\d+Z$/, "Z");
}
