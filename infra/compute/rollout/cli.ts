import { Command, InvalidArgumentError } from "commander";
import { setTimeout as sleep } from "node:timers/promises";
import { loadEnvironment } from "../../../config";
import { readStackFile } from "../../../config/stack-file";
import { CommandError, endWith, run } from "../../command";
import { progressOf } from "./progress";

const pollSeconds = 15;

async function main(argv: readonly string[]): Promise<void> {
  const { stack, minutes } = new Command("npm run rollout --")
    .description(
      "Waits until the instances of a stack are of the version that it was deployed with, and says how it went",
    )
    .requiredOption("-s, --stack <name>", "the stack, such as dev or prod")
    .option("-m, --minutes <number>", "how long to wait", minutesOf, 180)
    .allowExcessArguments(false)
    .exitOverride()
    .parse(argv)
    .opts<{ stack: string; minutes: number }>();
  const { region } = loadEnvironment(readStackFile(process.cwd(), stack));
  const group = (await run("pulumi", "stack", "output", "autoScalingGroupName", "--stack", stack)).trim();
  const until = Date.now() + minutes * 60_000;
  for (let said = ""; ;) {
    const { state, text } = progressOf(await refreshesOf(group, region));
    if (text !== said) console.log(text);
    said = text;
    if (state === "done") return;
    if (state === "failed") throw new CommandError("The rollout failed.");
    if (Date.now() > until) throw new CommandError(`It goes on after ${minutes} minutes: ask again.`);
    await sleep(pollSeconds * 1000);
  }
}

async function refreshesOf(group: string, region: string): Promise<unknown> {
  const command = ["autoscaling", "describe-instance-refreshes", "--auto-scaling-group-name", group];
  return JSON.parse(await run("aws", ...command, "--region", region, "--output", "json")) as unknown;
}

function minutesOf(text: string): number {
  const minutes = Number(text);
  if (!(minutes >= 0)) throw new InvalidArgumentError("a number of minutes, 0 or more");
  return minutes;
}

endWith(main(process.argv));
